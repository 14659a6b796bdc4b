using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Matching.Weekly;
using Npgsql;

namespace MutualAid.Bench.Matching;

/// <summary>
/// <c>./measure matching-end-to-end</c>: from the press of the button to the last row kept. A town in the database is read, planned, proven,
/// put beside what people do without a plan, and its rows are written.
/// </summary>
public static class EndToEndMeasurement
{
    private static readonly (int Needs, int Helpers, double Ceiling)[] Towns = [(20_000, 40_000, 10_000), (10_000, 12_000, 3_000), (2_000, 2_000, 300)];

    public static async Task<bool> RunAsync(Workbench bench, CancellationToken ct)
    {
        var table = new RatioTable(bench.Output);
        foreach (var (needs, helpers, ceiling) in Towns)
        {
            var connection = await bench.DatabaseAsync($"plan_{needs}", ct);
            var services = new ServiceCollection();
            services.AddLogging();
            services.AddMutualAidCore(connection, Path.Combine(bench.Folder, "keys"));
            services.AddCoreIdentity();
            await using var all = services.BuildServiceProvider();
            await using (var scope = all.CreateAsyncScope())
            {
                await scope.ServiceProvider.GetRequiredService<DatabaseSetup>().PrepareAsync(ct);
            }

            await PlannedTown.FillAsync(connection, needs, helpers, ct);
            var plan = await MakeAsync(all, ct);
            var memory = Process.GetCurrentProcess().PeakWorkingSet64 / 1_048_576.0;
            var best = double.PositiveInfinity;
            for (var run = 0; run < 3 + (10_000 / needs); run++)
            {
                var watch = Stopwatch.StartNew();
                plan = await MakeAsync(all, ct);
                best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
            }

            table.Head($"{needs:#,0} needs, {helpers:#,0} helpers, {plan.Figures!.Options:#,0} options, {plan.Figures.Plan.Filled:#,0} filled");
            table.Ceiling("from the press to the last row kept", best, ceiling, "ms");
            table.Row("plan / lower bound", plan.Cost, plan.LowerBound, 1, "points");
            table.Row("weighted unmet: plan / nearest first", plan.Figures.Plan.Unmet, plan.Figures.Nearest.Unmet, 1, "points");
            table.Row("weighted unmet: plan / first come", plan.Figures.Plan.Unmet, plan.Figures.FirstCome.Unmet, 1, "points");
            if (needs > 10_000)
            {
                // The largest comes first, so that the peak is that of one town and one plan.
                table.Ceiling("memory of the process, one plan made", memory, 400, "MB");
            }
        }

        return table.Met;
    }

    private static async Task<WeekPlan> MakeAsync(ServiceProvider all, CancellationToken ct)
    {
        await using var scope = all.CreateAsyncScope();
        var planId = (await scope.ServiceProvider.GetRequiredService<WeekPlanService>().StartAsync(Actor.Operator, WeekPlan.MostDays, ct)).Value;
        await all.GetRequiredService<PlanMaker>().MakeAsync(planId, null, ct);
        var plan = await scope.ServiceProvider.GetRequiredService<MutualAidDb>().WeekPlans.AsNoTracking().SingleAsync(p => p.Id == planId, ct);
        return plan.State == WeekPlanState.Ready ? plan : throw new InvalidOperationException($"The plan ended as {plan.State}: {plan.Why}");
    }
}

/// <summary>A town in the database as wide as a real one of its size: helpers with one to four kinds, some quarters of the week, and a reach.</summary>
public static class PlannedTown
{
    private const int Kinds = 12;

    public static async Task FillAsync(string connectionString, int needs, int helpers, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        var squares = (int)Math.Ceiling(1.5 * Math.Sqrt(Math.Max(needs, helpers) / 100.0));
        await RunAsync(connection, "SELECT setseed(0.001)", ct);
        await RunAsync(
            connection,
            $"""
            WITH one AS (
                INSERT INTO member (id, name, languages, area_id, reach_by, safe_contact, patch, patch_tone, joined_at)
                SELECT gen_random_uuid(), 'Neighbour ' || n, CASE WHEN n % 6 = 0 THEN ARRAY['es', 'en'] WHEN n % 11 = 0 THEN ARRAY['ar', 'en'] ELSE ARRAY['en'] END,
                       null, 'Text', 0, 1 + n % 8, 1 + n % 6, now() - interval '90 days'
                FROM generate_series(1, $1) n
                RETURNING id)
            INSERT INTO helper_profile (member_id, kinds, hours, radius, weekly_capacity, most_a_day, vetting, checked_until, point, active, started_at)
            SELECT one.id,
                   (1::bigint << floor(random() * {Kinds})::int) | (1::bigint << floor(random() * {Kinds})::int),
                   (SELECT string_agg(CASE WHEN q % 4 <> 0 AND random() < 0.22 AND one.id IS NOT NULL THEN '111111' ELSE '000000' END, '' ORDER BY q) FROM generate_series(0, 27) q)::bit(168),
                   1000 + 500 * floor(random() * 9)::int, 1 + floor(random() * random() * 4)::int, CASE WHEN random() < 0.25 THEN 1 END, 'Checked', date '2100-01-01',
                   point(floor(random() * {squares}) * 1000 + 500, floor(random() * {squares}) * 1000 + 500), true, now() - interval '90 days'
            FROM one
            """,
            ct,
            helpers);
        await RunAsync(
            connection,
            $"""
            WITH asker AS (
                INSERT INTO member (id, name, languages, area_id, reach_by, safe_contact, patch, patch_tone, joined_at)
                SELECT gen_random_uuid(), 'Asker ' || n, ARRAY['en'], null, 'Text', 0, 1, 1, now() - interval '60 days'
                FROM generate_series(1, $1 / 2) n
                RETURNING id),
            numbered AS (SELECT id, row_number() OVER () AS n FROM asker),
            kinds AS (SELECT id, number FROM help_kind WHERE number < {Kinds}),
            need_rows AS (
                INSERT INTO need (id, reference, status_key_hash, asker_id, kind_id, words, urgency, languages, area_id, point, choice, channel, state,
                                  looking, parts_wanted, parts_open, posted_at)
                SELECT gen_random_uuid(), 'P' || lpad(upper(to_hex(i)), 7, '0'), decode(md5('a' || i) || md5('b' || i), 'hex'),
                       numbered.id, kinds.id, 'Number ' || i, (ARRAY[0, 0, 1, 1, 1, 2, 3])[1 + floor(random() * 7)::int],
                       CASE WHEN i % 8 = 0 THEN ARRAY['es'] WHEN i % 17 = 0 THEN ARRAY['ar'] ELSE ARRAY['en'] END, null,
                       point(floor(random() * {squares}) * 1000 + 500, floor(random() * {squares}) * 1000 + 500), 'FirstIsFine', 'Web', 'Open', true, 1, 1,
                       now() - random() * interval '14 days'
                FROM generate_series(1, $1) AS town(i)
                JOIN numbered ON numbered.n = 1 + i % ($1 / 2)
                JOIN kinds ON kinds.number = i % {Kinds}
                RETURNING id, kind_id)
            INSERT INTO need_part (id, need_id, kind_id, what, "when", day, start, hours, helpers_wanted, helpers_agreed, state, position)
            SELECT gen_random_uuid(), id, kind_id, null, CASE WHEN dated THEN 'OnDay' ELSE 'Whenever' END,
                   CASE WHEN dated THEN current_date + floor(random() * 7)::int END, CASE WHEN dated THEN make_time(6 + floor(random() * 15)::int, 0, 0) END,
                   ~ B'0'::bit(168), 1, 0, 'Open', 0
            FROM (SELECT *, random() < 0.6 AS dated FROM need_rows) r
            """,
            ct,
            needs);
        await connection.TidyAsync(ct);
    }

#pragma warning disable CA2100 // Every text is a literal above, with whole numbers of our own in it.
    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await command.ExecuteNonQueryAsync(ct);
    }
#pragma warning restore CA2100
}
