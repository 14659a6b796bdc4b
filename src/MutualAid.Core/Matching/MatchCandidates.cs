using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using NpgsqlTypes;

namespace MutualAid.Core.Matching;

/// <summary>The nearest helpers the database found: those who pass the rules it can say, and some close by who do not.</summary>
internal sealed record HelperCandidates(IReadOnlyList<Guid> Fitting, IReadOnlyList<Guid> Others);

/// <summary>
/// Narrows a whole network to the nearest few worth scoring, in the database, by cell circle and kind. These are the hard rules in SQL as far
/// as the database can say them; the pure rules have the last word on what comes back.
/// </summary>
internal sealed class MatchCandidates(MutualAidDb db)
{
    /// <summary>How many are scored. Distance counts most, so beyond the nearest 200 who fit there is hardly a better one.</summary>
    public const int Pool = 200;

    /// <summary>How many needs are scored for one helper: twice what a page ever shows.</summary>
    public const int NeedPool = 100;

    /// <summary>How many of those who do not fit are looked at to say why.</summary>
    public const int LeftOutPool = 40;

    // The planner takes any circle for a thousandth of the table. Where people live close that is far off, and it would sort everybody within
    // reach. So the circle grows by steps, from the home cell outwards, and in each only so many of the nearest are looked at closely:
    // a crowded town is answered from its first ring, an empty country from its last, and neither reads much more than it needs.
    private static readonly Ring[] Rings =
        [new(750, 1_000), new(1_500, 4_000), new(3_000, 16_000), new(6_000, 64_000), new(HelperProfile.MaxRadius + HardRules.HalfCellDiagonal, int.MaxValue)];

    private const string HelperHead = "SELECT h.member_id AS \"Value\" FROM (SELECT h.* FROM helper_profile h WHERE h.active AND (h.kinds & {0}) <> 0 AND ";
    private const string HelperNear = "h.point <@ circle({1}::point, {2}) AND h.point <-> {1}::point <= h.radius + {3} ORDER BY h.point <-> {1}::point, h.member_id";
    private const string HelperOfArea = "EXISTS (SELECT FROM member o WHERE o.id = h.member_id AND o.area_id = {4}) ORDER BY h.member_id";
    private const string HelperAnywhere = "TRUE ORDER BY h.member_id";
    private const string HelperClosely = " LIMIT {16}) h JOIN member m ON m.id = h.member_id WHERE h.member_id <> {11} AND ";
    private const string HelperNearFirst = "ORDER BY h.point <-> {1}::point, h.member_id LIMIT {17}";
    private const string HelperOldestFirst = "ORDER BY h.member_id LIMIT {17}";

    // Every term is true or false, never null, so that NOT of the whole is everybody else.
    private const string HelperFits =
        """
        (h.vetting = ANY({5}) AND (NOT {6} OR h.checked_until IS NULL OR h.checked_until >= {7})
          AND (cardinality({8}) = 0 OR m.languages && {8})
          AND (h.hours & {9}::bit(168)) <> 0::bit(168)
          AND (h.rest_until IS NULL OR h.rest_until < {10})
          AND NOT EXISTS (SELECT FROM block b WHERE (b.member_id, b.other_id) IN ((h.member_id, {11}), ({11}, h.member_id)))
          AND NOT EXISTS (SELECT FROM claim c WHERE c.need_id = {12} AND c.part_id = {13} AND c.helper_id = h.member_id)
          AND h.weekly_capacity > (SELECT count(*) FROM claim c WHERE c.helper_id = h.member_id AND c.week_of = {14} AND c.state = ANY({15})))

        """;

    // Only columns that the index over the needs' cells carries, so that a crowded cell is read from the index alone.
    private const string NeedHead =
        "SELECT n.id AS \"Value\" FROM (SELECT n.id, n.asker_id, n.point, n.urgency, n.posted_at FROM need n WHERE n.looking AND n.asker_id <> {3} AND (cardinality(n.languages) = 0 OR n.languages && {4}) AND ";

    private const string NeedNear = "n.point <@ circle({0}::point, {1}) " + NeedNearFirst;
    private const string NeedOfArea = "n.point IS NULL AND n.area_id = {2} " + NeedLongestFirst;
    // Few, and with an index of their own: those a coordinator looks further around for.
    private const string NeedWider = "n.wider_by > 0 AND (n.point IS NULL OR n.point <-> {0}::point <= {1} + n.wider_by) " + NeedLongestFirst;
    private const string NeedNearFirst = "ORDER BY n.point <-> {0}::point, n.urgency DESC, n.posted_at, n.id";
    private const string NeedLongestFirst = "ORDER BY n.posted_at, n.id";

    private const string NeedFits =
        """
         LIMIT {7}) n
        WHERE EXISTS (
            SELECT FROM need_part p
            WHERE p.need_id = n.id AND p.state = 'Open' AND p.helpers_agreed < p.helpers_wanted
              AND p.kind_id = ANY({5}) AND (p.hours & {6}::bit(168)) <> 0::bit(168)
              AND NOT EXISTS (SELECT FROM claim c WHERE c.need_id = n.id AND c.part_id = p.id AND c.helper_id = {3}))
          AND NOT EXISTS (SELECT FROM block b WHERE (b.member_id, b.other_id) IN ((n.asker_id, {3}), ({3}, n.asker_id)))

        """;

    private const string NeedMost = " LIMIT {8}";

    /// <summary>
    /// The nearest helpers who pass the rules, and the nearest within the same ring who do the kind and do not. A part without a cell looks in its area.
    /// When a coordinator widened the search, the circle grows by as much; without a cell it is the whole network.
    /// </summary>
    public async Task<HelperCandidates> HelpersAsync(PartFacts part, NpgsqlPoint? point, DateOnly today, CancellationToken ct)
    {
        if (point is null)
        {
            var area = HelperHead + (part.WiderBy > 0 ? HelperAnywhere : HelperOfArea) + HelperClosely;
            return new HelperCandidates(
                await FindAsync(area + HelperFits + HelperOldestFirst, Rings[0], Pool), await FindAsync(area + "NOT " + HelperFits + HelperOldestFirst, Rings[0], LeftOutPool));
        }

        const string Near = HelperHead + HelperNear + HelperClosely;
        var rings = part.WiderBy == 0 ? Rings : [.. Rings, Rings[^1] with { Radius = Rings[^1].Radius + part.WiderBy }];
        var (fitting, ring) = await WidenAsync(rings, Pool, ring => FindAsync(Near + HelperFits + HelperNearFirst, ring, Pool));
        return new HelperCandidates(fitting, await FindAsync(Near + "NOT " + HelperFits + HelperNearFirst, ring, LeftOutPool));

        Task<List<Guid>> FindAsync(string sql, Ring ring, int most) => db.Database.SqlQuery<Guid>(FormattableStringFactory.Create(
            sql,
            1L << part.Kind,
            point ?? default,
            (double)ring.Radius,
            HardRules.HalfCellDiagonal + part.WiderBy,
            part.AreaId ?? Guid.Empty,
            Enum.GetValues<Vetting>().Where(level => level >= part.LowestVetting).Select(level => level.ToString()).ToArray(),
            part.LowestVetting == Vetting.Checked,
            part.VettedOn(today),
            part.Languages.ToArray(),
            part.Time.Hours(today).ToBits(),
            today,
            part.AskerId,
            part.NeedId,
            part.PartId,
            part.Time.WeekOf(today),
            Carried.States,
            ring.Window,
            most)).ToListAsync(ct);
    }

    /// <summary>
    /// The nearest open needs with a part this helper may take on; in one cell the more urgent and the longer waiting first.
    /// Needs known by their area alone come after, the longest waiting first.
    /// </summary>
    public async Task<List<Guid>> NeedsAsync(HelperFacts helper, NpgsqlPoint? point, IReadOnlyCollection<string> kinds, CancellationToken ct)
    {
        var reach = helper.Radius + HardRules.HalfCellDiagonal;
        var inReach = Rings.Where(ring => ring.Radius < reach).Append(Rings[^1] with { Radius = reach }).ToList();
        var ids = point is null ? [] : (await WidenAsync(inReach, NeedPool, ring => FindAsync(NeedHead + NeedNear + NeedFits + NeedNearFirst + NeedMost, ring))).Found;
        if (helper.AreaId is not null)
        {
            ids.AddRange(await FindAsync(NeedHead + NeedOfArea + NeedFits + NeedLongestFirst + NeedMost, Rings[0]));
        }

        if (point is not null)
        {
            ids.AddRange(await FindAsync(NeedHead + NeedWider + NeedFits + NeedLongestFirst + NeedMost, Rings[0] with { Radius = reach }));
        }

        return [.. ids.Distinct()];

        Task<List<Guid>> FindAsync(string sql, Ring ring) => db.Database.SqlQuery<Guid>(FormattableStringFactory.Create(
            sql,
            point ?? default,
            (double)ring.Radius,
            helper.AreaId ?? Guid.Empty,
            helper.MemberId,
            helper.Languages.ToArray(),
            kinds.ToArray(),
            helper.Hours.ToBits(),
            ring.Window / (Pool / NeedPool),
            NeedPool)).ToListAsync(ct);
    }

    // Looks ring by ring until there are enough to choose from, and says how far it looked.
    private static async Task<(List<Guid> Found, Ring Ring)> WidenAsync(IReadOnlyList<Ring> rings, int enough, Func<Ring, Task<List<Guid>>> find)
    {
        List<Guid> found = [];
        foreach (var ring in rings)
        {
            found = await find(ring);
            if (found.Count >= enough)
            {
                return (found, ring);
            }
        }

        return (found, rings[^1]);
    }

    /// <summary>A circle in metres, and how many of the nearest inside it are looked at closely.</summary>
    private sealed record Ring(int Radius, int Window);
}
