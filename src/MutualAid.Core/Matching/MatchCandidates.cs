using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using NpgsqlTypes;

namespace MutualAid.Core.Matching;

/// <summary>
/// Narrows a whole network to the nearest few worth scoring, in the database, by cell circle and kind. The circle is what lets the index stop
/// (a distance in the WHERE clause alone would read every row), and the order by distance is what lets LIMIT stop it sooner.
/// These are the hard rules in SQL as far as the database can say them; the pure rules have the last word on what comes back.
/// </summary>
internal sealed class MatchCandidates(MutualAidDb db)
{
    /// <summary>How many are scored. Distance counts most, so beyond the nearest 200 who fit there is hardly a better one.</summary>
    public const int Pool = 200;

    /// <summary>How many of those who do not fit are looked at to say why.</summary>
    public const int LeftOutPool = 40;

    private const string Helper = "SELECT h.member_id AS \"Value\" FROM helper_profile h JOIN member m ON m.id = h.member_id WHERE h.active AND (h.kinds & {0}) <> 0 AND ";
    private const string HelperNear = "h.point <@ circle({1}::point, {2}) AND h.point <-> {1}::point <= h.radius + {3} AND ";
    private const string HelperOfArea = "m.area_id = {4} AND ";
    private const string HelperNearFirst = "ORDER BY h.point <-> {1}::point, h.member_id LIMIT ";
    private const string HelperOldestFirst = "ORDER BY h.member_id LIMIT ";

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

    /// <summary>The nearest helpers who pass the rules, or the nearest who do the kind within reach and do not. A part without a cell looks in its area.</summary>
    public Task<List<Guid>> HelpersAsync(PartFacts part, NpgsqlPoint? point, DateOnly today, bool fitting, CancellationToken ct)
    {
        var near = point is not null;
        var sql = Helper + (near ? HelperNear : HelperOfArea) + (fitting ? "" : "h.member_id <> {11} AND NOT ") + HelperFits
            + (near ? HelperNearFirst : HelperOldestFirst) + (fitting ? "{16}" : "{17}");
        var day = part.Time is { When: PartWhen.OnDay, Day: { } wanted } && wanted > today ? wanted : today;
        return db.Database.SqlQuery<Guid>(FormattableStringFactory.Create(
            sql,
            1L << part.Kind,
            point ?? default,
            (double)(HelperProfile.MaxRadius + HardRules.HalfCellDiagonal),
            HardRules.HalfCellDiagonal,
            part.AreaId ?? Guid.Empty,
            Enum.GetValues<Vetting>().Where(level => level >= part.LowestVetting).Select(level => level.ToString()).ToArray(),
            part.LowestVetting == Vetting.Checked,
            day,
            part.Languages.ToArray(),
            part.Time.Hours(today).ToBits(),
            today,
            part.AskerId,
            part.NeedId,
            part.PartId,
            part.Time.WeekOf(today),
            Carried.States,
            Pool,
            LeftOutPool)).ToListAsync(ct);
    }

    /// <summary>
    /// The nearest open needs with a part this helper may take on; in one cell the more urgent and the longer waiting first.
    /// Needs known by their area alone come after, the longest waiting first.
    /// </summary>
    public async Task<List<Guid>> NeedsAsync(HelperFacts helper, NpgsqlPoint? point, IReadOnlyCollection<string> kinds, CancellationToken ct)
    {
        var ids = point is null ? [] : await NeedsAsync(NeedNear + NeedFits + NeedNearFirst);
        if (helper.AreaId is not null)
        {
            ids.AddRange(await NeedsAsync(NeedOfArea + NeedFits + NeedLongestFirst));
        }

        return ids;

        Task<List<Guid>> NeedsAsync(string sql) => db.Database.SqlQuery<Guid>(FormattableStringFactory.Create(
            Need + sql,
            point ?? default,
            (double)(helper.Radius + HardRules.HalfCellDiagonal),
            helper.AreaId ?? Guid.Empty,
            helper.MemberId,
            helper.Languages.ToArray(),
            kinds.ToArray(),
            helper.Hours.ToBits(),
            Pool)).ToListAsync(ct);
    }

    private const string Need = "SELECT n.id AS \"Value\" FROM need n WHERE n.looking AND ";
    private const string NeedNear = "n.point <@ circle({0}::point, {1}) AND ";
    private const string NeedOfArea = "n.point IS NULL AND n.area_id = {2} AND ";
    private const string NeedNearFirst = "ORDER BY n.point <-> {0}::point, n.urgency DESC, n.posted_at, n.id LIMIT {7}";
    private const string NeedLongestFirst = "ORDER BY n.posted_at, n.id LIMIT {7}";

    private const string NeedFits =
        """
        n.asker_id <> {3}
          AND (cardinality(n.languages) = 0 OR n.languages && {4})
          AND EXISTS (
            SELECT FROM need_part p
            WHERE p.need_id = n.id AND p.state = 'Open' AND p.helpers_agreed < p.helpers_wanted
              AND p.kind_id = ANY({5}) AND (p.hours & {6}::bit(168)) <> 0::bit(168)
              AND NOT EXISTS (SELECT FROM claim c WHERE c.need_id = n.id AND c.part_id = p.id AND c.helper_id = {3}))
          AND NOT EXISTS (SELECT FROM block b WHERE (b.member_id, b.other_id) IN ((n.asker_id, {3}), ({3}, n.asker_id)))

        """;
}
