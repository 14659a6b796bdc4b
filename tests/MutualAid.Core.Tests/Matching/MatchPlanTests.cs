using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using MutualAid.Bench;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Matching;
using MutualAid.Core.Places;
using MutualAid.TestKit;
using Npgsql;
using NpgsqlTypes;
using Xunit;

namespace MutualAid.Core.Tests.Matching;

/// <summary>In a crowded town the index is used, and what is read stays bounded. A plan that drops the index is 80 times slower and returns the same rows, so only the plan can tell.</summary>
public sealed partial class MatchPlanTests(CrowdOfTwentyThousand crowd) : IClassFixture<CrowdOfTwentyThousand>
{
    private const int Crowd = CrowdOfTwentyThousand.Size;
    private const int MostCommands = 12;

    private readonly TestDatabase database = crowd.Town;
    private readonly MutualAidDb db = crowd.Db;

    [Theory]
    [InlineData("force_custom_plan")]
    [InlineData("force_generic_plan")]
    public async Task Helpers_for_a_need_come_from_the_index_over_their_cells_in_one_bounded_read(string planning)
    {
        var needId = await db.Needs.Where(n => n.KindId == "groceries").OrderBy(n => n.Reference).Select(n => n.Id).FirstAsync();
        var part = (await new MatchFacts(db).PartsAsync([needId], default)).Single();

        var plan = await PlanAsync(planning, HelperSearch.Sql, HelperSearch.Values(part.Facts, part.Point, null, Today, DateTimeOffset.UtcNow, Weights.Default, (HelperSearch.Pool, HelperSearch.Window, 0)));

        plan.Should().Contain("helper_active_near").And.Contain("helper_active_reach").And.NotContain("Seq Scan on helper_profile").And.NotContain("Seq Scan on member");
        MostRows(plan).Should().BeLessThan(Crowd / 2, "a crowded town is answered from the cells nearby:\n" + plan);
    }

    [Theory]
    [InlineData("force_custom_plan")]
    [InlineData("force_generic_plan")]
    public async Task Needs_for_a_helper_come_from_the_index_over_their_cells_in_one_bounded_read(string planning)
    {
        // The town's ids differ from run to run; somebody who shares no language with any need would be shown none.
        var helperId = await db.HelperProfiles.Where(p => p.Radius == 5_000 && db.Members.Any(m => m.Id == p.MemberId && m.Languages.Contains("en")))
            .OrderBy(p => p.MemberId).Select(p => p.MemberId).FirstAsync();
        var helper = (await new MatchFacts(db).HelpersAsync([helperId], Today, DateTimeOffset.UtcNow, default)).Single();

        foreach (var ofCrowd in new[] { false, true })
        {
            var sql = ofCrowd ? NeedSearch.SqlOfCrowd : NeedSearch.Sql;
            var plan = await PlanAsync(planning, sql, NeedSearch.Values(helper.Facts, helper.Point, ["groceries", "ride"], Today, DateTimeOffset.UtcNow, Weights.Default, new Wanted(40), ofCrowd));

            plan.Should().Contain("Index Only Scan using need_looking_near").And.NotContain("Seq Scan on need");
            MostRows(plan).Should().BeLessThan(Crowd / 2, "a crowded town is answered from the cells nearby:\n" + plan);
        }
    }

    [Fact]
    public async Task A_page_of_suggestions_asks_a_bounded_number_of_questions_and_each_finds_ten()
    {
        var counter = new Counter();
        var options = new DbContextOptionsBuilder<MutualAidDb>();
        CoreServices.Use(options, database.ConnectionString).AddInterceptors(counter);
        await using var counted = new MutualAidDb(options.Options);
        var matching = new MatchQueries(counted, new NetworkQueries(counted), TimeProvider.System);
        var needId = await db.Needs.Where(n => n.KindId == "groceries").OrderBy(n => n.Reference).Select(n => n.Id).FirstAsync();
        var helperId = await db.HelperProfiles.Where(p => p.Radius == 5_000 && db.Members.Any(m => m.Id == p.MemberId && m.Languages.Contains("en")))
            .OrderBy(p => p.MemberId).Select(p => p.MemberId).FirstAsync();

        (await matching.HelpersForAsync(Actor.Operator, needId, null, 10)).Value.Helpers.Should().HaveCount(10);
        counter.Commands.Should().BeLessThanOrEqualTo(MostCommands);
        counter.Commands = 0;

        (await matching.NeedsForAsync(new Actor { MemberId = helperId }, 10)).Should().HaveCount(10);
        counter.Commands.Should().BeLessThanOrEqualTo(MostCommands);
    }

    private static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow);

    // The most rows that any step of the plan brought up.
    private static int MostRows(string plan) => Rows().Matches(plan).Max(step => int.Parse(step.Groups[1].Value));

    [GeneratedRegex(@"actual time=\S+ rows=(\d+)")]
    private static partial Regex Rows();

    // As the connection keeps it: prepared with its types, then run either for these values or for any.
    private async Task<string> PlanAsync(string planning, string sql, NpgsqlParameter[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            sql = Regex.Replace(sql, $@"@{values[i].ParameterName}\b", $"${i + 1}");
        }

        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await RunAsync("DEALLOCATE ALL");
        await RunAsync($"SET plan_cache_mode = {planning}");
        await RunAsync($"PREPARE asked({string.Join(", ", values.Select(TypeOf))}) AS {sql}");
        var lines = new List<string>();
#pragma warning disable CA2100 // The text is the query's own.
        await using var explain = new NpgsqlCommand($"EXPLAIN (ANALYZE, BUFFERS) EXECUTE asked({string.Join(", ", values.Select(v => Literal(v.Value)))})", connection);
        await using var reader = await explain.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(0));
        }

        return string.Join('\n', lines);

        async Task RunAsync(string text)
        {
            await using var command = new NpgsqlCommand(text, connection);
            await command.ExecuteNonQueryAsync();
        }
#pragma warning restore CA2100
    }

    private static string TypeOf(NpgsqlParameter value) => value.NpgsqlDbType switch
    {
        NpgsqlDbType.Bit => "bit(168)",
        NpgsqlDbType.Double => "float8",
        NpgsqlDbType.TimestampTz => "timestamptz",
        var type when type < 0 => (type & ~NpgsqlDbType.Array) == NpgsqlDbType.Double ? "float8[]" : (type & ~NpgsqlDbType.Array) + "[]",
        var type => type.ToString(),
    };

    private static string Literal(object? value) => value switch
    {
        null or DBNull => "null",
        NpgsqlPoint point => $"'{point}'",
        System.Collections.BitArray bits => $"'{string.Concat(bits.Cast<bool>().Select(bit => bit ? '1' : '0'))}'",
        string[] or int[] or double[] => $"'{{{string.Join(',', ((Array)value).Cast<object>().Select(Plain))}}}'",
        _ => $"'{Plain(value)}'",
    };

    private static string? Plain(object? value) => value is DateOnly day ? day.ToString("yyyy-MM-dd") : value is DateTimeOffset at ? at.ToString("O") : Convert.ToString(value, CultureInfo.InvariantCulture);

    private sealed class Counter : DbCommandInterceptor
    {
        public int Commands { get; set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Commands++;
            return new(result);
        }
    }
}

/// <summary>A town of so many needs and helpers, made once for the tests that only read it.</summary>
public sealed class CrowdOfTwentyThousand : DatabaseTest
{
    public const int Size = 20_000;

    internal MutualAidDb Db { get; private set; } = null!;

    internal TestDatabase Town => Database;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await CrowdedTown.FillAsync(Database.ConnectionString, Size, Size);
        Db = Database.Context();
    }

    public override async Task DisposeAsync()
    {
        await Db.DisposeAsync();
        await base.DisposeAsync();
    }
}
