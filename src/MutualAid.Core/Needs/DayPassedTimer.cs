using MutualAid.Core.Data;
using MutualAid.Core.Notices;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Needs;

/// <summary>A part whose day passed with nobody on the way is missed, and the asker hears it at once instead of waiting on.</summary>
public sealed class DayPassedTimer(MutualAidDb db, NetworkQueries networks, Clocks clocks) : NeedTimer(db, networks, clocks)
{
    private protected override IQueryable<Need> Due(IQueryable<Need> needs, Moment at) =>
        needs.Where(n => (n.State == NeedState.Open || n.State == NeedState.PartFilled) && n.Parts.Any(p =>
            p.State == PartState.Open && p.When == PartWhen.OnDay && !p.DayStands
            && (p.Day < at.Today || (p.Day == at.Today && (p.End ?? p.Start) <= at.Hour))
            && !n.Claims.Any(c => c.PartId == p.Id && c.State == ClaimState.Agreed)));

    private protected override Task<bool> ActAsync(Need need, Moment at, CancellationToken ct)
    {
        var stood = Covering.Standing(need);
        var passed = need.Parts
            .Where(p => p is { State: PartState.Open, DayStands: false } && at.Clock.Ends(p) <= at.Now
                && !need.Claims.Any(c => c.PartId == p.Id && c.State == ClaimState.Agreed))
            .ToList();
        var missed = false;
        foreach (var part in passed.Where(p => need.Pass(p.Id, at.Clock.Ends(p)!.Value, at.Now) == PartState.Missed))
        {
            missed = true;
            Write(Deed.PartMissed, at, need, part.Id);
        }

        Covering.TellWhoWasLetGo(Db, need, stood, at.Now);
        if (missed)
        {
            Tell(need.AskerId, need.DayPassed ? NoticeKind.DayPassed : NoticeKind.OneDayPassed, at, need);
        }

        return Task.FromResult(passed.Count > 0);
    }
}
