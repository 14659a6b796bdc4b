namespace MutualAid.Core.Common;

/// <summary>The network's own wall clock: the one place where instants become local days and hours, and back.</summary>
public sealed class NetworkClock(TimeZoneInfo zone)
{
    public TimeZoneInfo Zone { get; } = zone;

    /// <summary>The local day and hour of an instant.</summary>
    public DateTime Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone).DateTime;

    public DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(Local(at));

    /// <summary>
    /// The instant of a local day and hour, in UTC. An hour that the clocks skip in spring means the same time after the gap;
    /// an hour that comes twice in autumn means its first time.
    /// </summary>
    public DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time, DateTimeKind.Unspecified);
        if (Zone.IsInvalidTime(local))
        {
            local += Gap(local);
        }

        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>The Monday that begins the day's week; capacity is counted by these weeks.</summary>
    public static DateOnly WeekOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    public DateOnly WeekOf(DateTimeOffset at) => WeekOf(Day(at));

    /// <summary>The zone by its IANA name, or null when this machine does not know it.</summary>
    public static NetworkClock? ForZone(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? new NetworkClock(zone) : null;

    private TimeSpan Gap(DateTime local) => Zone.GetUtcOffset(local.AddDays(1)) - Zone.GetUtcOffset(local.AddDays(-1));
}
