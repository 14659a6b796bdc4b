using Microsoft.Extensions.Options;
using static MutualAid.Core.Common.SettingRules;

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

    public ValidateOptionsResult Validate(string? name, Clocks options) => Look(
        Within(Clocks.Section, nameof(options.InvitationHours), options.InvitationHours, 1, MostHours),
        Within(Clocks.Section, nameof(options.InvitationHoursWhenUrgent), options.InvitationHoursWhenUrgent, 1, MostHours),
        Within(Clocks.Section, nameof(options.PlanNudgeHours), options.PlanNudgeHours, 1, MostHours),
        After(Clocks.Section, nameof(options.PlanAskHours), options.PlanAskHours, nameof(options.PlanNudgeHours), options.PlanNudgeHours, MostHours),
        After(Clocks.Section, nameof(options.PlanReleaseHours), options.PlanReleaseHours, nameof(options.PlanAskHours), options.PlanAskHours, MostHours),
        Within(Clocks.Section, nameof(options.PlanTimesFasterWhenUrgent), options.PlanTimesFasterWhenUrgent, 1, 24),
        Within(Clocks.Section, nameof(options.ReminderHour), options.ReminderHour, 0, 23),
        Within(Clocks.Section, nameof(options.OutcomeDays), options.OutcomeDays, 1, MostDays),
        Within(Clocks.Section, nameof(options.OutcomeDaysWithoutDay), options.OutcomeDaysWithoutDay, 1, MostDays),
        Within(Clocks.Section, nameof(options.StillNeededDays), options.StillNeededDays, 1, MostDays),
        After(Clocks.Section, nameof(options.StillNeededAgainDays), options.StillNeededAgainDays, nameof(options.StillNeededDays), options.StillNeededDays, MostDays),
        After(Clocks.Section, nameof(options.CloseDays), options.CloseDays, nameof(options.StillNeededAgainDays), options.StillNeededAgainDays, MostDays));
}
