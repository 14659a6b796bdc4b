using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;
using Npgsql;
using NpgsqlTypes;

namespace MutualAid.Core.Matching;

/// <summary>An open part with all that is scored, as one question brought it, how many needs that question found around, and whether plans said what is scarce.</summary>
internal sealed record FoundPart(PartRow Row, BetweenFacts Between, int Around, bool Priced);

/// <summary>What a kind of help is to matching: its bit, the lowest level of vetting that may take it on, and whether a first visit is made by two.</summary>
internal readonly record struct GivenKind(short Number, Vetting LowestVetting, bool InPairs = false);

/// <summary>How many needs, and which: those that matter most, or the nearest whatever they are.</summary>
internal sealed record Wanted(int Needs, bool NearestFirst = false);

/// <summary>
/// The open parts worth scoring for a helper, with everything the score looks at, by one prepared statement however many needs are open:
/// of the needs within reach, by kind and language, those that matter most.
/// </summary>
internal sealed class NeedSearch(MutualAidDb db)
{
    /// <summary>How many needs are scored beyond those asked for: hours, vetting and limits are looked at after.</summary>
    public const int Spare = 20;

    // When hardly any of those fits, once more with so many, and once more with all that anybody has within reach.
    private static readonly int[] Deeper = [150, 1_000];

    // Up to so many needs within reach are all looked at; more are a crowd.
    private const int Crowd = 500;

    // Of a crowd, those posted first of each urgency in each square: so many and the square's share of the pool twice, so that none of the best ten can be missed.
    private const int OfEachSquare = 10;

    // The hard rules that a row of a need can answer.
    private const string May =
        "n.looking AND n.asker_id <> @helper AND n.open_kinds && @kinds AND (cardinality(n.languages) = 0 OR n.languages && @languages)";

    private const string Need = "n.id, n.point, n.urgency, n.posted_at, n.asker_id, n.languages, n.area_id, n.wider_by";

    // The index over the cells carries all that is asked of a need, so that these are read without a single one.
    private const string Near = $"SELECT {Need} FROM need n WHERE {May} AND n.point <@ circle(@point, @reach) LIMIT";

    // Those of the area that have no place, and those for which a coordinator looks further around; some of these may be near, too.
    private const string Others =
        $"""
        (SELECT {Need} FROM need n WHERE {May} AND n.point IS NULL AND n.area_id = @area ORDER BY n.posted_at, n.id LIMIT 500)
        UNION ALL (SELECT {Need} FROM need n WHERE {May} AND n.wider_by > 0 AND (n.point IS NULL OR n.point <-> @point <= @reach + n.wider_by) ORDER BY n.posted_at, n.id LIMIT 500)
        """;

    /// <summary>The question as it is asked first: short, because starting a long one takes longer than answering it.</summary>
    internal static readonly string Sql = Best($"around AS MATERIALIZED (({Near} {Crowd}) UNION ALL {Others})");

    /// <summary>
    /// Where there is a crowd: which of it the index over the cells brings up is chance, so those are left, and the index over squares gives each
    /// square's most urgent and longest waiting.
    /// </summary>
    internal static readonly string SqlOfCrowd = Best(
        $"""
        near AS MATERIALIZED ({Near} {Crowd}),
        cell AS MATERIALIZED (SELECT east, north FROM unnest(@easts, @norths) square(east, north) WHERE (SELECT count(*) FROM near) = {Crowd}),
        crowd AS MATERIALIZED (
            SELECT first.* FROM cell CROSS JOIN generate_series(0, {Enum.GetValues<Urgency>().Length - 1}) level(urgency) CROSS JOIN LATERAL (
                SELECT {Need} FROM need n
                WHERE {May} AND n.cell_east = cell.east AND n.cell_north = cell.north AND n.urgency = level.urgency
                ORDER BY n.posted_at, n.id LIMIT {OfEachSquare} + 2 * @pool / (SELECT count(*) FROM cell)) first),
        around AS MATERIALIZED (SELECT * FROM near WHERE NOT EXISTS (SELECT FROM cell) UNION ALL SELECT * FROM crowd UNION ALL {Others})
        """);

    /// <summary>
    /// The open parts worth scoring, in no order; a helper without a cell finds those of their area. <paramref name="wanted"/> is how many needs should fit:
    /// when fewer do, though there are more around, it looks deeper.
    /// </summary>
    public async Task<List<FoundPart>> FindAsync(
        HelperFacts helper, NpgsqlPoint? point, IReadOnlyDictionary<string, GivenKind> kinds, DateOnly today, DateTimeOffset now, Weights weights, Wanted wanted, CancellationToken ct)
    {
        // Whom every rule would refuse is asked nothing.
        if (helper.RestUntil >= today || helper.WeeklyCapacity == 0)
        {
            return [];
        }

        var looked = wanted.Needs + Spare;
        var found = await ReadAsync(looked, ofCrowd: false);

        // When nothing was found, nothing is known of what is around.
        var ofCrowd = found.Count == 0 || found[0].Around >= Crowd;
        found = found.Count > 0 && ofCrowd ? await ReadAsync(looked, ofCrowd) : found;
        foreach (var pool in Deeper.Where(pool => pool > looked))
        {
            var fitting = found.Where(f => HardRules.FirstBroken(new Pairing(helper, f.Row.Facts, f.Between, today)) is null).DistinctBy(f => f.Row.Facts.NeedId).Count();
            if (fitting >= wanted.Needs || (found.Count > 0 && found[0].Around < looked))
            {
                break;
            }

            (found, looked) = (await ReadAsync(pool, ofCrowd), pool);
        }

        if (!found.Exists(f => f.Priced))
        {
            return found;
        }

        var prices = await HelpPrices.ReadAsync(db, [helper.AreaId!.Value], ct);
        return found.ConvertAll(f => f with { Between = f.Between with { Price = prices.Of(helper, f.Row.Facts, today) } });

        async Task<List<FoundPart>> ReadAsync(int pool, bool ofCrowd)
        {
            var values = Values(helper, point, [.. kinds.Keys], today, now, weights, wanted with { Needs = pool }, ofCrowd);
            var read = (await db.ReadAsync(ofCrowd ? SqlOfCrowd : Sql, values, row => Read(row, kinds), ct)).DistinctBy(f => f.Row.Facts.PartId).ToList();
            var housemates = await SharedHomes.OfAsync(db, [.. read.Select(f => f.Row.Facts).Where(p => p.HomesApart).Select(p => p.PartId)], now, ct);
            return housemates.Count == 0 ? read : read.ConvertAll(f => f with { Between = f.Between with { HousemateIsOnIt = housemates.Contains((f.Row.Facts.PartId, helper.MemberId)) } });
        }
    }

    internal static NpgsqlParameter[] Values(
        HelperFacts helper, NpgsqlPoint? point, IReadOnlyCollection<string> kinds, DateOnly today, DateTimeOffset now, Weights weights, Wanted wanted, bool ofCrowd)
    {
        var reach = (double)(helper.Radius + HardRules.HalfCellDiagonal);
        var cells = ofCrowd && point is { } from ? Cell.Around(from, reach).ToArray() : [];
        NpgsqlParameter[] squares = !ofCrowd ? [] :
        [
            new("easts", NpgsqlDbType.Array | NpgsqlDbType.Integer) { Value = Array.ConvertAll(cells, cell => cell.East) },
            new("norths", NpgsqlDbType.Array | NpgsqlDbType.Integer) { Value = Array.ConvertAll(cells, cell => cell.North) },
        ];
        return
        [
            .. squares,
            new("point", NpgsqlDbType.Point) { Value = (object?)point ?? DBNull.Value },
            new("reach", NpgsqlDbType.Double) { Value = reach },
            new("radius", NpgsqlDbType.Integer) { Value = helper.Radius },
            new("helper", NpgsqlDbType.Uuid) { Value = helper.MemberId },
            new("area", NpgsqlDbType.Uuid) { Value = (object?)helper.AreaId ?? DBNull.Value },
            new("kinds", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = kinds.ToArray() },
            new("languages", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = helper.Languages.ToArray() },
            new("hours", NpgsqlDbType.Bit) { Value = helper.Hours.ToBits() },
            new("priorities", NpgsqlDbType.Array | NpgsqlDbType.Integer) { Value = Enum.GetValues<Urgency>().Order().Select(urgency => wanted.NearestFirst ? 0 : NeedPriority.Base(urgency)).ToArray() },
            new("weight", NpgsqlDbType.Double) { Value = wanted.NearestFirst ? 1 : weights.Of(MatchFeature.Nearness) / 100.0 },
            new("now", NpgsqlDbType.TimestampTz) { Value = now },
            new("today", NpgsqlDbType.Date) { Value = today },
            new("limited", NpgsqlDbType.Boolean) { Value = helper.MostADay is not null },
            new("week", NpgsqlDbType.Date) { Value = PartTime.Whenever.WeekOf(today) },
            new("carried", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = Carried.States },
            new("pool", NpgsqlDbType.Integer) { Value = wanted.Needs },
        ];
    }

    // Of the needs around, the parts of those that matter most, each with what there is between the helper and its asker.
    private static string Best(string around) =>
        $"""
        WITH {around},
        mine AS MATERIALIZED (SELECT c.id, c.need_id, c.part_id, c.week_of, c.state, c.helper_again, c.asker_again FROM claim c WHERE c.helper_id = @helper),
        past AS MATERIALIZED (
            SELECT n.asker_id, count(*) FILTER (WHERE mine.helper_again AND mine.asker_again) AS done, min(mine.week_of) FILTER (WHERE mine.helper_again AND mine.asker_again) AS since,
                   coalesce(bool_or(NOT mine.helper_again OR NOT mine.asker_again), false) AS apart
            FROM mine JOIN need n ON n.id = mine.need_id WHERE mine.helper_again IS NOT NULL OR mine.asker_again IS NOT NULL GROUP BY n.asker_id),
        held AS MATERIALIZED (
            SELECT week_of, count(*) AS pieces FROM mine WHERE week_of >= @week AND state = ANY(@carried) GROUP BY week_of),
        days AS MATERIALIZED (
            SELECT {HeldDays.Day} AS day, count(*) AS pieces FROM mine c {HeldDays.Joined} WHERE @limited AND {HeldDays.Promised("@today")} GROUP BY 1)
        SELECT p.id, p.need_id, n.asker_id, n.languages, p."when", p.day, p.start, p."end", n.point, n.area_id, n.wider_by, p.kind_id, n.urgency, n.posted_at,
               held.pieces, past.done, past.since, coalesce(past.apart, false) OR n.asker_id = ANY(blocked.ids),
               p.id IN (SELECT part_id FROM mine), (SELECT count(*) FROM around), EXISTS (SELECT FROM help_price price WHERE price.area_id = @area), p.helpers_wanted, days.pieces
        FROM (
            SELECT * FROM around
            ORDER BY @priorities[urgency + 1] * (1 + least(date_part('epoch', @now - posted_at) / 604800, 2)) + @weight * coalesce(greatest(0, 400 - 400 * (point <-> @point) / greatest(@radius, 1)), 200) DESC, posted_at, id
            LIMIT @pool) n
        JOIN need_part p ON p.need_id = n.id AND p.state = 'Open' AND p.helpers_agreed < p.helpers_wanted AND p.kind_id = ANY(@kinds) AND (p.hours & @hours) <> 0::bit(168)
        CROSS JOIN (SELECT ARRAY(SELECT other_id FROM block WHERE member_id = @helper UNION ALL SELECT member_id FROM block WHERE other_id = @helper) AS ids) blocked
        LEFT JOIN past ON past.asker_id = n.asker_id
        LEFT JOIN days ON p."when" = 'OnDay' AND p.day >= @today AND days.day = p.day
        LEFT JOIN held ON held.week_of = CASE WHEN p."when" = 'OnDay' THEN date_trunc('week', p.day::timestamp)::date ELSE @week END
        """;

    private static FoundPart Read(NpgsqlDataReader row, IReadOnlyDictionary<string, GivenKind> kinds)
    {
        var point = row.IsDBNull(8) ? (NpgsqlPoint?)null : row.GetFieldValue<NpgsqlPoint>(8);
        var done = row.IsDBNull(15) ? 0 : (int)row.GetInt64(15);
        var kindId = row.GetString(11);
        var kind = kinds[kindId];
        return new FoundPart(
            new PartRow(
                new PartFacts
                {
                    PartId = row.GetGuid(0),
                    NeedId = row.GetGuid(1),
                    AskerId = row.GetGuid(2),
                    Kind = kind.Number,
                    LowestVetting = kind.LowestVetting,
                    Languages = [.. row.GetFieldValue<string[]>(3)],
                    Time = new PartTime(
                        Enum.Parse<PartWhen>(row.GetString(4)), row.IsDBNull(5) ? null : row.GetFieldValue<DateOnly>(5), row.IsDBNull(6) ? null : row.GetFieldValue<TimeOnly>(6),
                        row.IsDBNull(7) ? null : row.GetFieldValue<TimeOnly>(7)),
                    Cell = MatchFacts.CellOf(point),
                    AreaId = row.IsDBNull(9) ? null : row.GetGuid(9),
                    WiderBy = row.GetInt32(10),
                    HomesApart = kind.InPairs && row.GetInt16(21) > 1,
                },
                point,
                kindId,
                (Urgency)row.GetInt16(12),
                row.GetFieldValue<DateTimeOffset>(13),
                true),
            new BetweenFacts
            {
                HeldThatWeek = row.IsDBNull(14) ? 0 : (int)row.GetInt64(14),
                HeldThatDay = row.IsDBNull(22) ? 0 : (int)row.GetInt64(22),
                DoneTogether = done,
                TogetherSince = done == 0 ? null : row.GetFieldValue<DateOnly>(16),
                Blocked = row.GetBoolean(17),
                AskedBefore = row.GetBoolean(18),
            },
            (int)row.GetInt64(19),
            row.GetBoolean(20));
    }
}
