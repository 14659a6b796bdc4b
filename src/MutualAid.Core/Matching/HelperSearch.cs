using System.Collections;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;
using Npgsql;
using NpgsqlTypes;

namespace MutualAid.Core.Matching;

/// <summary>A helper with all that is scored, as one question brought them, whether there may be more than were looked at, and whether plans said what is scarce in their area.</summary>
internal sealed record FoundHelper(HelperRow Row, BetweenFacts Between, bool More, bool Priced);

/// <summary>
/// The helpers worth scoring for a part, with everything the score looks at, by one prepared statement however large the network is. The hard rules that
/// a row of its own can answer are in it; the pure rules have the last word.
/// </summary>
internal sealed class HelperSearch(MutualAidDb db)
{
    /// <summary>How many are scored at least, where there are as many: enough that a full sum over everybody brings up the same first ten (./measure suggestions).</summary>
    public const int Pool = 60;

    /// <summary>Languages are looked at for as many, the best by all that the profile says of nearness, hours and kinds; for fewer when fewer places are free.</summary>
    public const int Window = 150;

    // When too few of those may be asked, once more with so many.
    private const int DeepWindow = 5_000;

    // How far around the middle of an area helpers of that area are looked for first, and further than any two people in a network.
    private const double AroundArea = 1_000;
    private const double Everywhere = 2e7;

    // The cells around first, where a crowd is answered from them alone. Centres of cells are whole kilometres apart: the own one, then the eight around it.
    private static readonly double[] Rings = [750, 1_500];

    private const string Profile = "h.member_id, h.kinds, h.hours, h.radius, h.weekly_capacity, h.vetting, h.checked_until, h.rest_until, h.most_a_day, h.point";
    private const string Person = "m.languages, m.area_id, m.name, m.patch, m.patch_tone";

    // What the score says of nearness, hours and kinds, roughly: who of many is looked at closely. Within an area everybody is as near as the next.
    private const string Rough =
        """
        @weights[1] * CASE WHEN @area IS NULL THEN greatest(0, 400 - 400 * (h.point <-> @point) / greatest(h.radius, 1)) ELSE 200 END + @weights[2] * 120 * least(bit_count(h.hours & @hours), @enough) / @enough
            - @weights[4] * 13.3 * ln(1 + bit_count(h.kinds::bit(64))) / ln(2) AS rough
        """;

    // The hard rules that a profile alone can answer. The kind comes before all that costs as much to ask, because it leaves the fewest.
    private const string May =
        """
        h.active AND (h.kinds & @kind) <> 0 AND h.vetting = ANY(@levels) AND (NOT @checked OR h.checked_until IS NULL OR h.checked_until >= @holds)
            AND (h.hours & @hours) <> 0::bit(168) AND (h.rest_until IS NULL OR h.rest_until < @today) AND h.member_id <> @asker
        """;

    private const string Speaking =
        """
        JOIN member m ON m.id = h.member_id WHERE cardinality(@languages) = 0 OR m.languages && @languages
            ORDER BY h.rough + @weights[3] * CASE WHEN m.languages @> @languages[1:1] THEN 80 ELSE 40 END DESC, h.member_id
        """;

    // First those who have helped this neighbour, then the cells around, then everybody who goes as far as this place by the index over how far each
    // helper goes; a step is only taken while there are fewer than the pool, and the last looks closely at no more than the places still free are worth.
    // Whose area it is is looked up in the order of what is known by then, until there are enough. The claims and asks of those in the pool alone are read.
    internal static readonly string Sql =
        $"""
        WITH known AS MATERIALIZED (
            SELECT c.helper_id, count(*) FILTER (WHERE c.helper_again AND c.asker_again) AS done, min(c.week_of) FILTER (WHERE c.helper_again AND c.asker_again) AS since,
                   coalesce(bool_or(NOT c.helper_again OR NOT c.asker_again), false) AS apart, bool_or(c.part_id = @part) AS asked
            FROM need n JOIN claim c ON c.need_id = n.id WHERE n.asker_id = @asker GROUP BY c.helper_id),
        nearby AS MATERIALIZED (
            SELECT {Profile}, {Person}
            FROM known k JOIN helper_profile h ON h.member_id = k.helper_id JOIN member m ON m.id = h.member_id WHERE k.done > 0 AND h.active AND (h.kinds & @kind) <> 0
            UNION ALL
            SELECT step.* FROM unnest(@after, @upto) AS ring(after, upto) CROSS JOIN LATERAL (
                SELECT {Profile}, {Person} FROM (
                    SELECT {Profile}, {Rough} FROM helper_profile h
                    WHERE {May} AND h.point <@ circle(@point, ring.upto) AND h.point <-> @point > ring.after AND h.point <-> @point <= h.radius + @beyond
                    ORDER BY rough DESC, h.member_id LIMIT @window) h
                {Speaking} LIMIT @pool) step
            LIMIT @pool),
        free AS MATERIALIZED (SELECT @pool - count(*) AS places, @window * (@pool - count(*)) / @pool AS looks FROM nearby),
        pool AS MATERIALIZED (
            SELECT nearby.*, false AS more FROM nearby
            UNION ALL
            (SELECT {Profile}, {Person}, h.more FROM (
                SELECT h.*, count(*) OVER () >= (SELECT looks FROM free) AS more FROM (
                    SELECT h.* FROM (
                        SELECT {Profile}, {Rough} FROM helper_profile h
                        WHERE {May} AND h.reach && box(@point - point(@around, @around), @point + point(@around, @around)) AND h.point <-> @point <= h.radius + @rim + @around AND h.point <-> @point > @inner
                        ORDER BY rough DESC, h.member_id LIMIT CASE WHEN @area IS NULL THEN (SELECT looks FROM free) END) h
                    WHERE @area IS NULL OR EXISTS (SELECT FROM member o WHERE o.id = h.member_id AND o.area_id = @area)
                    ORDER BY h.rough DESC, h.member_id LIMIT (SELECT looks FROM free)) h) h
            {Speaking} LIMIT (SELECT places FROM free)))
        SELECT p.member_id, p.kinds, p.hours, p.radius, p.weekly_capacity, p.vetting, p.checked_until, p.rest_until, p.point, p.languages, p.area_id, p.name, p.patch, p.patch_tone,
               load.lately, load.held, load.invited + waves.asked, EXISTS (SELECT FROM help_price price WHERE price.area_id = p.area_id), k.done, k.since, coalesce(k.apart, false), coalesce(k.asked, false), p.member_id = ANY(blocked.ids), p.more, p.most_a_day,
               CASE WHEN p.most_a_day IS NOT NULL AND @day IS NOT NULL THEN (
                   SELECT count(*) FROM claim c {HeldDays.Joined} WHERE c.helper_id = p.member_id AND {HeldDays.Promised("@today")} AND {HeldDays.Day} = @day) ELSE 0 END
        FROM pool p
        CROSS JOIN (SELECT ARRAY(SELECT other_id FROM block WHERE member_id = @asker UNION ALL SELECT member_id FROM block WHERE other_id = @asker) AS ids) blocked
        LEFT JOIN known k ON k.helper_id = p.member_id
        CROSS JOIN LATERAL (
            SELECT count(*) FILTER (WHERE c.state = ANY(@help)) AS lately, count(*) FILTER (WHERE c.week_of = @week AND c.state = ANY(@carried)) AS held,
                   count(DISTINCT c.need_id) FILTER (WHERE c.answer_by IS NOT NULL AND c.made_at > @lately) AS invited,
                   array_agg(c.need_id) FILTER (WHERE c.answer_by IS NOT NULL AND c.made_at > @lately) AS needs
            FROM claim c WHERE c.helper_id = p.member_id AND c.week_of >= @since) load
        CROSS JOIN LATERAL (
            SELECT count(DISTINCT w.need_id) AS asked FROM wave_ping w
            WHERE w.helper_id = p.member_id AND w.asked_at > @lately AND (load.needs IS NULL OR w.need_id <> ALL(load.needs))) waves
        """;

    /// <summary>Where the search begins for a part without a cell: its area's own point. Null for one that has a cell, and where no area is known.</summary>
    public async Task<NpgsqlPoint?> AreaPointAsync(PartRow part, CancellationToken ct) =>
        part.Point is null && part.Facts.AreaId is { } areaId ? await db.Areas.Where(a => a.Id == areaId).Select(a => a.Point).SingleOrDefaultAsync(ct) : null;

    /// <summary>
    /// The helpers worth scoring, each once, in no order. <paramref name="areaPoint"/> is where the search begins when the part has no cell.
    /// <paramref name="wanted"/> is how many should be able to be asked: when fewer can, though there are more around, it looks deeper.
    /// </summary>
    public async Task<List<FoundHelper>> FindAsync(PartFacts part, NpgsqlPoint? point, NpgsqlPoint? areaPoint, DateOnly today, DateTimeOffset now, Weights weights, int wanted, CancellationToken ct)
    {
        var housemates = await SharedHomes.OfAsync(db, part.HomesApart ? [part.PartId] : [], now, ct, part.HandedOnBy);
        var found = await ReadAsync(Pool, Window, point is null ? AroundArea : part.WiderBy);
        var mayBeAsked = found.Count(f => HardRules.FirstBroken(new Pairing(f.Row.Facts, part, f.Between, today)) is null);
        var more = point is null || found.Count >= Pool || found.Count == 0 || found.Exists(f => f.More);
        found = mayBeAsked < wanted && more ? await ReadAsync(DeepWindow, DeepWindow, point is null ? Furthest(part) : part.WiderBy) : found;
        if (!found.Exists(f => f.Priced))
        {
            return found;
        }

        var prices = await HelpPrices.ReadAsync(db, [.. found.Select(f => f.Row.Facts.AreaId).OfType<Guid>().Distinct()], ct);
        return found.ConvertAll(f => f with { Between = f.Between with { Price = prices.Of(f.Row.Facts, part, today) } });

        async Task<List<FoundHelper>> ReadAsync(int pool, int window, double around) =>
            [.. (await db.ReadAsync(Sql, Values(part, point, areaPoint, today, now, weights, (pool, window, around)), Read, ct)).DistinctBy(f => f.Row.Facts.MemberId)
                .Select(f => housemates.Contains((part.PartId, f.Row.Facts.MemberId)) ? f with { Between = f.Between with { HousemateIsOnIt = true } } : f)];
    }

    /// <summary>How far away anybody can be who may be asked for a part with a cell, in metres.</summary>
    public static double Furthest(PartFacts part) => HelperProfile.MaxRadius + HardRules.HalfCellDiagonal + part.WiderBy;

    internal static NpgsqlParameter[] Values(PartFacts part, NpgsqlPoint? point, NpgsqlPoint? areaPoint, DateOnly today, DateTimeOffset now, Weights weights, (int Pool, int Window, double Around) look)
    {
        // Without any place to begin at, or when a coordinator widened the search, an area is no border.
        var everywhere = point is null && (part.WiderBy > 0 || areaPoint is null);
        var rings = point is null || look.Window > Window ? [] : Rings;
        var hours = part.Time.Hours(today);
        return
        [
            Value("part", NpgsqlDbType.Uuid, part.PartId),
            Value("asker", NpgsqlDbType.Uuid, part.AskerId),
            Value("after", NpgsqlDbType.Array | NpgsqlDbType.Double, rings.Length == 0 ? rings : (double[])[-1, .. rings[..^1]]),
            Value("upto", NpgsqlDbType.Array | NpgsqlDbType.Double, rings),
            Value("inner", NpgsqlDbType.Double, rings.Length == 0 ? -1 : rings[^1]),
            Value("beyond", NpgsqlDbType.Integer, HardRules.HalfCellDiagonal + 1 + part.WiderBy),
            Value("rim", NpgsqlDbType.Integer, HardRules.HalfCellDiagonal + 1),
            Value("around", NpgsqlDbType.Double, everywhere ? Everywhere : look.Around),
            Value("window", NpgsqlDbType.Integer, look.Window),
            Value("point", NpgsqlDbType.Point, point ?? areaPoint ?? default),
            Value("kind", NpgsqlDbType.Bigint, 1L << part.Kind),
            Value("levels", NpgsqlDbType.Array | NpgsqlDbType.Text, Enum.GetValues<Vetting>().Where(level => level >= part.LowestVetting).Select(level => level.ToString()).ToArray()),
            Value("checked", NpgsqlDbType.Boolean, part.LowestVetting == Vetting.Checked),
            Value("holds", NpgsqlDbType.Date, part.VettedOn(today)),
            Value("hours", NpgsqlDbType.Bit, hours.ToBits()),
            Value("enough", NpgsqlDbType.Integer, Math.Clamp(hours.Count, 1, WeekHours.HoursInPart)),
            Value("today", NpgsqlDbType.Date, today),
            Value("area", NpgsqlDbType.Uuid, point is null && part.WiderBy == 0 ? part.AreaId ?? Guid.Empty : null),
            Value("languages", NpgsqlDbType.Array | NpgsqlDbType.Text, part.Languages.ToArray()),
            Value("weights", NpgsqlDbType.Array | NpgsqlDbType.Integer, (int[])[weights.Of(MatchFeature.Nearness), weights.Of(MatchFeature.TimeFit), weights.Of(MatchFeature.LanguageComfort), weights.Of(MatchFeature.ScarcityGuard)]),
            Value("pool", NpgsqlDbType.Integer, look.Pool),
            Value("help", NpgsqlDbType.Array | NpgsqlDbType.Text, Carried.AsHelp.Select(state => state.ToString()).ToArray()),
            Value("week", NpgsqlDbType.Date, part.Time.WeekOf(today)),
            Value("carried", NpgsqlDbType.Array | NpgsqlDbType.Text, Carried.States),
            Value("lately", NpgsqlDbType.TimestampTz, now - Carried.AskedWithin),
            Value("since", NpgsqlDbType.Date, Carried.LatelySince(today)),
            Value("day", NpgsqlDbType.Date, part.Time.SetDay(today)),
        ];
    }

    private static NpgsqlParameter Value(string name, NpgsqlDbType type, object? value) => new(name, type) { Value = value ?? DBNull.Value };

    private static FoundHelper Read(NpgsqlDataReader row)
    {
        var point = row.GetFieldValue<NpgsqlPoint>(8);
        var done = row.IsDBNull(18) ? 0 : (int)row.GetInt64(18);
        return new FoundHelper(
            new HelperRow(
                new HelperFacts
                {
                    MemberId = row.GetGuid(0),
                    Kinds = row.GetInt64(1),
                    Hours = WeekHours.From(row.GetFieldValue<BitArray>(2)),
                    Radius = row.GetInt32(3),
                    WeeklyCapacity = row.GetInt32(4),
                    MostADay = row.IsDBNull(24) ? null : row.GetInt32(24),
                    Vetting = Enum.Parse<Vetting>(row.GetString(5)),
                    CheckedUntil = row.IsDBNull(6) ? null : row.GetFieldValue<DateOnly>(6),
                    RestUntil = row.IsDBNull(7) ? null : row.GetFieldValue<DateOnly>(7),
                    Cell = Cell.Holding(point),
                    Languages = [.. row.GetFieldValue<string[]>(9)],
                    AreaId = row.IsDBNull(10) ? null : row.GetGuid(10),
                    HelpedLately = (int)row.GetInt64(14),
                    AskedLately = (int)row.GetInt64(16),
                },
                point,
                row.GetString(11),
                row.GetInt16(12),
                row.GetInt16(13)),
            new BetweenFacts
            {
                HeldThatWeek = (int)row.GetInt64(15),
                HeldThatDay = (int)row.GetInt64(25),
                DoneTogether = done,
                TogetherSince = done == 0 ? null : row.GetFieldValue<DateOnly>(19),
                Blocked = row.GetBoolean(20) || row.GetBoolean(22),
                AskedBefore = row.GetBoolean(21),
            },
            row.GetBoolean(23),
            row.GetBoolean(17));
    }
}
