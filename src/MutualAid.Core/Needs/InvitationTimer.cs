using MutualAid.Core.Data;
using MutualAid.Core.Notices;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Needs;

/// <summary>An invitation that nobody answered in time lapses: the helper hears that this is fine, the asker that others are asked. The place in the queue stays.</summary>
public sealed class InvitationTimer(MutualAidDb db, NetworkQueries networks, Clocks clocks) : NeedTimer(db, networks, clocks)
{
    private protected override IQueryable<Need> Due(IQueryable<Need> needs, Moment at) =>
        needs.Where(n => n.Claims.Any(c => c.State == ClaimState.Invited && c.AnswerBy <= at.Now));

    private protected override Task<bool> ActAsync(Need need, Moment at, CancellationToken ct)
    {
        var silent = need.Claims.Where(c => c.State == ClaimState.Invited && c.AnswerBy <= at.Now).ToList();
        foreach (var claim in silent.Where(c => need.Lapse(c.Id, at.Now).Ok))
        {
            Write(Deed.ClaimLapsed, at, need, claim.Id);
            Tell(claim.HelperId, NoticeKind.InvitationOver, at, need, claim.Id);
        }

        if (silent.Count > 0 && need.Looking)
        {
            Tell(need.AskerId, NoticeKind.AskingOthers, at, need);
        }

        return Task.FromResult(silent.Count > 0);
    }
}
