using MutualAid.Core.Common;
using MutualAid.Core.Matching;
using MutualAid.Core.Needs;

namespace MutualAid.Web.Pages.Needs;

/// <summary>Needs that fit a helper, with why. What fits comes from matching; what may be shown of it is the board's own rule.</summary>
public sealed class FittingNeeds(NeedQueries needs, MatchQueries matches)
{
    /// <summary>As many as anybody reads through.</summary>
    public const int Most = 50;

    /// <summary>Up to <paramref name="most"/> needs of the filter that fit the actor, best first.</summary>
    public async Task<IReadOnlyList<NeedListing>> ForAsync(Actor actor, NeedFilter filter, int most, CancellationToken ct)
    {
        var fitting = (await matches.NeedsForAsync(actor, Most, ct))
            .Where(m => filter.Takes(m.KindId, m.AreaId) && (filter.Urgency is null || m.Urgency == filter.Urgency))
            .DistinctBy(m => m.NeedId)
            .ToDictionary(m => m.NeedId);
        var cards = await needs.CardsAsync(actor, [.. fitting.Keys], ct);
        return
        [
            .. cards.Where(c => filter.Language is null || c.Languages.Contains(new LanguageCode(filter.Language)))
                .Take(most)
                .Select(c => new NeedListing(On(c, fitting[c.Id]), fitting[c.Id].Why, fitting[c.Id].Reasons.Caution, CanSayNot: true)),
        ];
    }

    /// <summary>The nearest other need that fits somebody who came too late for this one; null when nothing does.</summary>
    public async Task<NeedListing?> NextAsync(Actor actor, Guid missedId, CancellationToken ct) =>
        await matches.NearestNextAsync(actor, missedId, ct) is { } next && (await needs.CardsAsync(actor, [next.NeedId], ct)).SingleOrDefault() is { } card
            ? new NeedListing(On(card, next), next.Why, next.Reasons.Caution)
            : null;

    // The sentence speaks of the part that fits best, so the card names that part's day, and not the need's first.
    private static NeedCard On(NeedCard card, NeedMatch match) => card with { When = match.Time };
}
