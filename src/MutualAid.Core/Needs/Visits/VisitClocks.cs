using Microsoft.Extensions.Options;
using static MutualAid.Core.Common.SettingRules;

namespace MutualAid.Core.Needs.Visits;

/// <summary>How long after the planned end of a visit somebody is told that nobody has heard it is over: the settings under <c>Visits</c>.</summary>
public sealed class VisitClocks
{
    public const string Section = "Visits";

    public int BuddyMinutes { get; set; } = 30;

    public int DeskMinutes { get; set; } = 60;

    internal TimeSpan Buddy => TimeSpan.FromMinutes(BuddyMinutes);

    internal TimeSpan Desk => TimeSpan.FromMinutes(DeskMinutes);
}

/// <summary>What these settings must keep to; the app does not start with others. The desk never hears before the buddy.</summary>
public sealed class VisitClockRules : IValidateOptions<VisitClocks>
{
    private const int MostMinutes = 24 * 60;

    public ValidateOptionsResult Validate(string? name, VisitClocks options) => Look(
        Within(VisitClocks.Section, nameof(options.BuddyMinutes), options.BuddyMinutes, 1, MostMinutes),
        Within(VisitClocks.Section, nameof(options.DeskMinutes), options.DeskMinutes, Math.Min(options.BuddyMinutes, MostMinutes), MostMinutes));
}
