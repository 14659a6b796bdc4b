using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Notices;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Needs;

/// <summary>How it went, in one of six honest words, and after "part done" what is still missing, in one line.</summary>
public sealed record Told(Outcome? Outcome, string? Missing);

/// <summary>
/// Both sides of a claim tell how it went. What each said is kept; where the two tell it differently nobody is blamed, and a coordinator of the
/// area has a look.
/// </summary>
public sealed class OutcomeService(MutualAidDb db, NetworkQueries networks, TimeProvider time)
{
    /// <summary>
    /// The helper tells how it went. The done part counts as done, and what is missing of it is open at the old place; the neighbour is asked for
    /// her side, and whoever else stood by for a part that is over is told. Refuses an unanswered question, "part done" without what is missing,
    /// and somebody else's claim.
    /// </summary>
    public Task<Result> TellAsHelperAsync(Actor actor, Guid claimId, Told told, CancellationToken ct = default) =>
        TellAsync(actor, OfHelper(actor, claimId), claimId, told, fromHelper: true, mustSayMissing: true, ct);

    /// <summary>The neighbour who asked tells how it went, with or without an account; the helper is asked for their side. Refuses the same.</summary>
    public Task<Result> TellAsAskerAsync(Actor actor, OwnNeed own, Guid claimId, Told told, CancellationToken ct = default) =>
        TellAsync(actor, db.Needs.OwnedBy(actor, own).Where(n => n.Claims.Any(c => c.Id == claimId)), claimId, told, fromHelper: false, mustSayMissing: true, ct);

    internal Task<Result> TellBrieflyAsync(Actor actor, Guid claimId, Outcome? outcome, CancellationToken ct) =>
        TellAsync(actor, OfHelper(actor, claimId), claimId, new Told(outcome, null), fromHelper: true, mustSayMissing: false, ct);

    private IQueryable<Need> OfHelper(Actor actor, Guid claimId) =>
        db.Needs.Where(n => actor.MemberId != null && n.Claims.Any(c => c.Id == claimId && c.HelperId == actor.MemberId));

    private async Task<Result> TellAsync(
        Actor actor, IQueryable<Need> which, Guid claimId, Told told, bool fromHelper, bool mustSayMissing, CancellationToken ct)
    {
        // One query on purpose: parts and claims read by two would be of two moments.
        if (await which.Include(n => n.Parts).Include(n => n.Claims).SingleOrDefaultAsync(ct) is not { } need)
        {
            return Refusal.NotFound;
        }

        var (now, stood, claim) = (time.GetUtcNow(), Covering.Standing(need), need.Claims.Single(c => c.Id == claimId));
        var left = Look(told, mustSayMissing, (await networks.ClockAsync(ct)).Day(now));
        if (!left.Ok)
        {
            return left;
        }

        var differed = claim.ToldDifferently;
        var reported = need.Report(claimId, told.Outcome!.Value, fromHelper, now, left.Value.Left);
        if (!reported.Ok)
        {
            db.ChangeTracker.Clear();
            return reported;
        }

        if (!db.ChangeTracker.HasChanges())
        {
            // The same said once more, such as a form that was sent twice: it is written down and told once.
            return Result.Done;
        }

        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.ClaimReported, now, need.Id, claimId));
        Covering.TellWhoWasLetGo(db, need, stood, now);
        await AskTheOtherAsync(need, claim, fromHelper, now, ct);
        if (claim.ToldDifferently && !differed)
        {
            await CallCoordinatorsAsync(need, claim, now, ct);
        }

        return await db.SaveAsync(ct);
    }

    private static Result<Rest> Look(Told told, bool mustSayMissing, DateOnly today)
    {
        var wrong = new List<FieldRefusal>();
        if (told.Outcome is not { } outcome || !Enum.IsDefined(outcome))
        {
            wrong.Add(new FieldRefusal(nameof(told.Outcome), Phrase.Of("Pick what comes nearest to how it went.")));
        }

        var missing = TypedText.Check(
            nameof(told.Missing), told.Missing, NeedPart.WhatMaxLength, wrong,
            mustSayMissing && told.Outcome == Outcome.PartDone ? Phrase.Of("Say in a few words what is still missing, so that we look for that and nothing more.") : null);
        return wrong.Count > 0 ? Refusal.Invalid(wrong)
            : new Rest(told.Outcome == Outcome.PartDone && missing is not null ? new Leftover(missing, today) : null);
    }

    // Whoever has told already is not asked again, and across a block nobody is told anything.
    private async Task AskTheOtherAsync(Need need, Claim claim, bool fromHelper, DateTimeOffset now, CancellationToken ct)
    {
        var (to, kind) = fromHelper ? (need.AskerId, NoticeKind.HowDidItGo) : (claim.HelperId, NoticeKind.TellYourSide);
        var told = (fromHelper ? claim.AskerSaid : claim.HelperSaid) is not null;
        if (!told && !await db.Blocks.AnyAsync(
            b => (b.MemberId == need.AskerId && b.OtherId == claim.HelperId) || (b.MemberId == claim.HelperId && b.OtherId == need.AskerId), ct))
        {
            db.Notices.Add(Notice.To(to, kind, now, need.Id, claim.Id));
        }
    }

    private async Task CallCoordinatorsAsync(Need need, Claim claim, DateTimeOffset now, CancellationToken ct)
    {
        db.AuditEntries.Add(AuditEntry.Of(Actor.System, Deed.OutcomesDiffer, now, need.Id, claim.Id));
        var (askerId, helperId) = (need.AskerId, claim.HelperId);
        var coordinators = await db.RoleGrants.CoordinatorsOf(need.AreaId).Where(g => g.MemberId != askerId && g.MemberId != helperId)
            .Select(g => g.MemberId).Distinct().ToListAsync(ct);
        db.Notices.AddRange(coordinators.Select(id => Notice.To(id, NoticeKind.ToldDifferently, now, need.Id, claim.Id)));
    }

    private sealed record Rest(Leftover? Left);
}
