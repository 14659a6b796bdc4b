using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Notices;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Needs;

/// <summary>
/// The asker of an open need is asked "still needed?", and asked again. Only after both stayed without an answer does an unclaimed need close;
/// one wanted for a day ahead waits for that day, and for somebody whom a coordinator marked so, it never closes by itself: a coordinator is asked to ring first.
/// </summary>
public sealed class StillNeededTimer(MutualAidDb db, NetworkQueries networks, Clocks clocks) : NeedTimer(db, networks, clocks)
{
    private protected override IQueryable<Need> Due(IQueryable<Need> needs, Moment at)
    {
        var steps = Clocks.StillNeeded();
        var (first, second, third) = (at.Now - steps[0], at.Now - steps[1], at.Now - steps[2]);
        var (asked, again) = (at.Now - (steps[1] - steps[0]), at.Now - (steps[2] - steps[1]));
        return needs.Where(n => (n.State == NeedState.Open || n.State == NeedState.PartFilled) && n.RingAskedAt == null
            && ((n.StillAsks == 0 && (n.QuietSince ?? n.PostedAt) <= first)
                || (n.StillAsks == 1 && (n.QuietSince ?? n.PostedAt) <= second && n.StillAskedAt <= asked)
                || (n.StillAsks == 2 && (n.QuietSince ?? n.PostedAt) <= third && n.StillAskedAt <= again
                    && !n.Parts.Any(p => p.State == PartState.Open && p.Day >= at.Today)
                    && !n.Claims.Any(c => c.State == ClaimState.Invited || c.State == ClaimState.Offered || c.State == ClaimState.Agreed))));
    }

    private protected override async Task<bool> ActAsync(Need need, Moment at, CancellationToken ct)
    {
        if (!(at.Clock.StillNeeded(need) <= at.Now))
        {
            return false;
        }

        if (need.StillAsks < Need.AsksBeforeClosing)
        {
            need.AskStill(at.Now);
            Write(Deed.StillNeededAsked, at, need);
            Tell(need.AskerId, NoticeKind.StillNeeded, at, need);
            return true;
        }

        if (need.Parts.Any(p => p.State == PartState.Open && p.Day >= at.Today))
        {
            return false;
        }

        return await Db.Members.AnyAsync(m => m.Id == need.AskerId && m.RingFirst, ct) ? await AskToRingAsync(need, at, ct) : Expire(need, at);
    }

    private bool Expire(Need need, Moment at)
    {
        if (!need.Expire(at.Now).Ok)
        {
            return false;
        }

        Write(Deed.NeedExpired, at, need);
        Tell(need.AskerId, NoticeKind.NeedExpired, at, need);
        return true;
    }

    private async Task<bool> AskToRingAsync(Need need, Moment at, CancellationToken ct)
    {
        need.AskToRing(at.Now);
        Write(Deed.RingAsked, at, need);
        var coordinators = await Db.RoleGrants.CoordinatorsOf(need.AreaId).Select(g => g.MemberId).Distinct().ToListAsync(ct);
        coordinators.ForEach(id => Tell(id, NoticeKind.PleaseRing, at, need));
        return true;
    }
}
