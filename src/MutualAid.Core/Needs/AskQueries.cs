using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;

namespace MutualAid.Core.Needs;

/// <summary>A kind of help to pick.</summary>
public sealed record KindTile(string Id, Phrase Name, Phrase Hint, string Icon, string Tone);

/// <summary>An area to pick.</summary>
public sealed record AreaName(Guid Id, string Name);

/// <summary>What the network knows already about a member who asks, so that it is not asked for again.</summary>
public sealed record KnownAsker(string Name, IReadOnlyList<string> Languages, Guid? AreaId, ReachBy ReachBy, SafeContact SafeContact, bool HasEmail);

/// <summary>Reads what the pages of asking offer to pick from.</summary>
public sealed class AskQueries(MutualAidDb db)
{
    /// <summary>The kinds of help one can ask for, in the order people read them.</summary>
    public async Task<IReadOnlyList<KindTile>> KindsAsync(CancellationToken ct = default) =>
        [.. (await db.HelpKinds.AsNoTracking().OrderBy(k => k.Position).ThenBy(k => k.Id).ToListAsync(ct))
            .Select(k => new KindTile(k.Id, new Phrase(k.Name), new Phrase(k.Hint), k.Icon, k.Tone))];

    /// <summary>Whether it helps to know for how many people it is, for one of these kinds.</summary>
    public Task<bool> AsksHouseholdAsync(IReadOnlyCollection<string> kinds, CancellationToken ct = default) =>
        db.HelpKinds.AnyAsync(k => kinds.Contains(k.Id) && k.AsksHousehold, ct);

    /// <summary>The network's areas by name.</summary>
    public async Task<IReadOnlyList<AreaName>> AreasAsync(CancellationToken ct = default) =>
        await db.Areas.AsNoTracking().OrderBy(a => a.Name).Select(a => new AreaName(a.Id, a.Name)).ToListAsync(ct);

    /// <summary>The member who asks; null for a visitor without an account.</summary>
    public async Task<KnownAsker?> KnownAsync(Actor actor, CancellationToken ct = default) =>
        actor.MemberId is not { } me
            ? null
            : await db.Members.AsNoTracking().Where(m => m.Id == me)
                .Select(m => new KnownAsker(
                    m.Name, m.Languages, m.AreaId, m.ReachBy, m.SafeContact, db.Users.Any(a => a.MemberId == m.Id && a.Email != null)))
                .SingleOrDefaultAsync(ct);
}
