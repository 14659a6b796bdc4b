using System.Globalization;

namespace MutualAid.Core.Needs.Visits;

/// <summary>How long after the planned end of a visit somebody is told that nobody has heard it is over: the settings under <c>Visits</c>.</summary>
public sealed class VisitClocks
{
    public const string Section = "Visits";

    private const int MostMinutes = 24 * 60;

    public TimeSpan Buddy { get; private init; } = TimeSpan.FromMinutes(30);

    public TimeSpan Desk { get; private init; } = TimeSpan.FromMinutes(60);

    /// <summary>The clocks as set, or as they are without a setting. Stops the start for minutes that are none, and for a desk that would hear before the buddy.</summary>
    public static VisitClocks From(string? buddyMinutes, string? deskMinutes)
    {
        var usual = new VisitClocks();
        var (buddy, desk) = (Minutes(buddyMinutes) ?? usual.Buddy, Minutes(deskMinutes) ?? usual.Desk);
        return buddy <= desk
            ? new VisitClocks { Buddy = buddy, Desk = desk }
            : throw new InvalidOperationException($"{Section}__DeskMinutes cannot be less than {Section}__BuddyMinutes.");
    }

    private static TimeSpan? Minutes(string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? null
        : int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes is >= 1 and <= MostMinutes ? TimeSpan.FromMinutes(minutes)
        : throw new InvalidOperationException($"{Section}: \"{typed}\" is no number of minutes from 1 to {MostMinutes}.");
}
