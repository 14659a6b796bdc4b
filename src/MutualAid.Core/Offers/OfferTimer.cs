using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Notices;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Offers;

/// <summary>
/// Keeps offers true without anybody chasing: asks the giver "still open?" twice, then lets the offer rest; closes what is past its last day or
/// rested too long; and asks the givers of needs that have become open since they were posted.
/// </summary>
public sealed class OfferTimer(MutualAidDb db, OfferAsking asking, NetworkQueries networks, OfferClocks clocks) : NetworkTimer
{
    public override async Task<int> StepAsync(DateTimeOffset now, CancellationToken ct = default)
    {
        foreach (var step in new Func<DateTimeOffset, CancellationToken, Task<int>>[] { AskGiversAsync, RunOutAsync, LookAfterAsync })
        {
            if (await step(now, ct) is > 0 and var done)
            {
                return done;
            }
        }

        return 0;
    }

    private async Task<int> AskGiversAsync(DateTimeOffset now, CancellationToken ct)
    {
        var needs = await OfferAsking.Waiting(db).Include(n => n.Parts).Include(n => n.Claims).AsSplitQuery().OrderBy(n => n.Id).Take(Batch).ToListAsync(ct);
        var done = 0;
        foreach (var need in needs)
        {
            done += (await asking.AskGiverAsync(need, now, ct)).Ok ? 1 : 0;
        }

        return done;
    }

    private async Task<int> RunOutAsync(DateTimeOffset now, CancellationToken ct)
    {
        var (today, restedSince) = ((await networks.ClockAsync(ct)).Day(now), now.AddDays(-clocks.RestKeptDays));
        var over = await db.Offers.Include(o => o.Gifts)
            .Where(o => o.ClosedAt == null && (o.Until < today || (o.State == OfferState.Resting && o.PromptedAt <= restedSince)))
            .OrderBy(o => o.Id).Take(Batch).ToListAsync(ct);
        return await EachAsync(over, Deed.OfferGone, offer => offer.RunOut(now), null, now, ct);
    }

    private async Task<int> LookAfterAsync(DateTimeOffset now, CancellationToken ct)
    {
        var (stale, silent) = (now.AddDays(-clocks.AskAfterDays), now.AddDays(-clocks.AnswerWithinDays));
        var due = await db.Offers
            .Where(o => o.State == OfferState.Open && ((o.Prompts == 0 && o.FreshAt <= stale) || (o.Prompts > 0 && o.PromptedAt <= silent)))
            .OrderBy(o => o.FreshAt).ThenBy(o => o.Id).Take(Batch).ToListAsync(ct);
        var resting = due.Where(o => o.Prompts >= Offer.PromptsBeforeRest).ToList();
        return await EachAsync([.. due.Except(resting)], Deed.OfferAskedWhether, offer => offer.AskWhether(now), NoticeKind.OfferStillOpen, now, ct)
            + await EachAsync(resting, Deed.OfferRested, offer => offer.Rest(now), NoticeKind.OfferRests, now, ct);
    }

    private async Task<int> EachAsync(List<Offer> offers, Deed deed, Action<Offer> act, NoticeKind? tell, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var offer in offers)
        {
            act(offer);
            db.AuditEntries.Add(AuditEntry.Of(Actor.System, deed, now, subjectId: offer.Id));
            if (tell is { } kind)
            {
                db.Notices.Add(Notice.To(offer.MemberId, kind, now));
            }
        }

        // One that its giver changes at this moment is looked at again in a minute, and so are the others of this step.
        return offers.Count > 0 && (await db.SaveAsync(ct)).Ok ? offers.Count : 0;
    }
}
