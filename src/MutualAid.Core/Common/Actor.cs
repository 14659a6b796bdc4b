namespace MutualAid.Core.Common;

/// <summary>The way a person reached the network for this action; written on every audit entry.</summary>
public enum Channel
{
    Web,
    Phone,
    Paper,
    Clock,
    Import,
}

/// <summary>What somebody may do beyond being a member.</summary>
public enum Role
{
    Coordinator,
    SafeguardingLead,
    Administrator,
}

/// <summary>
/// Who is doing this now: the first argument of every command and of every list.
/// Built anew for each request from the database, so a role taken away is gone on the next click.
/// </summary>
public sealed record Actor
{
    /// <summary>The member; null for a visitor who has not signed in and for the clock.</summary>
    public Guid? MemberId { get; init; }

    public IReadOnlySet<Role> Roles { get; init; } = new HashSet<Role>();

    /// <summary>Areas this person coordinates; null means all of them. Says nothing when the role is missing.</summary>
    public IReadOnlySet<Guid>? Areas { get; init; }

    public Channel Channel { get; init; } = Channel.Web;

    /// <summary>A visitor without an account.</summary>
    public static Actor Visitor { get; } = new();

    /// <summary>The network's own clock and start-up work.</summary>
    public static Actor System { get; } = new() { Channel = Channel.Clock };

    /// <summary>The command line on the network's own machine: whoever can run it owns the data already.</summary>
    public static Actor Operator { get; } = new() { Channel = Channel.Import, Roles = new HashSet<Role> { Role.Administrator, Role.Coordinator } };

    public bool IsSignedIn => MemberId is not null;

    public bool IsCoordinator => Roles.Contains(Role.Coordinator);

    public bool IsSafeguardingLead => Roles.Contains(Role.SafeguardingLead);

    public bool IsAdministrator => Roles.Contains(Role.Administrator);

    /// <summary>Whether this person coordinates the given area; a need without an area belongs to every coordinator.</summary>
    public bool Coordinates(Guid? areaId) =>
        IsCoordinator && (Areas is null || areaId is null || Areas.Contains(areaId.Value));
}
