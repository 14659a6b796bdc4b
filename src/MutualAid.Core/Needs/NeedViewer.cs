using MutualAid.Core.Common;
using MutualAid.Core.Members;
using NpgsqlTypes;

namespace MutualAid.Core.Needs;

/// <summary>
/// What decides which needs somebody sees: who asks, how well the network knows them as a helper, and whom they are never paired with.
/// Read once for each request by <see cref="NeedViewers"/>.
/// </summary>
public sealed record NeedViewer
{
    public required Actor Actor { get; init; }

    /// <summary>The network's day: rests and checks end by it.</summary>
    public required DateOnly Today { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>The network's own clock.</summary>
    public required NetworkClock Clock { get; init; }

    /// <summary>The level that counts today; null for a member without a helper profile.</summary>
    public Vetting? Vetting { get; init; }

    /// <summary>Where this helper starts from, as the centre of a cell.</summary>
    public NpgsqlPoint? Point { get; init; }

    /// <summary>Every kind of help by its id.</summary>
    public required IReadOnlyDictionary<string, HelpKind> Kinds { get; init; }

    /// <summary>Members on either side of a block with this one; the other is never told.</summary>
    public required IReadOnlyList<Guid> Blocked { get; init; }

    /// <summary>Parts whose neighbour said no, thank you, to this helper: those are not shown again.</summary>
    public IReadOnlySet<Guid> TurnedDown { get; init; } = new HashSet<Guid>();

    /// <summary>Needs of which nothing else is open to this helper.</summary>
    public IReadOnlyList<Guid> NotAgain { get; init; } = [];

    /// <summary>Whether the list of open needs is for this person: a coordinator, or a helper somebody has talked to.</summary>
    public bool SeesBoard => Actor.IsCoordinator || Vetting >= Members.Vetting.Approved;

    /// <summary>Discreet kinds that this person may not take on, and so never hears of. A coordinator hears of all.</summary>
    public List<string> HiddenKinds =>
        [.. Kinds.Values.Where(k => k.Discreet && !Actor.IsCoordinator && !(Vetting >= k.LowestVetting)).Select(k => k.Id)];

    /// <summary>Whether this person's vetting is enough for the kind.</summary>
    public bool MayTake(string kindId) => Kinds.TryGetValue(kindId, out var kind) && Vetting >= kind.LowestVetting;
}
