using MutualAid.Core.Common;

namespace MutualAid.Core.Places;

/// <summary>
/// What somebody allowed to look gets to see. The address is null while it is closed; <paramref name="AddressOpensAt"/> says until when, and
/// <paramref name="AddressWaits"/> what for when it is not a matter of time alone.
/// </summary>
public sealed record Contact(
    string? Phone, string? Address, string? DoorNote, DateTimeOffset? AddressOpensAt, string? CareNote = null, Phrase? AddressWaits = null);

/// <summary>How many contacts somebody may look at. When an address opens is the rule of <see cref="Needs.Visits.AddressGate"/>.</summary>
public static class ContactRules
{
    /// <summary>Contacts of different people that one helper may look at within a day; fewer while new.</summary>
    public const int DailyReveals = 5;
    public const int DailyRevealsWhileNew = 2;

    /// <summary>Looks within a day that a coordinator may need on a busy desk.</summary>
    public const int DailyRevealsOfCoordinator = 60;
}
