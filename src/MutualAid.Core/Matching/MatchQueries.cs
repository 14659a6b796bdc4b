using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;

namespace MutualAid.Core.Matching;

/// <summary>
/// Who could help with a need, and which needs fit a helper, each with its reasons. Suggestions only: nothing is sent, nobody is assigned.
/// It reads cells and areas, never an address. The rules and the sum are explained in docs/matching.md.
/// </summary>
public sealed class MatchQueries(MutualAidDb db, NetworkQueries network, TimeProvider time)
{
    // As many of the nearest are looked at; the first of them that fits is shown.
    private const int NearestOf = 50;

    private readonly HelperSearch helperSearch = new(db);
    private readonly LeftOutSearch leftOutSearch = new(db);
    private readonly NeedSearch needSearch = new(db);
    private readonly MatchFacts facts = new(db);

    /// <summary>
    /// For the desk: the helpers who may be asked for a part, best first, at most <paramref name="take"/>, and those nearby who were left out and why.
    /// Without a part the need's first open one. Refuses as not there: a need outside the coordinator's areas, and one without an open part.
    /// </summary>
    public async Task<Result<HelpersForPart>> HelpersForAsync(Actor actor, Guid needId, Guid? partId, int take, CancellationToken ct = default)
    {
        var parts = await facts.PartsAsync([needId], ct);
        var part = parts.Find(p => p.IsOpen && (partId is null || p.Facts.PartId == partId));
        if (part is null || !actor.Coordinates(part.Facts.AreaId))
        {
            return Refusal.NotFound;
        }

        var (today, now) = (await TodayAsync(ct), time.GetUtcNow());
        var (ranking, helpers) = await RankAsync(part, today, take, ct);
        var around = helpers.Count < HelperSearch.Pool ? HelperSearch.Furthest(part.Facts) : ranking.Fitting.Max(f => f.Pairing.Distance) ?? HelperSearch.Furthest(part.Facts);
        var others = (await facts.HelpersAsync(await leftOutSearch.FindAsync(part.Facts, part.Point, around, today, now, ct), today, now, ct)).ToDictionary(h => h.Facts.MemberId);
        var between = await facts.BetweenAsync(others.Keys, [part.Facts], today, now, ct);
        var leftOut = MatchRanking.Of(
            others.Values.Where(h => !helpers.ContainsKey(h.Facts.MemberId)).Select(h => new Pairing(h.Facts, part.Facts, between(h.Facts, part.Facts), today)), Weights.Default).LeftOut;
        return new HelpersForPart(
            needId,
            part.Facts.PartId,
            [.. ranking.Fitting.Take(take).Select(f => Match(f, helpers[f.Pairing.Helper.MemberId]))],
            [.. ranking.LeftOut.Concat(leftOut).OrderBy(r => r.Pairing, Comparer<Pairing>.Create(MatchRanking.NearerFirst)).Take(take)
                .Select(r => LeftOut(r, others.GetValueOrDefault(r.Pairing.Helper.MemberId) ?? helpers[r.Pairing.Helper.MemberId]))]);
    }

    /// <summary>
    /// Who could take an agreed claim over, best first, at most <paramref name="take"/>. For the helper who holds it and the coordinator of the
    /// area; null for anybody else, and once it is not agreed any more.
    /// </summary>
    public async Task<IReadOnlyList<HelperMatch>?> StandInsAsync(Actor actor, Guid claimId, int take, CancellationToken ct = default)
    {
        var held = await db.Claims.Where(c => c.Id == claimId && c.State == ClaimState.Agreed)
            .Select(c => new { c.NeedId, c.PartId, c.HelperId }).SingleOrDefaultAsync(ct);
        var part = held is null ? null : (await facts.PartsAsync([held.NeedId], ct)).Find(p => p.Facts.PartId == held.PartId);
        if (part is null || actor.MemberId is not { } me || me == part.Facts.AskerId || (me != held!.HelperId && !actor.Coordinates(part.Facts.AreaId)))
        {
            return null;
        }

        var place = part with { Facts = part.Facts with { HandedOnBy = held.HelperId } };
        var (ranking, helpers) = await RankAsync(place, await TodayAsync(ct), take, ct);
        return [.. ranking.Fitting.Take(take).Select(f => Match(f, helpers[f.Pairing.Helper.MemberId]))];
    }

    /// <summary>
    /// "For you" and "fits me": the open needs with a part this helper may take on, what matters most first, at most <paramref name="take"/>.
    /// Without those the helper would not have suggested. Empty for somebody without a helper profile, resting, or with a full week.
    /// </summary>
    public async Task<IReadOnlyList<NeedMatch>> NeedsForAsync(Actor actor, int take, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        return [.. (await FittingAsync(actor, new Wanted(take), ct))
            .OrderByDescending(m => NeedPriority.Of(m.Urgency, now - m.PostedAt) + m.Score).ThenBy(m => m.PostedAt).ThenBy(m => m.NeedId)
            .Take(take)];
    }

    /// <summary>After somebody else was a moment faster: the nearest other need that fits, the one that matters most among equally near ones; null when there is none.</summary>
    public async Task<NeedMatch?> NearestNextAsync(Actor actor, Guid lostNeedId, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        return (await FittingAsync(actor, new Wanted(NearestOf, NearestFirst: true), ct))
            .Where(m => m.NeedId != lostNeedId)
            .OrderBy(m => m.Band ?? DistanceBand.OverFive).ThenByDescending(m => NeedPriority.Of(m.Urgency, now - m.PostedAt) + m.Score).ThenBy(m => m.NeedId)
            .FirstOrDefault();
    }

    /// <summary>
    /// For the page of one need: how each of its open parts fits the helper who looks, or the one thing against it in words to that helper.
    /// Empty for somebody without a helper profile. Says nothing about whether the need may be seen; the page has asked that already.
    /// </summary>
    public async Task<IReadOnlyList<PartFit>> FitsAsync(Actor actor, Guid needId, CancellationToken ct = default)
    {
        var today = await TodayAsync(ct);
        if (await HelperAsync(actor, today, ct) is not { } helper)
        {
            return [];
        }

        var parts = (await facts.PartsAsync([needId], ct)).Where(p => p.IsOpen).Select(p => p.Facts).ToList();
        var between = await facts.BetweenAsync([helper.Facts.MemberId], parts, today, time.GetUtcNow(), ct);
        var weights = await WeightQueries.NowAsync(db, ct);
        return [.. parts.Select(part => Fit(new Pairing(helper.Facts, part, between(helper.Facts, part), today), weights))];
    }

    // The part with whoever is worth scoring for it: those who may be asked, best first, and those found who may not.
    private async Task<(MatchRanking Ranking, Dictionary<Guid, HelperRow> Helpers)> RankAsync(PartRow part, DateOnly today, int take, CancellationToken ct)
    {
        var weights = await WeightQueries.NowAsync(db, ct);
        var found = await helperSearch.FindAsync(part.Facts, part.Point, await helperSearch.AreaPointAsync(part, ct), today, time.GetUtcNow(), weights, take, ct);
        return (
            MatchRanking.Of(found.Select(f => new Pairing(f.Row.Facts, part.Facts, f.Between, today)), weights),
            found.ToDictionary(f => f.Row.Facts.MemberId, f => f.Row));
    }

    private async Task<List<NeedMatch>> FittingAsync(Actor actor, Wanted wanted, CancellationToken ct)
    {
        var today = await TodayAsync(ct);
        if (await HelperAsync(actor, today, ct) is not { } helper)
        {
            return [];
        }

        var level = helper.Facts.Vetting.On(helper.Facts.CheckedUntil, today);
        var kinds = (await db.HelpKinds.Select(k => new { k.Id, k.Number, k.LowestVetting, k.FirstVisitInPairs }).ToListAsync(ct))
            .Where(k => (helper.Facts.Kinds & (1L << k.Number)) != 0 && k.LowestVetting <= level)
            .ToDictionary(k => k.Id, k => new GivenKind(k.Number, k.LowestVetting, k.FirstVisitInPairs));
        var weights = await WeightQueries.NowAsync(db, ct);
        var found = await needSearch.FindAsync(helper.Facts, helper.Point, kinds, today, time.GetUtcNow(), weights, wanted, ct);
        var parts = found.ToDictionary(f => f.Row.Facts.PartId, f => f.Row);
        var ranking = MatchRanking.Of(found.Select(f => new Pairing(helper.Facts, f.Row.Facts, f.Between, today)), weights);

        // "Not this one": asked for what was found alone, so that the search itself stays one question.
        var needs = parts.Values.Select(p => p.Facts.NeedId).Distinct().ToList();
        var notThese = await db.NotTheseOnes.Where(n => n.MemberId == helper.Facts.MemberId && needs.Contains(n.NeedId)).Select(n => n.NeedId).ToHashSetAsync(ct);

        // The ranking is best first, so the first part of a need is the one that fits best.
        return [.. ranking.Fitting.Where(f => !notThese.Contains(f.Pairing.Part.NeedId)).DistinctBy(f => f.Pairing.Part.NeedId).Select(f => Match(f, parts[f.Pairing.Part.PartId]))];
    }

    private async Task<HelperRow?> HelperAsync(Actor actor, DateOnly today, CancellationToken ct) =>
        actor.MemberId is { } memberId ? (await facts.HelpersAsync([memberId], today, time.GetUtcNow(), ct)).SingleOrDefault() : null;

    private async Task<DateOnly> TodayAsync(CancellationToken ct) => (await network.ClockAsync(ct)).Day(time.GetUtcNow());

    internal static HelperMatch Match(ScoredPairing match, HelperRow helper) => new(
        helper.Facts.MemberId,
        helper.Name,
        helper.Patch,
        helper.PatchTone,
        match.Score.Total,
        match.Pairing.Band,
        MatchReasons.AboutHelper(match.Pairing, match.Score),
        match.Pairing.Between.HeldThatWeek,
        helper.Facts.WeeklyCapacity);

    private static NeedMatch Match(ScoredPairing match, PartRow part) => new(
        part.Facts.NeedId,
        part.Facts.PartId,
        part.KindId,
        part.Facts.AreaId,
        part.Urgency,
        part.PostedAt,
        part.Facts.Time,
        match.Score.Total,
        match.Pairing.Band,
        MatchReasons.AboutNeed(match.Pairing, match.Score));

    private static LeftOutHelper LeftOut(RefusedPairing refused, HelperRow helper) => refused.Rule.Nameless
        ? new LeftOutHelper(null, null, refused.Rule.WhyNot(refused.Pairing))
        : new LeftOutHelper(helper.Facts.MemberId, helper.Name, refused.Rule.WhyNot(refused.Pairing));

    private static PartFit Fit(Pairing pairing, Weights weights) => HardRules.FirstBroken(pairing) is { } rule
        ? new PartFit(pairing.Part.PartId, null, rule.WhyNotYou(pairing))
        : new PartFit(pairing.Part.PartId, MatchReasons.AboutNeed(pairing, MatchScore.Of(pairing, weights)), null);
}
