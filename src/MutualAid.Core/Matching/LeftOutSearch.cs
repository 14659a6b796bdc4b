using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using NpgsqlTypes;

namespace MutualAid.Core.Matching;

/// <summary>The nearest helpers who do the kind and may not be asked now, so that the desk can say why. The pure rules have the last word.</summary>
internal sealed class LeftOutSearch(MutualAidDb db)
{
    private const int Most = 40;

    // Every term is true or false, never null, so that NOT of the whole is everybody else.
    private const string Head = "SELECT h.member_id AS \"Value\" FROM (SELECT h.* FROM helper_profile h WHERE h.active AND (h.kinds & {0}) <> 0 AND ";
    private const string Near = "h.point <@ circle({1}::point, {2}) AND h.point <-> {1}::point <= h.radius + {3} ORDER BY h.point <-> {1}::point, h.member_id";
    private const string OfArea = "EXISTS (SELECT FROM member o WHERE o.id = h.member_id AND o.area_id = {4}) ORDER BY h.member_id";
    private const string Anywhere = "TRUE ORDER BY h.member_id";
    private static readonly string Misfits =
        $$"""
         LIMIT 1000) h JOIN member m ON m.id = h.member_id WHERE h.member_id <> {11} AND NOT
        (h.vetting = ANY({5}) AND (NOT {6} OR h.checked_until IS NULL OR h.checked_until >= {7})
          AND (cardinality({8}) = 0 OR m.languages && {8})
          AND (h.hours & {9}::bit(168)) <> 0::bit(168)
          AND (h.rest_until IS NULL OR h.rest_until < {10})
          AND NOT EXISTS (SELECT FROM block b WHERE (b.member_id, b.other_id) IN ((h.member_id, {11}), ({11}, h.member_id)))
          AND NOT EXISTS (SELECT FROM claim c WHERE c.need_id = {12} AND c.part_id = {13} AND c.helper_id = h.member_id)
          AND NOT ({17} AND EXISTS (SELECT FROM claim c JOIN helper_profile o ON o.member_id = c.helper_id
            WHERE c.part_id = {13} AND o.home_id = h.home_id AND o.member_id <> h.member_id AND (c.state IN ('Offered', 'Agreed') OR (c.state = 'Invited' AND c.answer_by > {18}))))
          AND h.weekly_capacity > (SELECT count(*) FROM claim c WHERE c.helper_id = h.member_id AND c.week_of = {14} AND c.state = ANY({15}))
          AND NOT (h.most_a_day IS NOT NULL AND h.most_a_day <= (SELECT count(*) FROM claim c {{HeldDays.Joined}}
            WHERE c.helper_id = h.member_id AND {{HeldDays.Promised("{10}")}} AND {{HeldDays.Day}} = {19}::date)))

        """;

    private const string NearFirst = "ORDER BY h.point <-> {1}::point, h.member_id LIMIT {16}";
    private const string OldestFirst = "ORDER BY h.member_id LIMIT {16}";

    /// <summary>
    /// Some of them, at most <paramref name="within"/> metres away: as far as those reach who may be asked. A part without a cell looks in its area,
    /// or everywhere when a coordinator widened the search.
    /// </summary>
    public Task<List<Guid>> FindAsync(PartFacts part, NpgsqlPoint? point, double within, DateOnly today, DateTimeOffset now, CancellationToken ct) =>
        db.Database.SqlQuery<Guid>(FormattableStringFactory.Create(
            point is not null ? Head + Near + Misfits + NearFirst : Head + (part.WiderBy > 0 ? Anywhere : OfArea) + Misfits + OldestFirst,
            1L << part.Kind,
            point ?? default,
            within,
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
            Most,
            part.HomesApart,
            now,
            part.Time.SetDay(today))).ToListAsync(ct);
}
