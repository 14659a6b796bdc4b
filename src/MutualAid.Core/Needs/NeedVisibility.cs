namespace MutualAid.Core.Needs;

/// <summary>
/// The one rule of who sees a need at all (domain.md, "Who sees what"); lists, pages and commands all begin with it, so a hidden need is the
/// same as a missing one everywhere.
/// </summary>
public static class NeedVisibility
{
    /// <summary>For this long after it was done, the helper still finds the need.</summary>
    public static readonly TimeSpan AfterDone = TimeSpan.FromHours(72);

    /// <summary>
    /// Needs that look for a helper and may be read by this one: what lists, maps and counts are made of. One's own need is not among them.
    /// It asks for nothing that the indexes over looking needs cannot answer.
    /// </summary>
    public static IQueryable<Need> OpenTo(this IQueryable<Need> needs, NeedViewer viewer)
    {
        if (!viewer.SeesBoard)
        {
            return needs.Where(_ => false);
        }

        var hidden = viewer.HiddenKinds;
        var (others, notAgain) = (NotPairedWith(viewer), viewer.NotAgain.ToList());
        needs = needs.Where(n => n.Looking && !hidden.Contains(n.KindId) && !others.Contains(n.AskerId));
        return notAgain.Count == 0 ? needs : needs.Where(n => !notAgain.Contains(n.Id));
    }

    /// <summary>
    /// Needs whose page opens: one's own, those of one's areas as a coordinator, those a helper holds or is asked about, and while they are
    /// open or agreed those on the list. With <paramref name="everOpen"/> also those that have closed since: somebody whose page was open
    /// when it closed is told so, and not that it never was.
    /// </summary>
    public static IQueryable<Need> VisibleTo(this IQueryable<Need> needs, NeedViewer viewer, bool everOpen = false)
    {
        if (viewer.Actor.MemberId is not { } me)
        {
            return needs.Where(_ => false);
        }

        var (board, hidden, blocked) = (viewer.SeesBoard, viewer.HiddenKinds, viewer.Blocked.ToList());
        var (coordinates, everywhere) = (viewer.Actor.IsCoordinator, viewer.Actor.Areas is null);
        var areas = viewer.Actor.Areas?.ToList() ?? [];
        var doneSince = viewer.Now - AfterDone;
        return needs.Where(n => n.AskerId == me
            || (coordinates && (everywhere || n.AreaId == null || areas.Contains(n.AreaId.Value)))
            || (!blocked.Contains(n.AskerId)
                && ((board && !hidden.Contains(n.KindId)
                        && (n.State == NeedState.Open || n.State == NeedState.PartFilled || n.State == NeedState.Agreed || (everOpen && n.State != NeedState.Draft)))
                    || n.Claims.Any(c => c.HelperId == me
                        && (c.State == ClaimState.Invited || c.State == ClaimState.Offered || c.State == ClaimState.Agreed
                            || ((c.State == ClaimState.Done || c.State == ClaimState.PartDone) && c.ChangedAt > doneSince))))));
    }

    /// <summary>Askers whose needs are not for this person: herself, and whoever a block lies between. Counts leave them out too.</summary>
    internal static List<Guid> NotPairedWith(NeedViewer viewer) =>
        viewer.Actor.MemberId is { } me ? [me, .. viewer.Blocked] : [.. viewer.Blocked];
}
