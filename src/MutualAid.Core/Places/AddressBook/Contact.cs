using MutualAid.Core.Common;
using MutualAid.Core.Needs;

namespace MutualAid.Core.Places;

/// <summary>What somebody allowed to look gets to see. The address is null while it is still closed; <paramref name="AddressOpensAt"/> says until when.</summary>
public sealed record Contact(string? Phone, string? Address, string? DoorNote, DateTimeOffset? AddressOpensAt, string? CareNote = null);

/// <summary>When an address opens to the agreed helper.</summary>
public static class ContactRules
{
    /// <summary>An address opens this long before the help begins (domain.md, "Who sees what").</summary>
    public static readonly TimeSpan OpensBefore = TimeSpan.FromHours(24);

    /// <summary>Contacts of different people that one helper may look at within a day; fewer while new.</summary>
    public const int DailyReveals = 5;
    public const int DailyRevealsWhileNew = 2;

    /// <summary>Looks within a day that a coordinator may need on a busy desk.</summary>
    public const int DailyRevealsOfCoordinator = 60;

    /// <summary>The instant the address opens: 24 hours before a dated part begins, at once for any other.</summary>
    public static DateTimeOffset? AddressOpensAt(PartTime time, NetworkClock clock) =>
        time is { When: PartWhen.OnDay, Day: { } day } ? clock.At(day, time.Start ?? TimeOnly.MinValue) - OpensBefore : null;
}
