using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Notices;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Needs;

/// <summary>How many were asked, and until when they may answer before others do.</summary>
public sealed record HelpersAsked(int Count, DateTimeOffset AnswerBy);

/// <summary>Lets a coordinator ask helpers for a part before anybody else: privately, and only for a while.</summary>
public sealed class InvitationService(MutualAidDb db, NetworkQueries networks, Clocks clocks, TimeProvider time)
{
    /// <summary>Helpers asked at the same time for one part: more only makes people learn to look away (docs/matching.md, "waves").</summary>
    public const int MostAtOnce = 5;

    /// <summary>
    /// Asks helpers for a part of a need in the coordinator's areas; the first yes gets it. Invitations that ran out are let go in the same save.
    /// Refuses nobody ticked and more than <see cref="MostAtOnce"/>, a helper who rests, is not vetted enough or would rather not be paired here,
    /// people of one home where they come from different ones, and (as a conflict) a part that is not open any more or a helper who is asked already. All are asked or none.
    /// </summary>
    public async Task<Result<HelpersAsked>> InviteAsync(Actor actor, Guid needId, Guid partId, IReadOnlyCollection<Guid> helperIds, CancellationToken ct = default)
    {
        var need = await db.Needs.Include(n => n.Parts).Include(n => n.Claims).AsSplitQuery().SingleOrDefaultAsync(n => n.Id == needId, ct);
        var part = need?.Parts.SingleOrDefault(p => p.Id == partId);
        if (need is null || part is null || !actor.Coordinates(need.AreaId))
        {
            return Refusal.NotFound;
        }

        var (now, clock) = (time.GetUtcNow(), await networks.ClockAsync(ct));
        LetSilentOnesGo(need, now);
        var fine = await LookAsync(need, part, [.. helperIds.Distinct()], clock.Day(now), now, ct);
        if (!fine.Ok)
        {
            db.ChangeTracker.Clear();
            return fine.Refusal!;
        }

        var answerBy = AnswerBy(need, part, clock, now);
        foreach (var helperId in helperIds.Distinct())
        {
            var asked = need.Invite(partId, helperId, HelperLoads.WeekOf(part.Time, clock.Day(now)), now, answerBy);
            if (!asked.Ok)
            {
                db.ChangeTracker.Clear();
                return asked.Refusal!;
            }

            db.AuditEntries.Add(AuditEntry.Of(actor, Deed.HelperInvited, now, need.Id, asked.Value.Id));
            db.Notices.Add(Notice.To(helperId, NoticeKind.YouAreAsked, now, need.Id, asked.Value.Id));
        }

        var saved = await db.SaveAsync(ct);
        return saved.Ok
            ? new HelpersAsked(helperIds.Distinct().Count(), answerBy)
            : Refusal.Conflict(Phrase.Of("Somebody else on the desk was a moment faster. Here is how it stands now."));
    }

    // Nobody is left to answer about a time that has begun.
    private DateTimeOffset AnswerBy(Need need, NeedPart part, NetworkClock clock, DateTimeOffset now)
    {
        var by = now + clocks.Invitation(need.Urgency >= Urgency.Urgent);
        var begins = part.Time is { When: PartWhen.OnDay, Day: { } day, Start: { } start } ? clock.At(day, start) : (DateTimeOffset?)null;
        return begins > now && begins < by ? begins.Value : by;
    }

    private void LetSilentOnesGo(Need need, DateTimeOffset now)
    {
        foreach (var silent in need.Claims.Where(c => c.State == ClaimState.Invited && c.AnswerBy <= now).ToList())
        {
            need.Lapse(silent.Id, now);
            db.AuditEntries.Add(AuditEntry.Of(Actor.System, Deed.ClaimLapsed, now, need.Id, silent.Id));
        }
    }

    private async Task<Result> LookAsync(Need need, NeedPart part, List<Guid> helperIds, DateOnly today, DateTimeOffset now, CancellationToken ct)
    {
        var standing = need.Claims.Count(c => c.PartId == part.Id && c.State == ClaimState.Invited);
        if (helperIds.Count == 0)
        {
            return Refusal.Invalid("Helpers", Phrase.Of("Tick one person or more."));
        }

        if (standing + helperIds.Count > MostAtOnce)
        {
            return Refusal.Invalid("Helpers", Phrase.Of("Ask at most {0} people at a time, so that nobody’s yes is for nothing.", MostAtOnce));
        }

        var kind = await db.HelpKinds.Where(k => k.Id == part.KindId).Select(k => new { k.LowestVetting, k.FirstVisitInPairs }).SingleAsync(ct);
        var profiles = await db.HelperProfiles.AsNoTracking().Where(p => helperIds.Contains(p.MemberId)).ToListAsync(ct);
        var onDay = part.Day > today ? part.Day.Value : today;
        var mayBeAsked = profiles.Count == helperIds.Count
            && profiles.TrueForAll(p => p.VettingOn(onDay) >= kind.LowestVetting && !(p.RestUntil >= today))
            && !await db.Blocks.AnyAsync(
                b => (helperIds.Contains(b.MemberId) && b.OtherId == need.AskerId) || (b.MemberId == need.AskerId && helperIds.Contains(b.OtherId)), ct);
        if (mayBeAsked && kind.FirstVisitInPairs && part.HelpersWanted > 1 && await ShareAHomeAsync(part.Id, profiles, now, ct))
        {
            return Refusal.Invalid("Helpers", Phrase.Of("The first visit of this kind is made by people from different homes. Two of these live together, or one lives with somebody who is asked already."));
        }

        return mayBeAsked
            ? Result.Done
            : Refusal.Invalid("Helpers", Phrase.Of("One of these people can’t be asked for this just now. Pick from the list again."));
    }

    private async Task<bool> ShareAHomeAsync(Guid partId, List<HelperProfile> asked, DateTimeOffset now, CancellationToken ct)
    {
        var homes = asked.Select(p => p.HomeId).OfType<Guid>().ToList();
        return homes.Distinct().Count() < homes.Count
            || (await SharedHomes.OfAsync(db, homes.Count == 0 ? [] : [partId], now, ct)).Overlaps(asked.Select(p => (partId, p.MemberId)));
    }
}
