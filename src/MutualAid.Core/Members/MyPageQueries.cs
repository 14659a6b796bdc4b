using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Needs;
using MutualAid.Core.Needs.Visits;

namespace MutualAid.Core.Members;

/// <summary>Reads a member's own page. Every query begins with the member, so it takes as long in a large network as in a small one.</summary>
public sealed class MyPageQueries(MutualAidDb db, NeedViewers viewers, ClaimQueries claims)
{
    private const int MostHelping = 30;
    private const int MostAsked = 12;
    private const int MostThanks = 3;
    private const int MostLooks = 8;

    // A need that closed longer ago than this leaves the page.
    private static readonly TimeSpan AfterClosing = TimeSpan.FromDays(14);

    /// <summary>The actor's own page; null for a visitor.</summary>
    public async Task<MyPage?> ReadAsync(Actor actor, CancellationToken ct = default)
    {
        if (await db.Members.AsNoTracking().Where(m => m.Id == actor.MemberId).Select(m => m.Name).SingleOrDefaultAsync(ct) is not { } name)
        {
            return null;
        }

        var viewer = await viewers.ReadAsync(actor, ct);
        var areas = await db.Areas.AsNoTracking().ToDictionaryAsync(a => a.Id, a => a.Name, ct);
        string? Area(Guid? id) => id is { } known ? areas.GetValueOrDefault(known) : null;
        var mine = await HelpingAsync(viewer, ct);
        return new MyPage
        {
            Name = name,
            LocalNow = viewer.Clock.Local(viewer.Now),
            Invitations =
            [
                .. mine.Where(c => c.Claim.State == ClaimState.Invited && !(c.Claim.AnswerBy <= viewer.Now))
                    .Select(c => new InvitationToAnswer(c.Claim.Id, c.Claim.NeedId, viewer.Kinds[c.KindId].Badge(), Area(c.AreaId), c.Time, c.Claim.AnswerBy)),
            ],
            Helping =
            [
                .. mine.Where(c => c.Claim.State != ClaimState.Invited)
                    .Select(c => ToHelp(c, viewer, Area(c.AreaId)))
                    .OrderBy(h => h.Time.Day ?? DateOnly.MaxValue).ThenBy(h => h.Time.Start ?? TimeOnly.MaxValue),
            ],
            Asked = await AskedAsync(viewer, ct),
            Week = await claims.WeekAsync(actor, ct),
            AwaitsTalk = viewer.Vetting == Vetting.New,
            Thanks = await ThanksAsync(viewer, ct),
            Looks = await LooksAsync(viewer, ct),
        };
    }

    private static MyHelp ToHelp(OwnClaim own, NeedViewer viewer, string? area)
    {
        var claim = own.Claim;
        var agreed = claim.State == ClaimState.Agreed;
        var opensAt = agreed ? own.PlannedFor - VisitRules.OpensBefore : null;
        return new MyHelp(
            claim.Id, viewer.Kinds[own.KindId].Badge(), area, own.Time, claim.State, agreed ? own.AskerName : null, opensAt > viewer.Now ? opensAt : null)
        {
            Planned = agreed && own.PlannedFor is not null,
            Over = agreed && IsOver(own.Time, viewer.Clock.Local(viewer.Now)),
            AsksWord = claim.AsksWord,
        };
    }

    // Over once its last hour has passed, or without hours its day.
    private static bool IsOver(PartTime time, DateTime now) =>
        time.Day is { } day && (day < DateOnly.FromDateTime(now) || (day == DateOnly.FromDateTime(now) && (time.End ?? time.Start) < TimeOnly.FromDateTime(now)));

    private async Task<List<OwnClaim>> HelpingAsync(NeedViewer viewer, CancellationToken ct) =>
        await (
            from claim in db.Claims.AsNoTracking()
            where claim.HelperId == viewer.Actor.MemberId
                && (claim.State == ClaimState.Invited || claim.State == ClaimState.Offered || claim.State == ClaimState.Agreed)
            join part in db.NeedParts on claim.PartId equals part.Id
            join need in db.Needs on claim.NeedId equals need.Id
            where !viewer.Blocked.Contains(need.AskerId)
            join asker in db.Members on need.AskerId equals asker.Id
            from visit in db.Visits.Where(v => v.ClaimId == claim.Id && v.AnotherTimeAt == null).DefaultIfEmpty()
            orderby claim.Id
            select new OwnClaim
            {
                KindId = part.KindId,
                AreaId = need.AreaId,
                Time = visit == null ? new PartTime(part.When, part.Day, part.Start, part.End) : new PartTime(PartWhen.OnDay, visit.Day, visit.From, visit.Until),
                AskerName = asker.Name,
                PlannedFor = visit == null ? null : (DateTimeOffset?)visit.PlannedFor,
                Claim = claim,
            }).Take(MostHelping).ToListAsync(ct);

    private async Task<IReadOnlyList<MyNeed>> AskedAsync(NeedViewer viewer, CancellationToken ct)
    {
        var closedSince = viewer.Now - AfterClosing;
        var rows = await db.Needs.AsNoTracking()
            .Where(n => n.AskerId == viewer.Actor.MemberId && (n.ClosedAt == null || n.ClosedAt > closedSince))
            .OrderBy(n => n.ClosedAt != null).ThenByDescending(n => n.Id).Take(MostAsked)
            .Select(n => new
            {
                n.Id,
                n.KindId,
                n.State,
                n.PostedAt,
                n.StillAsks,
                Parts = n.Parts.Where(p => p.State != PartState.NotNeeded).OrderBy(p => p.Position).Select(p => new { p.KindId, p.State, p.Day }).ToList(),
                Offers = n.Claims.Count(c => c.State == ClaimState.Offered && !viewer.Blocked.Contains(c.HelperId)),
            })
            .ToListAsync(ct);
        return
        [
            .. rows.Select(n => new MyNeed(
                n.Id,
                viewer.Kinds[n.KindId].Badge(),
                Titles.Of(viewer.Kinds[n.KindId], n.Parts.Select(p => viewer.Kinds[p.KindId])),
                n.State,
                n.PostedAt,
                n.Parts.Count(p => p.State is PartState.Filled or PartState.Done),
                n.Parts.Count,
                n.Offers,
                Over: n.State == NeedState.Agreed && n.Parts.Exists(p => p.State == PartState.Filled && p.Day < viewer.Today))
            {
                AsksStill = n.StillAsks > 0 && n.State is (NeedState.Open or NeedState.PartFilled),
                DayPassed = n.State == NeedState.Open && n.Parts.TrueForAll(p => p.State is not (PartState.Open or PartState.Filled)),
            }),
        ];
    }

    private async Task<IReadOnlyList<ThanksGot>> ThanksAsync(NeedViewer viewer, CancellationToken ct) =>
        await (
            from thanks in db.Thanks.AsNoTracking()
            where thanks.ToMemberId == viewer.Actor.MemberId && !viewer.Blocked.Contains(thanks.FromMemberId)
            join writer in db.Members on thanks.FromMemberId equals writer.Id
            orderby thanks.At descending
            select new ThanksGot(thanks.Words, writer.Name, thanks.At)).Take(MostThanks).ToListAsync(ct);

    private async Task<IReadOnlyList<LookAtMe>> LooksAsync(NeedViewer viewer, CancellationToken ct)
    {
        // Looks from before there was an account are looks at this person too.
        var mine = await db.Members.Where(m => m.IsNowId == viewer.Actor.MemberId).Select(m => m.Id).ToListAsync(ct);
        mine.Add(viewer.Actor.MemberId!.Value);
        return await (
            from look in db.AccessEntries.AsNoTracking()
            where mine.Contains(look.MemberId)
            join viewedBy in db.Members on look.ViewerId equals viewedBy.Id
            orderby look.At descending
            select new LookAtMe(viewedBy.Name, look.At, look.Facts, look.ClaimId != null, look.Reason)).Take(MostLooks).ToListAsync(ct);
    }

    private sealed class OwnClaim
    {
        public required Claim Claim { get; init; }

        public required string KindId { get; init; }

        public required Guid? AreaId { get; init; }

        /// <summary>The planned visit's time, else what the neighbour asked for.</summary>
        public required PartTime Time { get; init; }

        public required string AskerName { get; init; }

        public required DateTimeOffset? PlannedFor { get; init; }
    }
}
