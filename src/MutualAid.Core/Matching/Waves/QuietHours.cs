using MutualAid.Core.Common;

namespace MutualAid.Core.Matching.Waves;

/// <summary>The hours of the night in which nobody is asked, on the network's own clock. The same hour twice means that there are none.</summary>
/// <param name="From">The first minute that is quiet.</param>
/// <param name="Until">The first minute that is not.</param>
public readonly record struct QuietHours(TimeOnly From, TimeOnly Until)
{
    /// <summary>From ten in the evening to seven in the morning.</summary>
    public static QuietHours Default { get; } = new(new TimeOnly(22, 0), new TimeOnly(7, 0));

    public static QuietHours None { get; } = new(TimeOnly.MinValue, TimeOnly.MinValue);

    /// <summary>Whether the instant lies in them. A span over midnight is one night.</summary>
    public bool Hold(NetworkClock clock, DateTimeOffset at) => At(TimeOnly.FromDateTime(clock.Local(at)));

    /// <summary>When the quiet that holds at the instant is over; the instant itself when none holds.</summary>
    public DateTimeOffset End(NetworkClock clock, DateTimeOffset at)
    {
        var local = clock.Local(at);
        var time = TimeOnly.FromDateTime(local);
        if (!At(time))
        {
            return at;
        }

        var day = DateOnly.FromDateTime(local);
        return clock.At(time < Until ? day : day.AddDays(1), Until);
    }

    // TimeOnly.IsBetween goes over midnight by itself, and takes the same hour twice for the whole day.
    private bool At(TimeOnly time) => From != Until && time.IsBetween(From, Until);
}
