using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Data;
using MutualAid.Core.Needs;
using MutualAid.Core.Notices;

namespace MutualAid.Core.Matching.Waves;

/// <summary>
/// Keeps what came of asks: it follows what people did anyway. An offer or a yes is a yes, "not this one" is a no, silence beyond the time is no answer,
/// and where others were enough it is covered, with a thank-you. Whoever says yes after that stands by (<see cref="Standby"/>).
/// </summary>
internal sealed class WaveSettling(MutualAidDb db)
{
    // How long a yes may come late and still be kept as one.
    private static readonly TimeSpan Late = TimeSpan.FromDays(7);

    /// <summary>Settles up to so many asks and ends waves that are over; returns how many.</summary>
    public async Task<int> StepAsync(DateTimeOffset now, int most, CancellationToken ct)
    {
        var late = now - Late;
        var due = await (
            from ping in db.WavePings
            join part in db.NeedParts on ping.PartId equals part.Id
            join need in db.Needs on part.NeedId equals need.Id
            let claimed = db.Claims.Any(c => c.PartId == ping.PartId && c.HelperId == ping.HelperId && c.MadeAt >= ping.AskedAt && c.AnswerBy == null)
            let answered = db.Claims.Any(c => c.PartId == ping.PartId && c.HelperId == ping.HelperId && c.AnswerBy != null && (c.State == ClaimState.Agreed || c.State == ClaimState.Offered))
            let not = db.NotTheseOnes.Any(n => n.NeedId == ping.NeedId && n.MemberId == ping.HelperId)
            let looked = need.Looking && part.State == PartState.Open && part.HelpersAgreed < part.HelpersWanted
            where (ping.Outcome == PingOutcome.Waiting && (claimed || answered || not || !looked || ping.AnswerBy <= now))
                || ((ping.Outcome == PingOutcome.NoAnswer || ping.Outcome == PingOutcome.StandsBy) && ping.AskedAt > late && (claimed || answered))
            orderby ping.AnswerBy, ping.Id
            select new { Ping = ping, Yes = claimed || answered, No = not, Looked = looked, Filled = part.HelpersAgreed >= part.HelpersWanted }).Take(most).ToListAsync(ct);
        var parts = new HashSet<Guid>();
        foreach (var row in due)
        {
            var outcome = row.Yes ? PingOutcome.SaidYes : row.No ? PingOutcome.SaidNo : row.Looked ? PingOutcome.NoAnswer : PingOutcome.Covered;
            row.Ping.Settle(outcome, now);
            if (outcome is PingOutcome.SaidNo or PingOutcome.NoAnswer && row.Looked)
            {
                parts.Add(row.Ping.PartId);
            }

            if (outcome == PingOutcome.Covered && row.Filled)
            {
                db.Notices.Add(Notice.To(row.Ping.HelperId, NoticeKind.CoveredThankYou, now, row.Ping.NeedId));
            }
        }

        var over = await (
            from wave in db.Waves
            join part in db.NeedParts on wave.PartId equals part.Id
            join need in db.Needs on part.NeedId equals need.Id
            where wave.EndedAt == null && !(need.Looking && part.State == PartState.Open && part.HelpersAgreed < part.HelpersWanted)
            orderby wave.Id
            select new { Wave = wave, Filled = part.HelpersAgreed >= part.HelpersWanted }).Take(most).ToListAsync(ct);
        over.ForEach(o => o.Wave.End(o.Filled ? WaveEnd.Covered : WaveEnd.Over, now));

        // Who said no or nothing is replaced at once, and so is a helper who cannot come after all.
        parts.UnionWith(over.Select(o => o.Wave.PartId));
        foreach (var look in await db.WaveLooks.Where(l => parts.Contains(l.PartId) && l.At > now).ToListAsync(ct))
        {
            look.Again(now);
        }

        return due.Count + over.Count > 0 && (await db.SaveAsync(ct)).Ok ? due.Count + over.Count : 0;
    }
}
