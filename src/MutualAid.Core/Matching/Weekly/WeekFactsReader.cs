using System.Data;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;

namespace MutualAid.Core.Matching.Weekly;

/// <summary>
/// Reads all that a plan is made from, at one moment, in a number of queries that does not grow with the network. Cells and areas, never an
/// address, and no names.
/// </summary>
internal sealed class WeekFactsReader(MutualAidDb db, NetworkQueries network, HelperLimits limits)
{
    /// <summary>The open parts that can be done between two days, and every helper.</summary>
    public async Task<WeekFacts> ReadAsync(DateOnly firstDay, DateOnly lastDay, DateTimeOffset now, CancellationToken ct)
    {
        await using var moment = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct) : null;
        var today = (await network.ClockAsync(ct)).Day(now);
        var codes = new Dictionary<string, int>(StringComparer.Ordinal);
        var (parts, homesApart) = await PartsAsync(today < firstDay ? firstDay : today, lastDay, now, codes, ct);
        var helpers = await HelpersAsync(codes, ct);
        var (pins, forbids) = await WishesAsync(ct);
        var weeks = new[] { NetworkClock.WeekOf(today), NetworkClock.WeekOf(today).AddDays(7) };
        var since = Carried.LatelySince(today);
        var looking = db.Needs.Where(n => n.Looking);

        // Who was asked and may still answer counts: a plan piles no question on another.
        var held = await db.Claims
            .Where(c => weeks.Contains(c.WeekOf) && (Carried.InAWeek.Contains(c.State) || (c.State == ClaimState.Invited && c.AnswerBy > now)))
            .GroupBy(c => new { c.HelperId, c.WeekOf }).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => (g.Key.HelperId, g.Key.WeekOf), g => g.Count, ct);
        var inHand = await db.Claims
            .Where(c => c.State == ClaimState.Offered || c.State == ClaimState.Agreed || (c.State == ClaimState.Invited && c.AnswerBy > now))
            .GroupBy(c => c.HelperId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var lately = await db.Claims.Where(c => c.WeekOf >= since && Carried.AsHelp.Contains(c.State))
            .GroupBy(c => c.HelperId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var asked = await (from claim in db.Claims join need in looking on claim.NeedId equals need.Id select new { claim.PartId, claim.HelperId }).ToListAsync(ct);

        // Who would rather not take a need on is not proposed for it either, and nobody is told why.
        var aside = await (
            from not in db.NotTheseOnes join part in db.NeedParts on not.NeedId equals part.NeedId select new { PartId = part.Id, HelperId = not.MemberId }).ToListAsync(ct);
        var housemates = await SharedHomes.OfAsync(db, homesApart, now, ct);
        return new WeekFacts
        {
            Today = today,
            Now = now,
            Parts = parts,
            Helpers = helpers,
            Held = held,
            HeldDays = await HeldDays.WithAskedAsync(db, today, now, ct),
            InHand = inHand,
            MostInHand = limits.InHand,
            Lately = lately,
            Busy = await BusyAsync(today, lastDay, now, ct),
            Asked = asked.Concat(aside).Select(a => (a.PartId, a.HelperId)).Concat(housemates).ToLookup(a => a.PartId, a => a.HelperId),
            Apart = await ApartAsync(looking, ct),
            Together = await TogetherAsync(looking, ct),
            Equity = (await AreaFills.ReadAsync(db, now, ct)).Factors(),
            Pins = pins,
            Forbids = forbids,
            Limits = await db.PlanLimits.Join(db.HelpKinds, l => l.KindId, k => k.Id, (l, k) => new { k.Number, l.Most }).ToDictionaryAsync(l => (int)l.Number, l => (int)l.Most, ct),
            LastPlan = await LastPlanAsync(ct),
        };
    }

    // The open parts, and those of them on which somebody is already and nobody of the same home may be.
    private async Task<(List<WeekPart> Parts, List<Guid> HomesApart)> PartsAsync(DateOnly first, DateOnly last, DateTimeOffset now, Dictionary<string, int> codes, CancellationToken ct)
    {
        var rows =
            from part in db.NeedParts
            join need in db.Needs on part.NeedId equals need.Id
            join kind in db.HelpKinds on part.KindId equals kind.Id
            where need.Looking && part.State == PartState.Open && part.HelpersAgreed < part.HelpersWanted
                && (part.When != PartWhen.OnDay || part.Day <= last) && (part.When != PartWhen.OnDay || part.Day >= first || part.DayStands)
            orderby need.PostedAt, need.Id, part.Position
            select new
            {
                part.Id,
                part.NeedId,
                part.When,
                part.Day,
                part.Start,
                part.End,
                part.HelpersWanted,
                part.HelpersAgreed,
                need.AskerId,
                need.Languages,
                need.Point,
                need.AreaId,
                need.WiderBy,
                need.Urgency,
                need.PostedAt,
                kind.Number,
                kind.LowestVetting,
                kind.FirstVisitInPairs,
            };
        var waiting = await db.Claims.Where(c => c.State == ClaimState.Offered || (c.State == ClaimState.Invited && c.AnswerBy > now))
            .GroupBy(c => c.PartId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var (parts, homesApart) = (new List<WeekPart>(), new List<Guid>());
        await foreach (var r in rows.AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
        {
            var places = r.HelpersWanted - r.HelpersAgreed - waiting.GetValueOrDefault(r.Id);
            if (places <= 0)
            {
                continue;
            }

            if (r.FirstVisitInPairs && places < r.HelpersWanted)
            {
                homesApart.Add(r.Id);
            }

            parts.Add(new WeekPart
            {
                Id = r.Id,
                NeedId = r.NeedId,
                AskerId = r.AskerId,
                Kind = r.Number,
                InPairs = r.FirstVisitInPairs,
                LowestVetting = r.LowestVetting,
                Languages = [.. r.Languages.Select(code => codes.TryGetValue(code, out var bit) ? bit : codes[code] = codes.Count)],
                Time = new PartTime(r.When, r.Day, r.Start, r.End),
                Cell = MatchFacts.CellOf(r.Point),
                AreaId = r.AreaId,
                WiderBy = r.WiderBy,
                Urgency = r.Urgency,
                PostedAt = r.PostedAt,
                Places = places,
            });
        }

        return (parts, homesApart);
    }

    private async Task<List<WeekHelper>> HelpersAsync(Dictionary<string, int> codes, CancellationToken ct)
    {
        var rows =
            from profile in db.HelperProfiles
            join member in db.Members on profile.MemberId equals member.Id
            where profile.Active
            orderby profile.MemberId
            select new
            {
                profile.MemberId,
                profile.Kinds,
                profile.Hours,
                profile.Radius,
                profile.WeeklyCapacity,
                profile.MostADay,
                profile.Vetting,
                profile.CheckedUntil,
                profile.RestUntil,
                profile.HomeId,
                profile.Point,
                member.Languages,
                member.AreaId,
            };
        var helpers = new List<WeekHelper>();
        await foreach (var r in rows.AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
        {
            ulong languages = 0;
            foreach (var code in r.Languages)
            {
                languages |= codes.TryGetValue(code, out var bit) && bit < 64 ? 1UL << bit : 0;
            }

            helpers.Add(new WeekHelper
            {
                Id = r.MemberId,
                Kinds = r.Kinds,
                Languages = languages,
                Hours = WeekHours.From(r.Hours),
                Cell = MatchFacts.CellOf(r.Point),
                AreaId = r.AreaId,
                Radius = r.Radius,
                Capacity = r.WeeklyCapacity,
                MostADay = r.MostADay,
                Vetting = r.Vetting,
                CheckedUntil = r.CheckedUntil,
                RestUntil = r.RestUntil,
                HomeId = r.HomeId,
            });
        }

        return helpers;
    }

    private async Task<(List<(Guid, Guid)> Pins, List<(Guid, Guid)> Forbids)> WishesAsync(CancellationToken ct)
    {
        var wishes = await db.PlanWishes.AsNoTracking().OrderBy(w => w.PartId).ThenBy(w => w.HelperId).ToListAsync(ct);
        List<(Guid, Guid)> Of(WishKind kind) => [.. wishes.Where(w => w.Kind == kind).Select(w => (w.PartId, w.HelperId))];
        return (Of(WishKind.Pin), Of(WishKind.Forbid));
    }

    private async Task<Dictionary<Guid, uint>> BusyAsync(DateOnly today, DateOnly lastDay, DateTimeOffset now, CancellationToken ct)
    {
        var rows = await (
            from claim in db.Claims
            join part in db.NeedParts on claim.PartId equals part.Id
            where (claim.State == ClaimState.Offered || claim.State == ClaimState.Agreed || (claim.State == ClaimState.Invited && claim.AnswerBy > now))
                && part.When == PartWhen.OnDay && part.Day >= today && part.Day <= lastDay && part.Start != null
            select new { claim.HelperId, part.Day, part.Start }).ToListAsync(ct);
        return rows.GroupBy(r => r.HelperId).ToDictionary(
            g => g.Key,
            g => g.Aggregate(0u, (taken, r) => taken | 1u << (((((int)r.Day!.Value.DayOfWeek + 6) % 7) * 4) + (r.Start!.Value.Hour / WeekHours.HoursInPart))));
    }

    private async Task<ILookup<Guid, Guid>> ApartAsync(IQueryable<Need> looking, CancellationToken ct)
    {
        var askers = looking.Select(n => n.AskerId);
        var again = await (
            from claim in db.Claims
            join need in db.Needs on claim.NeedId equals need.Id
            where askers.Contains(need.AskerId) && (claim.HelperAgain == false || claim.AskerAgain == false)
            select new { Asker = need.AskerId, Helper = claim.HelperId }).ToListAsync(ct);
        var blocks = await db.Blocks.Select(b => new { b.MemberId, b.OtherId }).ToListAsync(ct);
        return again.Select(a => (a.Asker, a.Helper)).Concat(blocks.Select(b => (b.MemberId, b.OtherId))).Concat(blocks.Select(b => (b.OtherId, b.MemberId)))
            .Distinct().ToLookup(p => p.Item1, p => p.Item2);
    }

    private async Task<ILookup<Guid, (Guid, int, DateOnly)>> TogetherAsync(IQueryable<Need> looking, CancellationToken ct)
    {
        var askers = looking.Select(n => n.AskerId);
        var rows = await (
            from claim in db.Claims
            join need in db.Needs on claim.NeedId equals need.Id
            where askers.Contains(need.AskerId) && claim.HelperAgain == true && claim.AskerAgain == true
            group claim by new { claim.HelperId, need.AskerId } into pair
            select new { pair.Key, Count = pair.Count(), Since = pair.Min(c => c.WeekOf) }).ToListAsync(ct);
        return rows.ToLookup(r => r.Key.AskerId, r => (r.Key.HelperId, r.Count, r.Since));
    }

    private async Task<HashSet<(Guid, Guid)>> LastPlanAsync(CancellationToken ct)
    {
        var last = await db.WeekPlans.Where(p => p.State == WeekPlanState.Ready).OrderByDescending(p => p.FinishedAt).Select(p => p.Id).FirstOrDefaultAsync(ct);
        var rows = await db.WeekPlanRows.Where(r => r.PlanId == last && r.HelperId != null).Select(r => new { r.PartId, r.HelperId }).ToListAsync(ct);
        return [.. rows.Select(r => (r.PartId, r.HelperId!.Value))];
    }
}
