using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Notices;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Needs;

/// <summary>A helper's "I can do this": which parts, a line of hello, and the id of the form, so that pressing twice acts once.</summary>
public sealed record Taking(Guid OperationId, IReadOnlyList<Guid> Parts, string? Hello);

/// <summary>What became of it: the first of the claims, and whether it is agreed already or waits for the asker.</summary>
public sealed record TakenOn(Guid ClaimId, ClaimState State);

/// <summary>
/// A helper's commitments: taking parts on, answering an invitation, letting go, and telling how it went. Each is one save with its audit
/// entry and its notices, and a need that the helper may not see is as missing as one that is not there.
/// </summary>
public sealed class ClaimService(MutualAidDb db, NeedViewers viewers, HelperLoads loads, OutcomeService outcomes, HandOverService handOvers, LateYes lateYes, TimeProvider time)
{
    /// <summary>
    /// Takes on one or more parts at once, all or none: agreed straight away when the asker said the first is fine, else offered.
    /// Refuses no parts, a hello that is too long, a kind the helper's vetting is not enough for, a helper who rests or whose day, week or hands
    /// are full, one's own need, and (as a conflict) a part that somebody else was faster with: whoever was asked for it stands by then.
    /// The same form sent twice gives the first answer.
    /// </summary>
    public async Task<Result<TakenOn>> TakeAsync(Actor actor, Guid needId, Taking asked, CancellationToken ct = default)
    {
        var taken = await TakeNowAsync(actor, needId, asked, ct);
        if (taken.Refusal is { Kind: RefusalKind.Conflict })
        {
            await lateYes.KeepAsync(actor, needId, ct);
        }

        return taken;
    }

    private async Task<Result<TakenOn>> TakeNowAsync(Actor actor, Guid needId, Taking asked, CancellationToken ct)
    {
        if (actor.MemberId is not { } me)
        {
            return Refusal.NotFound;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);

        // One "I can do this" at a time for each helper, so that the week's limit cannot be outrun by pressing quickly.
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({me.ToString()}, 2))", ct);
        if (await MadeByAsync(asked.OperationId, me, ct) is { } before)
        {
            return before;
        }

        var viewer = await viewers.ReadAsync(actor, ct);
        if (!await db.Needs.VisibleTo(viewer, everOpen: true).AnyAsync(n => n.Id == needId, ct))
        {
            return Refusal.NotFound;
        }

        var need = await LoadAsync(n => n.Id == needId, ct);
        if (!need!.Looking && need.State != NeedState.Draft)
        {
            // Before anything typed is looked at: the page it would be shown on again is not there any more.
            return Refusal.Conflict(Phrase.Of("Someone else was a moment faster. Thank you for offering."));
        }

        var hello = Look(asked, need, viewer);
        if (!hello.Ok)
        {
            return hello.Refusal!;
        }

        var parts = asked.Parts.Distinct().ToList();
        var room = await RoomAsync(me, need, parts, viewer, ct);
        if (!room.Ok)
        {
            return room.Refusal!;
        }

        var taken = Take(actor, need, parts, hello.Value.Text, viewer);
        if (!taken.Ok)
        {
            db.ChangeTracker.Clear();
            return taken;
        }

        db.Operations.Add(Operation.Made(asked.OperationId, taken.Value.ClaimId, viewer.Now));
        var saved = await db.SaveAsync(ct);
        if (!saved.Ok)
        {
            return saved.Refusal!;
        }

        await transaction.CommitAsync(ct);
        return taken;
    }

    /// <summary>The helper says yes to being asked first. Refuses what <see cref="TakeAsync"/> refuses.</summary>
    public async Task<Result<TakenOn>> AcceptAsync(Actor actor, Guid claimId, Guid operationId, string? hello, CancellationToken ct = default)
    {
        var asked = await db.Claims.AsNoTracking().Where(c => c.Id == claimId && c.HelperId == actor.MemberId)
            .Select(c => new { c.NeedId, c.PartId }).SingleOrDefaultAsync(ct);
        return asked is null ? Refusal.NotFound
            : await handOvers.AcceptAsync(actor, claimId, ct) ?? await TakeAsync(actor, asked.NeedId, new Taking(operationId, [asked.PartId], hello), ct);
    }

    /// <summary>The helper says "not this time" to an invitation; nobody asks why, and nothing is remembered against anybody.</summary>
    public Task<Result> DeclineAsync(Actor actor, Guid claimId, CancellationToken ct = default) =>
        ChangeAsync(actor, claimId, Deed.ClaimDeclined, null, static (need, id, now) => DeclineInvitation(need, id, now), ct);

    /// <summary>The helper can't make it: the place is open again at once, and the asker is told.</summary>
    public Task<Result> ReleaseAsync(Actor actor, Guid claimId, CancellationToken ct = default) =>
        ChangeAsync(actor, claimId, Deed.ClaimReleased, NoticeKind.HelperCannotCome, static (need, id, now) => need.Release(id, now), ct);

    /// <summary>The helper says that it is still fine after the neighbour changed something, who is told. Refuses when nobody asked.</summary>
    public Task<Result> StillFineAsync(Actor actor, Guid claimId, CancellationToken ct = default) =>
        ChangeAsync(actor, claimId, Deed.ChangeIsFine, NoticeKind.HelperStillFine, static (need, id, _) => need.StillFine(id), ct);

    /// <summary>The helper tells in one word how it went, where there is no room to say what is missing: on a slip. Refuses what <see cref="OutcomeService"/> refuses.</summary>
    public Task<Result> ReportAsync(Actor actor, Guid claimId, Outcome? outcome, CancellationToken ct = default) =>
        outcomes.TellBrieflyAsync(actor, claimId, outcome, ct);

    // What is agreed already is let go of by ReleaseAsync, which tells the neighbour.
    private static Result DeclineInvitation(Need need, Guid claimId, DateTimeOffset now) =>
        need.Claims.Single(c => c.Id == claimId).State == ClaimState.Invited
            ? need.Decline(claimId, now)
            : Refusal.Conflict(Phrase.Of("This has moved on since you opened the page. Here is how it stands now."));

    // One save: the need decides, the entry and the notice go along.
    private async Task<Result> ChangeAsync(
        Actor actor, Guid claimId, Deed deed, NoticeKind? tellAsker, Func<Need, Guid, DateTimeOffset, Result> change, CancellationToken ct)
    {
        var viewer = await viewers.ReadAsync(actor, ct);
        var need = actor.MemberId is null
            ? null
            : await LoadAsync(n => n.Claims.Any(c => c.Id == claimId && c.HelperId == actor.MemberId), ct);
        if (need is null)
        {
            return Refusal.NotFound;
        }

        var (now, stood) = (time.GetUtcNow(), Covering.Standing(need));
        var changed = change(need, claimId, now);
        if (!changed.Ok)
        {
            db.ChangeTracker.Clear();
            return changed;
        }

        if (!db.ChangeTracker.HasChanges())
        {
            // The same said once more, such as a form that was sent twice: it is written down and told once.
            return Result.Done;
        }

        db.AuditEntries.Add(AuditEntry.Of(actor, deed, now, need.Id, claimId));
        Covering.TellWhoWasLetGo(db, need, stood, now);
        Covering.TellWhoHandsOn(db, need, claimId, now);
        if (tellAsker is { } kind && !viewer.Blocked.Contains(need.AskerId))
        {
            db.Notices.Add(Notice.To(need.AskerId, kind, now, need.Id, claimId));
        }

        return await db.SaveAsync(ct);
    }

    private Result<TakenOn> Take(Actor actor, Need need, List<Guid> parts, string? hello, NeedViewer viewer)
    {
        var claims = new List<Claim>();
        foreach (var partId in parts)
        {
            var week = HelperLoads.WeekOf(need.Parts.Single(p => p.Id == partId).Time, viewer.Today);
            var taken = need.Take(partId, actor.MemberId!.Value, week, hello, viewer.Now);
            if (!taken.Ok)
            {
                return taken.Refusal!;
            }

            claims.Add(taken.Value);
        }

        foreach (var claim in claims)
        {
            var agreed = claim.State == ClaimState.Agreed;
            db.AuditEntries.Add(AuditEntry.Of(actor, agreed ? Deed.ClaimAgreed : Deed.HelperOfferedToTake, viewer.Now, need.Id, claim.Id));
        }

        var first = claims[0];
        var isAgreed = first.State == ClaimState.Agreed;
        db.Notices.Add(Notice.To(need.AskerId, isAgreed ? NoticeKind.SomeoneAgreed : NoticeKind.SomeoneOffered, viewer.Now, need.Id, first.Id));
        if (isAgreed)
        {
            db.Notices.Add(Notice.To(first.HelperId, NoticeKind.YouAreAgreed, viewer.Now, need.Id, first.Id));
            Covering.ThankTheOthers(db, need, viewer.Now);
        }

        return new TakenOn(first.Id, first.State);
    }

    private async Task<Result> RoomAsync(Guid me, Need need, List<Guid> parts, NeedViewer viewer, CancellationToken ct)
    {
        var load = await loads.ReadAsync(me, ct);
        if (load is null)
        {
            return Refusal.NotAllowed(Phrase.Of("Tell us first what you could help with, on your page. Then this is a click away."));
        }

        // Pieces in hand already are refused by the need itself, in its own words.
        var wanted = need.Parts.Where(p => parts.Contains(p.Id)).ToList();
        foreach (var part in wanted)
        {
            if (load.LookAtKind(viewer.Kinds[part.KindId], part.Time) is { } barred)
            {
                return Refusal.NotAllowed(barred);
            }
        }

        // Whoever is asked for their own offer has said already that there is room for it.
        var own = need.LinkedOfferId is not null && await db.Offers.AnyAsync(o => o.Id == need.LinkedOfferId && o.MemberId == me, ct);
        var full = !own && wanted.TrueForAll(p => p.HasRoom) ? load.LookAtRoom([.. wanted.Select(p => p.Time)]) : null;
        return full is null ? Result.Done : Refusal.NotAllowed(full);
    }

    // A part of a kind this person never hears of is as missing as one of another need.
    private static Result<Hello> Look(Taking asked, Need need, NeedViewer viewer)
    {
        var hidden = viewer.HiddenKinds;
        var mine = need.Claims.Where(c => c.HelperId == viewer.Actor.MemberId && c.State.IsActive()).Select(c => c.PartId).ToHashSet();
        if (asked.Parts.Any(id => !need.Parts.Any(p => p.Id == id && (!hidden.Contains(p.KindId) || mine.Contains(id)))))
        {
            return Refusal.NotFound;
        }

        var wrong = new List<FieldRefusal>();
        if (asked.Parts.Count == 0)
        {
            wrong.Add(new FieldRefusal(nameof(asked.Parts), Phrase.Of("Pick the part you could do.")));
        }

        var hello = TypedText.Check(nameof(asked.Hello), asked.Hello, Claim.HelloMaxLength, wrong);
        return wrong.Count > 0 ? Refusal.Invalid(wrong) : new Hello(hello);
    }

    private async Task<TakenOn?> MadeByAsync(Guid operationId, Guid me, CancellationToken ct) =>
        await db.Operations.Where(o => o.Id == operationId)
            .Join(db.Claims.Where(c => c.HelperId == me), o => o.ResultId, c => c.Id, (_, c) => new TakenOn(c.Id, c.State))
            .SingleOrDefaultAsync(ct);

    // One query on purpose: parts and claims read by two would be of two moments, and the need would contradict itself in a race.
    private Task<Need?> LoadAsync(System.Linq.Expressions.Expression<Func<Need, bool>> which, CancellationToken ct) =>
        db.Needs.Include(n => n.Parts).Include(n => n.Claims).SingleOrDefaultAsync(which, ct);

    private sealed record Hello(string? Text);
}
