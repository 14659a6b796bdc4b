using MutualAid.Core.Common;
using MutualAid.Core.Members;

namespace MutualAid.Core.Needs;

/// <summary>What a part's time means for a helper's week.</summary>
public static class PartHours
{
    /// <summary>
    /// The hours of a week in which the part can be done, seen from today. "Before Friday" shrinks as Friday comes nearer;
    /// once its day has passed and it is still wanted, the day itself stands.
    /// </summary>
    public static WeekHours Hours(this PartTime time, DateOnly today) => time switch
    {
        { When: PartWhen.OnDay, Day: { } day } => WeekHours.On(day, time.Start, time.End),
        { When: PartWhen.Before, Day: { } day } => WeekHours.Between(today, day),
        _ => WeekHours.Always,
    };

    /// <summary>The one day the part can be done on, when it is set and not over; else null.</summary>
    public static DateOnly? SetDay(this PartTime time, DateOnly today) => time is { When: PartWhen.OnDay, Day: { } day } && day >= today ? day : null;

    /// <summary>The part's own day when it is set and still to come, else today.</summary>
    public static DateOnly DayOrToday(this PartTime time, DateOnly today) => time is { When: PartWhen.OnDay, Day: { } day } && day > today ? day : today;

    /// <summary>The Monday of the week the part counts to in a helper's own limit: its day's week when it has one day, else this week.</summary>
    public static DateOnly WeekOf(this PartTime time, DateOnly today) =>
        NetworkClock.WeekOf(time is { When: PartWhen.OnDay, Day: { } day } ? day : today);
}
