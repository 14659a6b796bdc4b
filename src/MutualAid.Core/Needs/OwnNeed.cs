using MutualAid.Core.Common;

namespace MutualAid.Core.Needs;

/// <summary>
/// How an asker comes to a need of their own: by the unguessable key of its private page, signed in and by its id, or by the code and the key
/// that were said a moment ago.
/// </summary>
public sealed record OwnNeed
{
    private OwnNeed(byte[]? keyHash, Guid? needId, bool said = false) => (KeyHash, NeedId, Said) = (keyHash, needId, said);

    internal byte[]? KeyHash { get; }

    internal Guid? NeedId { get; }

    internal bool Said { get; }

    /// <summary>Reads the last piece of the page's address: a need's id counts only for its signed-in asker, everything else is a key.</summary>
    public static OwnNeed Of(string keyOrId) => Guid.TryParseExact(keyOrId, "D", out var id) ? new(null, id) : new(Secrets.Hash(keyOrId), null);

    /// <summary>The need that <see cref="SpokenCodeService.OpenAsync"/> opened for this browser; only what that answered may be given here.</summary>
    public static OwnNeed OfSaid(Guid needId) => new(null, needId, said: true);

    public static OwnNeed OfMember(Guid needId) => new(null, needId);
}

internal static class OwnNeedQuery
{
    /// <summary>Only the need this asker may open; nothing for anybody else.</summary>
    public static IQueryable<Need> OwnedBy(this IQueryable<Need> needs, Actor actor, OwnNeed own) =>
        own.KeyHash is { } hash
            ? needs.Where(n => n.StatusKeyHash == hash)
            : own.Said ? needs.Where(n => n.Id == own.NeedId)
            : needs.Where(n => n.Id == own.NeedId && actor.MemberId != null && n.AskerId == actor.MemberId);
}
