using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Needs;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Exchanges;

/// <summary>What somebody keeps to themselves after the help: how it felt, a few words, and whether they would like to meet again.</summary>
public sealed record Afterthought(Feeling? Feeling, string? Words, bool? Again);

/// <summary>
/// Each side's own moment after the help. Nobody reads it but its writer; of "meet again?" only what both said the same is ever used, and only
/// to suggest the two to each other more, or not at all.
/// </summary>
public sealed class AfterwardsService(MutualAidDb db, MessageSeals seals, TimeProvider time)
{
    /// <summary>The helper's own afterthought, as far as there is one; null when this is not their claim, nothing came of it, or its time is over.</summary>
    public Task<Afterthought?> OfHelperAsync(Actor actor, Guid claimId, CancellationToken ct = default) =>
        ReadAsync(OfHelper(actor, claimId), byHelper: true, ct);

    /// <summary>The same for the neighbour who asked, with or without an account.</summary>
    public Task<Afterthought?> OfAskerAsync(Actor actor, OwnNeed own, Guid claimId, CancellationToken ct = default) =>
        ReadAsync(OfAsker(actor, own, claimId), byHelper: false, ct);

    /// <summary>The helper keeps or changes an afterthought. Refuses words that are too long, a made-up answer, and whatever <see cref="OfHelperAsync"/> does not show.</summary>
    public Task<Result> KeepAsHelperAsync(Actor actor, Guid claimId, Afterthought thought, CancellationToken ct = default) =>
        KeepAsync(actor, OfHelper(actor, claimId), byHelper: true, thought, ct);

    /// <summary>The neighbour who asked does the same.</summary>
    public Task<Result> KeepAsAskerAsync(Actor actor, OwnNeed own, Guid claimId, Afterthought thought, CancellationToken ct = default) =>
        KeepAsync(actor, OfAsker(actor, own, claimId), byHelper: false, thought, ct);

    private IQueryable<ThreadSides> OfHelper(Actor actor, Guid claimId) =>
        db.Threads().Where(t => t.ClaimId == claimId && actor.MemberId != null && t.HelperId == actor.MemberId);

    private IQueryable<ThreadSides> OfAsker(Actor actor, OwnNeed own, Guid claimId)
    {
        var owned = db.Needs.OwnedBy(actor, own).Where(n => n.ErasedAt == null);
        return db.Threads().Where(t => t.ClaimId == claimId && owned.Any(n => n.Id == t.NeedId));
    }

    private async Task<ThreadSides?> DoneAsync(IQueryable<ThreadSides> which, bool byHelper, CancellationToken ct) =>
        await which.SingleOrDefaultAsync(ct) is { State: ClaimState.Done or ClaimState.PartDone } sides && (!byHelper || sides.Stands(time.GetUtcNow())) ? sides : null;

    private async Task<Afterthought?> ReadAsync(IQueryable<ThreadSides> which, bool byHelper, CancellationToken ct)
    {
        if (await DoneAsync(which, byHelper, ct) is not { } sides)
        {
            return null;
        }

        var kept = await db.Reflections.AsNoTracking().SingleOrDefaultAsync(r => r.ClaimId == sides.ClaimId && r.ByHelper == byHelper, ct);
        var again = await db.Claims.Where(c => c.Id == sides.ClaimId).Select(c => byHelper ? c.HelperAgain : c.AskerAgain).SingleAsync(ct);
        return new Afterthought(kept?.Feeling, kept?.Words is null ? null : seals.Open(kept), again);
    }

    private async Task<Result> KeepAsync(Actor actor, IQueryable<ThreadSides> which, bool byHelper, Afterthought thought, CancellationToken ct)
    {
        if (await DoneAsync(which, byHelper, ct) is not { } sides)
        {
            return Refusal.NotFound;
        }

        var wrong = new List<FieldRefusal>();
        var words = TypedText.Check(nameof(thought.Words), thought.Words, Reflection.WordsMaxLength, wrong);
        if (thought.Feeling is { } feeling && !Enum.IsDefined(feeling))
        {
            wrong.Add(new FieldRefusal(nameof(thought.Feeling), Phrase.Of("Pick what comes nearest, or leave it.")));
        }

        if (wrong.Count > 0)
        {
            return Refusal.Invalid(wrong);
        }

        var now = time.GetUtcNow();
        var kept = await db.Reflections.SingleOrDefaultAsync(r => r.ClaimId == sides.ClaimId && r.ByHelper == byHelper, ct);
        if (kept is null)
        {
            kept = Reflection.Of(sides.ClaimId, byHelper, now);
            db.Reflections.Add(kept);
        }

        kept.Write(thought.Feeling, words is null ? null : seals.SealReflection(words, kept.Id), now);
        if (thought.Again is { } again)
        {
            (await db.Claims.SingleAsync(c => c.Id == sides.ClaimId, ct)).MeetAgain(again, byHelper);
        }

        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.Reflected, now, sides.NeedId, sides.ClaimId));
        return await db.SaveAsync(ct);
    }
}
