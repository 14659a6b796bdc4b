using System.Linq.Expressions;
using MutualAid.Core.Common;
using MutualAid.Core.Places;
using NpgsqlTypes;

namespace MutualAid.Core.Needs;

/// <summary>What a card is made of, as one query reads it. It holds nothing that a card may not show.</summary>
internal sealed record CardFacts(
    Guid Id, string KindId, Guid? AreaId, Urgency Urgency, List<string> Languages, DateTimeOffset PostedAt, NpgsqlPoint? Point, List<CardPart> Parts)
{
    public static readonly Expression<Func<Need, CardFacts>> Of = n => new CardFacts(
        n.Id, n.KindId, n.AreaId, n.Urgency, n.Languages, n.PostedAt, n.Point,
        n.Parts.OrderBy(p => p.Position).Select(p => new CardPart(p.KindId, p.State, p.When, p.Day, p.Start, p.End)).ToList());

    /// <summary>The card for this reader; null when nothing on it is open to them, because its open parts are of kinds they never hear of.</summary>
    public NeedCard? ToCard(NeedViewer viewer, IReadOnlyDictionary<Guid, string> areas)
    {
        var hidden = viewer.HiddenKinds;
        var parts = Parts.Where(p => p.State != PartState.NotNeeded && !hidden.Contains(p.KindId)).ToList();
        var open = parts.Where(p => p.State == PartState.Open).ToList();
        if (open.Count == 0)
        {
            return null;
        }

        var kind = viewer.Kinds[KindId];
        return new NeedCard
        {
            Id = Id,
            Kind = kind.Badge(),
            Title = Titles.Of(kind, parts.Select(p => viewer.Kinds[p.KindId])),
            Area = AreaId is { } area ? areas.GetValueOrDefault(area) : null,
            Urgency = Urgency,
            When = new PartTime(open[0].When, open[0].Day, open[0].Start, open[0].End),
            Languages = [.. Languages.Select(code => new LanguageCode(code))],
            PartsOpen = open.Count,
            Parts = parts.Count,
            PostedAt = PostedAt,
            Waited = viewer.Now - PostedAt,
            Distance = viewer.Point is { } from && Point is { } to ? DistanceBands.Of(from, to) : null,
            FirstVisitInPairs = kind.FirstVisitInPairs,
            NeedsCheck = !open.Exists(p => viewer.MayTake(p.KindId)),
        };
    }
}

internal sealed record CardPart(string KindId, PartState State, PartWhen When, DateOnly? Day, TimeOnly? Start, TimeOnly? End);

/// <summary>How a need is called: by its kinds, never by its asker's words.</summary>
internal static class Titles
{
    public static Phrase Of(HelpKind kind, IEnumerable<HelpKind> parts)
    {
        var also = parts.Where(p => p.Id != kind.Id).DistinctBy(p => p.Id).ToList();
        return also.Count == 0 ? new Phrase(kind.Name) : Phrase.Of("{0} and more", new Phrase(kind.Name));
    }

    public static KindBadge Badge(this HelpKind kind) => new(kind.Id, new Phrase(kind.Name), kind.Icon, kind.Tone);
}
