using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;

namespace MutualAid.Core.Offers;

/// <summary>
/// The one rule of who finds an offer (docs/decisions, "Who sees an offer"). Lists, counts, pages and asking all begin with it.
/// </summary>
internal static class OfferVisibility
{
    /// <summary>
    /// Offers that stand and whose giver the network has talked with, well enough for the kind, and who is not resting: what may be passed on
    /// to anybody at all.
    /// </summary>
    public static IQueryable<Offer> ThatStand(this IQueryable<Offer> offers, MutualAidDb db, NeedViewer viewer)
    {
        var today = viewer.Today;
        var needACheck = viewer.Kinds.Values.Where(k => k.LowestVetting == Vetting.Checked).Select(k => k.Id).ToList();
        return offers.Where(o => o.Showing && (o.Until == null || o.Until >= today)
            && db.HelperProfiles.Any(p => p.MemberId == o.MemberId
                && (p.RestUntil == null || p.RestUntil < today)
                && (p.Vetting == Vetting.Approved || p.Vetting == Vetting.Checked)
                && (!needACheck.Contains(o.KindId) || (p.Vetting == Vetting.Checked && (p.CheckedUntil == null || p.CheckedUntil >= today)))));
    }

    /// <summary>
    /// Offers this person may read and ask for: of people on no side of a block with them, without discreet kinds they never hear of, and not
    /// their own. Nothing for a visitor.
    /// </summary>
    public static IQueryable<Offer> ShownTo(this IQueryable<Offer> offers, MutualAidDb db, NeedViewer viewer)
    {
        if (viewer.Actor.MemberId is not { } me)
        {
            return offers.Where(_ => false);
        }

        var (hidden, blocked) = (viewer.HiddenKinds, viewer.Blocked.ToList());
        return offers.ThatStand(db, viewer).Where(o => o.MemberId != me && !hidden.Contains(o.KindId) && !blocked.Contains(o.MemberId));
    }

    /// <summary>Offers of a coordinator's areas, whoever gives them and however well the giver is known.</summary>
    public static IQueryable<Offer> InAreasOf(this IQueryable<Offer> offers, NeedViewer viewer)
    {
        if (!viewer.Actor.IsCoordinator)
        {
            return offers.Where(_ => false);
        }

        var blocked = viewer.Blocked.ToList();
        var theirs = offers.Where(o => o.MemberId != viewer.Actor.MemberId && !blocked.Contains(o.MemberId));
        if (viewer.Actor.Areas is not { } areas)
        {
            return theirs;
        }

        var ids = areas.ToList();
        return theirs.Where(o => o.AreaId == null || ids.Contains(o.AreaId.Value));
    }

    /// <summary>Kinds that are never told of outside sign-in (domain.md, "Kinds of help").</summary>
    public static List<string> SensitiveKinds(NeedViewer viewer) =>
        [.. viewer.Kinds.Values.Where(k => k.Discreet || k.LowestVetting == Vetting.Checked).Select(k => k.Id)];
}
