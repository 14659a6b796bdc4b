using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;
using NpgsqlTypes;

namespace MutualAid.Core.Matching;

/// <summary>What is said of a helper beside the facts.</summary>
internal sealed record HelperRow(HelperFacts Facts, NpgsqlPoint? Point, string Name, short Patch, short PatchTone);

/// <summary>What is said of a need beside the facts of its part.</summary>
internal sealed record PartRow(PartFacts Facts, NpgsqlPoint? Point, string KindId, Urgency Urgency, DateTimeOffset PostedAt, bool IsOpen);

/// <summary>Reads the facts that the pure rules and the sum look at, a fixed number of queries whatever the size of the network.</summary>
internal sealed class MatchFacts(MutualAidDb db)
{
    /// <summary>The parts of these needs, in their order.</summary>
    public async Task<List<PartRow>> PartsAsync(IReadOnlyCollection<Guid> needIds, CancellationToken ct)
    {
        var rows = await (
            from part in db.NeedParts
            join need in db.Needs on part.NeedId equals need.Id
            join kind in db.HelpKinds on part.KindId equals kind.Id
            where needIds.Contains(need.Id)
            orderby need.Id, part.Position
            select new
            {
                part.Id,
                part.NeedId,
                part.KindId,
                part.When,
                part.Day,
                part.Start,
                part.End,
                IsOpen = need.Looking && part.State == PartState.Open && part.HelpersAgreed < part.HelpersWanted,
                need.AskerId,
                need.Languages,
                need.Point,
                need.AreaId,
                need.WiderBy,
                need.Urgency,
                need.PostedAt,
                kind.Number,
                kind.LowestVetting,
                HomesApart = kind.FirstVisitInPairs && part.HelpersWanted > 1,
            }).AsNoTracking().ToListAsync(ct);
        return [.. rows.Select(r => new PartRow(
            new PartFacts
            {
                PartId = r.Id,
                NeedId = r.NeedId,
                AskerId = r.AskerId,
                Kind = r.Number,
                LowestVetting = r.LowestVetting,
                Languages = [.. r.Languages],
                Time = new PartTime(r.When, r.Day, r.Start, r.End),
                Cell = CellOf(r.Point),
                AreaId = r.AreaId,
                WiderBy = r.WiderBy,
                HomesApart = r.HomesApart,
            },
            r.Point,
            r.KindId,
            r.Urgency,
            r.PostedAt,
            r.IsOpen))];
    }

    /// <summary>These helpers as a plan looks at them: who was invited lately says nothing about a whole week.</summary>
    public Task<List<HelperRow>> HelpersAsync(IReadOnlyCollection<Guid> memberIds, DateOnly today, CancellationToken ct) => HelpersAsync(memberIds, today, DateTimeOffset.MaxValue, ct);

    /// <summary>These helpers; one without a profile is not there.</summary>
    public async Task<List<HelperRow>> HelpersAsync(IReadOnlyCollection<Guid> memberIds, DateOnly today, DateTimeOffset now, CancellationToken ct)
    {
        var asked = now == DateTimeOffset.MaxValue ? now : now - Carried.AskedWithin;
        var since = Carried.LatelySince(today);
        var rows = await (
            from profile in db.HelperProfiles
            join member in db.Members on profile.MemberId equals member.Id
            where memberIds.Contains(profile.MemberId) && profile.Active
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
                profile.Point,
                member.Languages,
                member.AreaId,
                member.Name,
                member.Patch,
                member.PatchTone,
                Lately = db.Claims.Count(c => c.HelperId == profile.MemberId && c.WeekOf >= since && Carried.AsHelp.Contains(c.State)),

                // Each need once, however it was asked.
                Asked = db.Claims.Where(c => c.HelperId == profile.MemberId && c.WeekOf >= since && c.AnswerBy != null && c.MadeAt > asked).Select(c => c.NeedId)
                    .Union(db.WavePings.Where(w => w.HelperId == profile.MemberId && w.AskedAt > asked).Select(w => w.NeedId)).Count(),
            }).AsNoTracking().ToListAsync(ct);
        return [.. rows.Select(r => new HelperRow(
            new HelperFacts
            {
                MemberId = r.MemberId,
                Kinds = r.Kinds,
                Languages = [.. r.Languages],
                Hours = WeekHours.From(r.Hours),
                Cell = CellOf(r.Point),
                AreaId = r.AreaId,
                Radius = r.Radius,
                WeeklyCapacity = r.WeeklyCapacity,
                MostADay = r.MostADay,
                Vetting = r.Vetting,
                CheckedUntil = r.CheckedUntil,
                RestUntil = r.RestUntil,
                HelpedLately = r.Lately,
                AskedLately = r.Asked,
            },
            r.Point,
            r.Name,
            r.Patch,
            r.PatchTone))];
    }

    /// <summary>What there is between each of these helpers and each of these parts.</summary>
    public async Task<Func<HelperFacts, PartFacts, BetweenFacts>> BetweenAsync(
        IReadOnlyCollection<Guid> helperIds, IReadOnlyCollection<PartFacts> parts, DateOnly today, DateTimeOffset now, CancellationToken ct)
    {
        var askerIds = parts.Select(p => p.AskerId).Distinct().ToList();
        var partIds = parts.Select(p => p.PartId).ToList();
        var needIds = parts.Select(p => p.NeedId).Distinct().ToList();
        var weeks = parts.Select(p => p.Time.WeekOf(today)).Distinct().ToList();

        var held = await db.Claims
            .Where(c => helperIds.Contains(c.HelperId) && weeks.Contains(c.WeekOf) && Carried.InAWeek.Contains(c.State))
            .GroupBy(c => new { c.HelperId, c.WeekOf })
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => (g.Key.HelperId, g.Key.WeekOf), g => g.Count, ct);
        var asked = (await db.Claims
            .Where(c => needIds.Contains(c.NeedId) && partIds.Contains(c.PartId) && helperIds.Contains(c.HelperId))
            .Select(c => new { c.HelperId, c.PartId })
            .ToListAsync(ct)).Select(c => (c.HelperId, c.PartId)).ToHashSet();
        var together = await (
            from claim in db.Claims
            join need in db.Needs on claim.NeedId equals need.Id
            where helperIds.Contains(claim.HelperId) && askerIds.Contains(need.AskerId) && claim.HelperAgain == true && claim.AskerAgain == true
            group claim by new { claim.HelperId, need.AskerId } into pair
            select new { pair.Key, Count = pair.Count(), Since = pair.Min(c => c.WeekOf) })
            .ToDictionaryAsync(g => (g.Key.HelperId, g.Key.AskerId), g => (g.Count, g.Since), ct);
        var apart = (await (
            from claim in db.Claims
            join need in db.Needs on claim.NeedId equals need.Id
            where helperIds.Contains(claim.HelperId) && askerIds.Contains(need.AskerId) && (claim.HelperAgain == false || claim.AskerAgain == false)
            select new { claim.HelperId, need.AskerId }).ToListAsync(ct)).Select(c => (c.HelperId, c.AskerId)).ToHashSet();
        var blocks = (await db.Blocks
            .Where(b => (helperIds.Contains(b.MemberId) && askerIds.Contains(b.OtherId)) || (helperIds.Contains(b.OtherId) && askerIds.Contains(b.MemberId)))
            .Select(b => new { b.MemberId, b.OtherId })
            .ToListAsync(ct)).Select(b => (b.MemberId, b.OtherId)).ToHashSet();

        var days = parts.Any(p => p.Time.SetDay(today) is not null) ? await HeldDays.OfAsync(db, helperIds, today, ct) : [];
        var housemates = await SharedHomes.OfAsync(db, [.. parts.Where(p => p.HomesApart).Select(p => p.PartId)], now, ct);

        return (helper, part) =>
        {
            var pair = together.GetValueOrDefault((helper.MemberId, part.AskerId));
            return new BetweenFacts
            {
                HeldThatWeek = held.GetValueOrDefault((helper.MemberId, part.Time.WeekOf(today))),
                HeldThatDay = helper.MostADay is not null && part.Time.SetDay(today) is { } day ? days.GetValueOrDefault((helper.MemberId, day)) : 0,
                Blocked = blocks.Contains((helper.MemberId, part.AskerId)) || blocks.Contains((part.AskerId, helper.MemberId))
                    || apart.Contains((helper.MemberId, part.AskerId)),
                AskedBefore = asked.Contains((helper.MemberId, part.PartId)),
                HousemateIsOnIt = housemates.Contains((part.PartId, helper.MemberId)),
                DoneTogether = pair.Count,
                TogetherSince = pair.Count > 0 ? pair.Since : null,
            };
        };
    }

    /// <summary>The cell of a place, where there is one.</summary>
    internal static Cell? CellOf(NpgsqlPoint? point) => point is { } metres ? Cell.Holding(metres) : null;
}
