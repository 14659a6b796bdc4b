using Microsoft.Extensions.Options;

namespace MutualAid.Core.Notices;

/// <summary>
/// How long the network waits before it asks, reminds or lets go: the settings under <c>Clocks</c>, with what a network gets that sets none.
/// A new clock is a property here, a rule in <see cref="ClockRules"/>, and a line in docs/operations.md.
/// </summary>
public sealed class Clocks
{
    public const string Section = "Clocks";

    /// <summary>An invitation that nobody answers lapses after so many hours.</summary>
    public int InvitationHours { get; set; } = 24;

    public int InvitationHoursWhenUrgent { get; set; } = 4;

    /// <summary>A helper who agreed and has not said that they are coming is asked after so many hours, asked again, and then let go.</summary>
    public int PlanNudgeHours { get; set; } = 24;

    public int PlanAskHours { get; set; } = 36;

    public int PlanReleaseHours { get; set; } = 48;

    /// <summary>How many times faster those three go when the need is urgent.</summary>
    public int PlanTimesFasterWhenUrgent { get; set; } = 4;

    /// <summary>The hour of the day before, on the network's clock, at which a helper is asked "still OK?".</summary>
    public int ReminderHour { get; set; } = 9;

    /// <summary>Both sides are asked how it went so many days after the planned time.</summary>
    public int OutcomeDays { get; set; } = 2;

    /// <summary>The same for help without a day, counted from the helper's word that they are coming.</summary>
    public int OutcomeDaysWithoutDay { get; set; } = 7;

    /// <summary>The asker of an open need is asked "still needed?" after so many days without a word, and once more.</summary>
    public int StillNeededDays { get; set; } = 7;

    public int StillNeededAgainDays { get; set; } = 14;

    /// <summary>After both questions went unanswered, an unclaimed need closes so many days after the last word.</summary>
    public int CloseDays { get; set; } = 21;

    public TimeSpan Invitation(bool urgent) => TimeSpan.FromHours(urgent ? InvitationHoursWhenUrgent : InvitationHours);

    /// <summary>How long after agreeing a silent helper is asked, asked again and let go.</summary>
    public IReadOnlyList<TimeSpan> Plan(bool urgent) =>
        [.. new[] { PlanNudgeHours, PlanAskHours, PlanReleaseHours }.Select(h => TimeSpan.FromHours(h) / (urgent ? PlanTimesFasterWhenUrgent : 1))];

    /// <summary>How long after the last word a silent asker is asked, asked again and the need closed.</summary>
    public IReadOnlyList<TimeSpan> StillNeeded() =>
        [TimeSpan.FromDays(StillNeededDays), TimeSpan.FromDays(StillNeededAgainDays), TimeSpan.FromDays(CloseDays)];
}

/// <summary>What the clocks' settings must keep to; the app does not start with others.</summary>
public sealed class ClockRules : IValidateOptions<Clocks>
{
    private const int MostHours = 24 * 30;
    private const int MostDays = 365;

    public ValidateOptionsResult Validate(string? name, Clocks options)
    {
        var wrong = Wrong(options).ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Wrong(Clocks c) => new[]
    {
        Within(nameof(c.InvitationHours), c.InvitationHours, 1, MostHours),
        Within(nameof(c.InvitationHoursWhenUrgent), c.InvitationHoursWhenUrgent, 1, MostHours),
        Within(nameof(c.PlanNudgeHours), c.PlanNudgeHours, 1, MostHours),
        After(nameof(c.PlanAskHours), c.PlanAskHours, nameof(c.PlanNudgeHours), c.PlanNudgeHours, MostHours),
        After(nameof(c.PlanReleaseHours), c.PlanReleaseHours, nameof(c.PlanAskHours), c.PlanAskHours, MostHours),
        Within(nameof(c.PlanTimesFasterWhenUrgent), c.PlanTimesFasterWhenUrgent, 1, 24),
        Within(nameof(c.ReminderHour), c.ReminderHour, 0, 23),
        Within(nameof(c.OutcomeDays), c.OutcomeDays, 1, MostDays),
        Within(nameof(c.OutcomeDaysWithoutDay), c.OutcomeDaysWithoutDay, 1, MostDays),
        Within(nameof(c.StillNeededDays), c.StillNeededDays, 1, MostDays),
        After(nameof(c.StillNeededAgainDays), c.StillNeededAgainDays, nameof(c.StillNeededDays), c.StillNeededDays, MostDays),
        After(nameof(c.CloseDays), c.CloseDays, nameof(c.StillNeededAgainDays), c.StillNeededAgainDays, MostDays),
    }.OfType<string>();

    private static string? Within(string name, int value, int least, int most) =>
        value >= least && value <= most ? null : $"{Clocks.Section}__{name} is {value}; it can be {least} to {most}.";

    private static string? After(string name, int value, string earlierName, int earlier, int most) =>
        value > earlier && value <= most ? null : $"{Clocks.Section}__{name} is {value}; it must be more than {earlierName} ({earlier}) and at most {most}.";
}
