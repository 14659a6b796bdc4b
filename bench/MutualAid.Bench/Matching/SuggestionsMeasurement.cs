using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using MutualAid.Bench.Sites;
using MutualAid.Core;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Matching;
using MutualAid.Core.Members;
using MutualAid.Core.Places;
using Npgsql;
using NpgsqlTypes;

namespace MutualAid.Bench.Matching;

/// <summary>
/// <c>./measure suggestions</c>: the best helpers for a need and the best needs for a helper in a large network, for needs and helpers picked by chance,
/// in turns with a row read by its primary key, and compared with a full sum over everybody.
/// </summary>
public static class SuggestionsMeasurement
{
    private const int Rounds = 1_500;
    private const int Warm = 200;
    private const int Compared = 200;
    private const int Top = 10;

    public static async Task<bool> RunAsync(Workbench bench, CancellationToken ct)
    {
        var connectionString = await bench.DatabaseAsync("suggestions", ct);
        await using (await TownServices.PrepareAsync(connectionString, Path.Combine(bench.Folder, "keys"), ct))
        {
            var filling = Stopwatch.StartNew();
            await LargeNetwork.FillAsync(connectionString, NetworkSize.Large, Workbench.Seed, ct);
            await bench.Output.WriteLineAsync($"{NetworkSize.Large}, filled in {filling.Elapsed.TotalSeconds:0} s");
        }

        return await MeasureAsync(connectionString, bench.Output, ct);
    }

    /// <summary>Measures a network that is filled already.</summary>
    public static async Task<bool> MeasureAsync(string connectionString, TextWriter output, CancellationToken ct)
    {
        var options = new DbContextOptionsBuilder<MutualAidDb>();
        // As the product opens it (AppDatabase): a statement is not compiled, which takes longer than any answer.
        CoreServices.Use(options, new NpgsqlConnectionStringBuilder(connectionString) { Options = "-c jit=off" }.ConnectionString);
        await using var db = new MutualAidDb(options.Options);
        var asking = new Asking(db, DateTimeOffset.UtcNow);
        var needs = await db.Database.SqlQuery<Guid>($"""SELECT id AS "Value" FROM need WHERE looking ORDER BY md5(id::text) LIMIT {Rounds + Warm}""").ToListAsync(ct);
        var helpers = await db.Database.SqlQuery<Guid>(
            $"""SELECT member_id AS "Value" FROM helper_profile WHERE active AND weekly_capacity > 0 ORDER BY md5(member_id::text) LIMIT {Rounds + Warm}""").ToListAsync(ct);
        var (ofProbe, ofHelpers, ofNeeds, ofDesk, ofBoard) = (new Times(), new Times(), new Times(), new Times(), new Times());

        // In turns, so that a busy moment of the machine falls on all of them alike, and on one connection that stays open.
        await db.Database.OpenConnectionAsync(ct);
        for (var i = 0; i < Rounds + Warm; i++)
        {
            var (part, helper) = ((await asking.Facts.PartsAsync([needs[i]], ct))[0], (await asking.Facts.HelpersAsync([helpers[i]], asking.Today, DateTimeOffset.UtcNow, ct))[0]);
            var kinds = await asking.KindsAsync(helper, ct);
            await ofProbe.AddAsync(i >= Warm, () => asking.ProbeAsync(helpers[i], ct));
            await ofHelpers.AddAsync(i >= Warm, () => asking.HelpersAsync(part, ct));
            await ofProbe.AddAsync(i >= Warm, () => asking.ProbeAsync(part.Facts.AskerId, ct));
            await ofNeeds.AddAsync(i >= Warm, () => asking.NeedsAsync(helper, kinds, ct));
            if (i % 5 == 0)
            {
                var whole = new MatchQueries(db, new NetworkQueries(db), TimeProvider.System);
                await ofDesk.AddAsync(i >= Warm, () => whole.HelpersForAsync(Actor.Operator, needs[i], null, Top, ct));
                await ofBoard.AddAsync(i >= Warm, () => whole.NeedsForAsync(new Actor { MemberId = helpers[i] }, Top, ct));
            }
        }

        var table = new RatioTable(output);
        table.Head($"{Rounds:#,0} of each, in turns");
        table.Row("helpers for a need, p50 / key probe", ofHelpers.At(50), ofProbe.At(50), 30);
        table.Row("needs for a helper, p50 / key probe", ofNeeds.At(50), ofProbe.At(50), 8);
        table.Ceiling("helpers for a need, p99", ofHelpers.At(99), 10, "ms");
        table.Ceiling("needs for a helper, p99", ofNeeds.At(99), 10, "ms");
        await output.WriteLineAsync(FormattableString.Invariant(
            $"key probe p99 {ofProbe.At(99):0.00} ms; helpers p90 {ofHelpers.At(90):0.00} ms, needs p90 {ofNeeds.At(90):0.00} ms"));
        await output.WriteLineAsync(FormattableString.Invariant(
            $"with everything a page shows beside it: desk p50 {ofDesk.At(50):0.0} p99 {ofDesk.At(99):0.0} ms, board p50 {ofBoard.At(50):0.0} p99 {ofBoard.At(99):0.0} ms"));

        var (ofPart, ofHelper) = (0.0, 0.0);
        for (var i = 0; i < Compared; i++)
        {
            ofPart += await asking.HelperRecallAsync((await asking.Facts.PartsAsync([needs[i]], ct))[0], ct);
            ofHelper += await asking.NeedRecallAsync((await asking.Facts.HelpersAsync([helpers[i]], asking.Today, DateTimeOffset.UtcNow, ct))[0], ct);
        }

        table.Head($"first {Top} beside a full sum over everybody, {Compared} of each");
        table.Row("helpers for a need, found / best", ofPart, Compared, 0.98, "", atLeast: true);
        table.Row("needs for a helper, found / best", ofHelper, Compared, 0.98, "", atLeast: true);
        return table.Met;
    }

    /// <summary>How long something took, many times.</summary>
    private sealed class Times
    {
        private readonly List<double> all = [];

        public async Task AddAsync(bool counts, Func<Task> work)
        {
            var watch = Stopwatch.StartNew();
            await work();
            if (counts)
            {
                all.Add(watch.Elapsed.TotalMilliseconds);
            }
        }

        public double At(int percent)
        {
            all.Sort();
            return all[Math.Min(all.Count * percent / 100, all.Count - 1)];
        }
    }

    /// <summary>The questions, each as the product asks it, and the same by a full sum.</summary>
    private sealed class Asking(MutualAidDb db, DateTimeOffset now)
    {
        private readonly HelperSearch helperSearch = new(db);
        private readonly NeedSearch needSearch = new(db);
        private Dictionary<string, (short Number, Vetting Lowest, bool InPairs)>? kindsById;

        public MatchFacts Facts { get; } = new(db);

        public DateOnly Today { get; } = DateOnly.FromDateTime(now.UtcDateTime);

        public Task ProbeAsync(Guid id, CancellationToken ct) =>
            db.ReadAsync("SELECT name, area_id, joined_at FROM member WHERE id = $1", [new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Uuid, Value = id }], row => row.GetString(0), ct);

        public async Task<List<int>> HelpersAsync(PartRow part, CancellationToken ct)
        {
            var areaPoint = await helperSearch.AreaPointAsync(part, ct);
            var found = await helperSearch.FindAsync(part.Facts, part.Point, areaPoint, Today, now, Weights.Default, Top, ct);
            return Best(found.Select(f => new Pairing(f.Row.Facts, part.Facts, f.Between, Today)));
        }

        public async Task<List<long>> NeedsAsync(HelperRow helper, Dictionary<string, GivenKind> kinds, CancellationToken ct) =>
            BestNeeds((await needSearch.FindAsync(helper.Facts, helper.Point, kinds, Today, now, Weights.Default, new Wanted(Top), ct))
                .Select(f => (f.Row, new Pairing(helper.Facts, f.Row.Facts, f.Between, Today))));

        public async Task<double> HelperRecallAsync(PartRow part, CancellationToken ct)
        {
            var reach = HelperSearch.Furthest(part.Facts);
            var everybody = await db.Database.SqlQuery<Guid>(
                $"""
                SELECT h.member_id AS "Value" FROM helper_profile h JOIN member m ON m.id = h.member_id
                WHERE h.active AND (h.kinds & {1L << part.Facts.Kind}) <> 0
                  AND CASE WHEN {part.Point is null} THEN m.area_id = {part.Facts.AreaId} ELSE h.point <@ circle({part.Point ?? default}, {reach}) END
                """).ToListAsync(ct);
            var rows = await Facts.HelpersAsync(everybody, Today, now, ct);
            var between = await Facts.BetweenAsync(everybody, [part.Facts], Today, now, ct);
            return Recall(await HelpersAsync(part, ct), Best(rows.Select(h => new Pairing(h.Facts, part.Facts, between(h.Facts, part.Facts), Today))));
        }

        public async Task<double> NeedRecallAsync(HelperRow helper, CancellationToken ct)
        {
            var kinds = await KindsAsync(helper, ct);
            var reach = (double)(helper.Facts.Radius + HardRules.HalfCellDiagonal);
            var all = await db.Database.SqlQuery<Guid>(
                $"""SELECT id AS "Value" FROM need WHERE looking AND (point <@ circle({helper.Point ?? default}, {reach}) OR (point IS NULL AND area_id = {helper.Facts.AreaId}))""").ToListAsync(ct);
            var parts = (await Facts.PartsAsync(all, ct)).Where(p => p.IsOpen).ToList();
            var between = await Facts.BetweenAsync([helper.Facts.MemberId], [.. parts.Select(p => p.Facts)], Today, now, ct);
            return Recall(
                await NeedsAsync(helper, kinds, ct),
                BestNeeds(parts.Select(p => (p, new Pairing(helper.Facts, p.Facts, between(helper.Facts, p.Facts), Today)))));
        }

        public async Task<Dictionary<string, GivenKind>> KindsAsync(HelperRow helper, CancellationToken ct)
        {
            kindsById ??= await db.HelpKinds.ToDictionaryAsync(k => k.Id, k => (k.Number, k.LowestVetting, k.FirstVisitInPairs), ct);
            var level = helper.Facts.Vetting.On(helper.Facts.CheckedUntil, Today);
            return kindsById.Where(k => (helper.Facts.Kinds & (1L << k.Value.Number)) != 0 && k.Value.Lowest <= level).ToDictionary(k => k.Key, k => new GivenKind(k.Value.Number, k.Value.Lowest, k.Value.InPairs));
        }

        private static List<int> Best(IEnumerable<Pairing> pairings) =>
            [.. MatchRanking.Of(pairings, Weights.Default).Fitting.Take(Top).Select(f => (MatchReasons.AboutHelper(f.Pairing, f.Score), f.Score.Total).Total)];

        private List<long> BestNeeds(IEnumerable<(PartRow Row, Pairing Pairing)> pairs)
        {
            var rows = pairs.ToDictionary(p => p.Row.Facts.PartId, p => p.Row);
            return
            [
                .. MatchRanking.Of(pairs.Select(p => p.Pairing), Weights.Default).Fitting.DistinctBy(f => f.Pairing.Part.NeedId)
                    .Select(f => (long)NeedPriority.Of(rows[f.Pairing.Part.PartId].Urgency, now - rows[f.Pairing.Part.PartId].PostedAt) + f.Score.Total).OrderDescending().Take(Top),
            ];
        }

        // Of the best ten (fewer where fewer may be asked) how many places are held by somebody as good: equals count as equals.
        private static double Recall<T>(List<T> found, List<T> best)
            where T : IComparable<T> =>
            best.Count == 0 ? 1 : (double)found.Take(best.Count).Count(points => points.CompareTo(best[^1]) >= 0) / best.Count;
    }
}
