using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Data;

namespace MutualAid.Core.Matching.Waves;

/// <summary>How people answered so far, as the stored asks tell: what an estimate is made from, and who is being asked.</summary>
internal sealed class AnswerCounts
{
    private static readonly PingOutcome[] Over = [PingOutcome.SaidYes, PingOutcome.SaidNo, PingOutcome.NoAnswer];

    private readonly AnswerCount network;
    private readonly AnswerCount kind;
    private readonly Dictionary<Guid, AnswerCount> own;
    private readonly Dictionary<Guid, AnswerCount> ownOfKind;
    private readonly HashSet<Guid> waiting;

    private AnswerCounts(
        AnswerCount network, AnswerCount kind, Dictionary<Guid, AnswerCount> own, Dictionary<Guid, AnswerCount> ownOfKind, HashSet<Guid> waiting) =>
        (this.network, this.kind, this.own, this.ownOfKind, this.waiting) = (network, kind, own, ownOfKind, waiting);

    /// <summary>The answers of everybody and of these helpers, to anything and to this kind of help.</summary>
    public static async Task<AnswerCounts> ReadAsync(MutualAidDb db, IReadOnlyCollection<Guid> helperIds, string kindId, DateTimeOffset now, CancellationToken ct)
    {
        var over = db.WavePings.Where(p => Over.Contains(p.Outcome)).Join(db.NeedParts, p => p.PartId, part => part.Id, (p, part) => new { p.HelperId, p.Outcome, part.KindId });
        var everybody = await over.GroupBy(p => p.KindId)
            .Select(g => new { OfKind = g.Key == kindId, Asked = g.Count(), Yes = g.Count(p => p.Outcome == PingOutcome.SaidYes) }).ToListAsync(ct);
        var theirs = await over.Where(p => helperIds.Contains(p.HelperId)).GroupBy(p => new { p.HelperId, p.KindId })
            .Select(g => new { g.Key.HelperId, OfKind = g.Key.KindId == kindId, Asked = g.Count(), Yes = g.Count(p => p.Outcome == PingOutcome.SaidYes) }).ToListAsync(ct);
        var waiting = await db.WavePings.Where(p => helperIds.Contains(p.HelperId) && p.Outcome == PingOutcome.Waiting && p.AnswerBy > now).Select(p => p.HelperId)
            .Concat(db.Claims.Where(c => helperIds.Contains(c.HelperId) && c.State == Needs.ClaimState.Invited && c.AnswerBy > now).Select(c => c.HelperId)).Distinct().ToListAsync(ct);
        var ofKind = everybody.Where(e => e.OfKind).Select(e => new AnswerCount(e.Asked, e.Yes)).SingleOrDefault();
        return new AnswerCounts(
            everybody.Aggregate(AnswerCount.None, (sum, e) => sum.And(new AnswerCount(e.Asked, e.Yes))),
            ofKind,
            theirs.GroupBy(t => t.HelperId).ToDictionary(g => g.Key, g => g.Aggregate(AnswerCount.None, (sum, e) => sum.And(new AnswerCount(e.Asked, e.Yes)))),
            theirs.Where(t => t.OfKind).ToDictionary(t => t.HelperId, t => new AnswerCount(t.Asked, t.Yes)),
            [.. waiting]);
    }

    /// <summary>The estimate for one of these helpers.</summary>
    public AcceptanceEstimate Of(Guid helperId) => AcceptanceEstimate.Of(network, kind, own.GetValueOrDefault(helperId), ownOfKind.GetValueOrDefault(helperId));

    /// <summary>Whether one of them is being asked right now, in a wave or first.</summary>
    public bool IsBeingAsked(Guid helperId) => waiting.Contains(helperId);
}
