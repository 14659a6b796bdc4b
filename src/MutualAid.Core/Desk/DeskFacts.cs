using System.Linq.Expressions;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;

namespace MutualAid.Core.Desk;

/// <summary>What a row of the desk is made of, as one query reads it.</summary>
internal sealed record DeskFacts(
    Guid Id, string KindId, Guid? AreaId, NeedState State, Urgency Urgency, List<string> Languages, DateTimeOffset PostedAt, short PartsOpen, short PartsWanted,
    List<string> PartKinds)
{
    public static readonly Expression<Func<Need, DeskFacts>> Of = n => new DeskFacts(
        n.Id, n.KindId, n.AreaId, n.State, n.Urgency, n.Languages, n.PostedAt, n.PartsOpen, n.PartsWanted,
        n.Parts.Where(p => p.State != PartState.NotNeeded).OrderBy(p => p.Position).Select(p => p.KindId).ToList());
}

internal static class DeskScope
{
    /// <summary>Needs in the areas of the coordinator; one without an area belongs to every coordinator. Nothing for anybody else.</summary>
    public static IQueryable<Need> InAreasOf(this IQueryable<Need> needs, Actor actor)
    {
        if (!actor.IsCoordinator)
        {
            return needs.Where(_ => false);
        }

        var areas = actor.Areas?.ToList();
        return areas is null ? needs : needs.Where(n => n.AreaId == null || areas.Contains(n.AreaId.Value));
    }
}

/// <summary>What has been tried for a need, in a few words, and what comes next.</summary>
internal static class Tried
{
    public static (Phrase SoFar, Phrase Next) Words(IEnumerable<(ClaimState State, int Count)> claims)
    {
        var counts = claims.ToDictionary(c => c.State, c => c.Count);
        int Of(params ClaimState[] states) => states.Sum(s => counts.GetValueOrDefault(s));
        var (asked, offered, agreed) = (Of(ClaimState.Invited), Of(ClaimState.Offered), Of(ClaimState.Agreed));
        var letGo = Of(ClaimState.Declined, ClaimState.Released, ClaimState.Lapsed);
        return (offered, asked, agreed, letGo) switch
        {
            ( > 0, _, _, _) => (Phrase.Of("{0} offered", offered), Phrase.Of("Wait for the neighbour")),
            (_, > 0, _, _) => (Phrase.Of("asked {0}, no answer yet", asked), Phrase.Of("Wait for an answer")),
            (_, _, > 0, _) => (Phrase.Of("{0} agreed, more wanted", agreed), Phrase.Of("See who fits")),
            (_, _, _, > 0) => (Phrase.Of("{0} couldn’t", letGo), Phrase.Of("See who else fits")),
            _ => (Phrase.Of("nobody asked yet"), Phrase.Of("See who fits")),
        };
    }
}
