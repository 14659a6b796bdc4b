using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Notices;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Needs;

/// <summary>
/// Handing a part on: the helper who holds it, or a coordinator, asks another helper; that one says yes, and the first loses everything at once.
/// The neighbour is told and may say no. Until then nothing opens to anybody else.
/// </summary>
public sealed class HandOverService(MutualAidDb db, NeedViewers viewers, HelperLoads loads, NetworkQueries networks, Clocks clocks, TimeProvider time)
{
    /// <summary>
    /// Asks another helper to take the claim over. Refuses nobody picked, a note that is too long, somebody who cannot be asked for this, and
    /// a claim that is neither the actor's own nor in an area they coordinate. The same form sent twice asks once.
    /// </summary>
    public async Task<Result> ProposeAsync(Actor actor, Guid claimId, Guid operationId, Guid? toHelperId, string? note, CancellationToken ct = default)
    {
        if (await LoadAsync(claimId, ct) is not { } need || !MayHandOn(actor, need, claimId))
        {
            return Refusal.NotFound;
        }

        if (await db.Operations.AnyAsync(o => o.Id == operationId, ct))
        {
            return Result.Done;
        }

        var (now, clock) = (time.GetUtcNow(), await networks.ClockAsync(ct));
        var part = need.Parts.Single(p => p.Id == need.Claims.Single(c => c.Id == claimId).PartId);
        var wrong = new List<FieldRefusal>();
        var words = TypedText.Check("Note", note, Claim.HelloMaxLength, wrong);
        if (toHelperId is not { } other || !await MayBeAskedAsync(need, part, other, clock.Day(now), ct))
        {
            wrong.Add(new FieldRefusal("Helper", Phrase.Of("Pick somebody from the list, or ask the coordinator.")));
        }

        if (wrong.Count > 0)
        {
            return Refusal.Invalid(wrong);
        }

        var by = now + clocks.Invitation(need.Urgency >= Urgency.Urgent);
        var asked = need.ProposeHandOver(claimId, toHelperId!.Value, words, HelperLoads.WeekOf(part.Time, clock.Day(now)), now, by);
        if (!asked.Ok)
        {
            db.ChangeTracker.Clear();
            return asked;
        }

        db.Operations.Add(Operation.Made(operationId, asked.Value.Id, now));
        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.HandOverProposed, now, need.Id, asked.Value.Id));
        db.Notices.Add(Notice.To(toHelperId.Value, NoticeKind.YouAreAskedToTakeOver, now, need.Id, asked.Value.Id));
        return await db.SaveAsync(ct);
    }

    /// <summary>The helper asks the coordinators of the area to find somebody. They are told once until they have looked. Refuses a claim that is not theirs or not agreed.</summary>
    public async Task<Result> AskCoordinatorsAsync(Actor actor, Guid claimId, CancellationToken ct = default)
    {
        if (await LoadAsync(claimId, ct) is not { } need || need.Claims.Single(c => c.Id == claimId) is not { State: ClaimState.Agreed } claim || claim.HelperId != actor.MemberId)
        {
            return Refusal.NotFound;
        }

        var now = time.GetUtcNow();
        var coordinators = await db.RoleGrants.CoordinatorsOf(need.AreaId)
            .Where(g => !db.Notices.Any(n => n.ToMemberId == g.MemberId && n.Kind == NoticeKind.HandOverWanted && n.ClaimId == claimId && n.SeenAt == null))
            .Select(g => g.MemberId).Distinct().ToListAsync(ct);
        db.Notices.AddRange(coordinators.Select(id => Notice.To(id, NoticeKind.HandOverWanted, now, need.Id, claimId)));
        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.HandOverWanted, now, need.Id, claimId));
        return await db.SaveAsync(ct);
    }

    /// <summary>
    /// The asked helper says yes. The neighbour and the first helper are told in the same save. Refuses a kind their vetting is not enough for,
    /// full hands, a full day and a full week, and (as a conflict) what has moved on meanwhile. Null when this is an invitation to nobody's place.
    /// </summary>
    public async Task<Result<TakenOn>?> AcceptAsync(Actor actor, Guid claimId, CancellationToken ct = default)
    {
        // Asked without tracking: what a caller writes down beside the answer stays, and an ordinary invitation is read anew under its lock.
        if (actor.MemberId is not { } me || !await db.Claims.AnyAsync(
            c => c.Id == claimId && c.HelperId == me && db.Claims.Any(f => f.Id == c.TakesOver && f.State == ClaimState.Agreed), ct))
        {
            return null;
        }

        var need = (await LoadAsync(claimId, ct))!;
        var asked = need.Claims.Single(c => c.Id == claimId);
        if (need.HandingOn(asked) is not { } first)
        {
            // Let go of between the two questions.
            return Refusal.Conflict(Phrase.Of("This has moved on since you opened the page. Here is how it stands now."));
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);

        // One yes at a time for each helper, so that the week's limit cannot be outrun by pressing quickly.
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({me.ToString()}, 2))", ct);
        var (viewer, load) = (await viewers.ReadAsync(actor, ct), await loads.ReadAsync(me, ct));
        var part = need.Parts.Single(p => p.Id == asked.PartId);
        if (load is null || viewer.Blocked.Contains(need.AskerId))
        {
            return Refusal.NotFound;
        }

        if ((load.LookAtKind(viewer.Kinds[part.KindId], part.Time) ?? load.LookAtRoom([part.Time])) is { } barred)
        {
            return Refusal.NotAllowed(barred);
        }

        var taken = need.AcceptHandOver(claimId, viewer.Now);
        if (!taken.Ok)
        {
            db.ChangeTracker.Clear();
            return taken.Refusal!;
        }

        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.HandedOver, viewer.Now, need.Id, claimId));
        db.Notices.Add(Notice.To(first.HelperId, NoticeKind.HandOverYes, viewer.Now, need.Id, first.Id));
        db.Notices.Add(Notice.To(need.AskerId, NoticeKind.HandedOver, viewer.Now, need.Id, claimId));
        var saved = await db.SaveAsync(ct);
        if (!saved.Ok)
        {
            return saved.Refusal!;
        }

        await transaction.CommitAsync(ct);
        return new TakenOn(claimId, ClaimState.Agreed);
    }

    private static bool MayHandOn(Actor actor, Need need, Guid claimId) =>
        need.Claims.Single(c => c.Id == claimId) is { State: ClaimState.Agreed } claim
        && ((actor.MemberId is { } me && claim.HelperId == me) || (actor.Coordinates(need.AreaId) && actor.MemberId != need.AskerId));

    private async Task<bool> MayBeAskedAsync(Need need, NeedPart part, Guid other, DateOnly today, CancellationToken ct)
    {
        var lowest = await db.HelpKinds.Where(k => k.Id == part.KindId).Select(k => k.LowestVetting).SingleAsync(ct);
        var profile = await db.HelperProfiles.AsNoTracking().SingleOrDefaultAsync(p => p.MemberId == other && p.Active, ct);
        return profile is not null && profile.VettingOn(part.Day > today ? part.Day.Value : today) >= lowest && !(profile.RestUntil >= today)
            && !await db.Blocks.AnyAsync(b => (b.MemberId == other && b.OtherId == need.AskerId) || (b.MemberId == need.AskerId && b.OtherId == other), ct);
    }

    // One query on purpose: parts and claims read by two would be of two moments.
    private Task<Need?> LoadAsync(Guid claimId, CancellationToken ct) =>
        db.Needs.Include(n => n.Parts).Include(n => n.Claims).SingleOrDefaultAsync(n => n.Claims.Any(c => c.Id == claimId), ct);
}
