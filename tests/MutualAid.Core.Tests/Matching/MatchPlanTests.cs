using System.Data.Common;
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
using Xunit;

namespace MutualAid.Core.Tests.Matching;

/// <summary>In a crowded town the index is used, and what is read stays bounded. A plan that drops the index is 80 times slower and returns the same rows, so only the plan can tell.</summary>
public sealed partial class MatchPlanTests : DatabaseTest
{
    private const int Crowd = 20_000;
    private const int MostCommands = 12;

    private readonly PlanReader plans = new();
    private MutualAidDb db = null!;
    private MatchQueries matching = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await CrowdedTown.FillAsync(Database.ConnectionString, Crowd, Crowd);
        var options = new DbContextOptionsBuilder<MutualAidDb>();
        CoreServices.Use(options, Database.ConnectionString).AddInterceptors(plans);
        db = new MutualAidDb(options.Options);
        matching = new MatchQueries(db, new NetworkQueries(db), TimeProvider.System);
    }

    public override async Task DisposeAsync()
    {
        await db.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Helpers_for_a_need_come_from_the_index_over_their_cells_in_a_bounded_number_of_reads()
    {
        var needId = await db.Needs.Where(n => n.KindId == "groceries").OrderBy(n => n.Reference).Select(n => n.Id).FirstAsync();
        plans.Start();

        var found = await matching.HelpersForAsync(Actor.Operator, needId, null, 10);

        found.Value.Helpers.Should().HaveCount(10);
        plans.Narrowing.Should().NotBeEmpty().And.OnlyContain(plan => plan.Contains("helper_active_near") && !plan.Contains("Seq Scan on helper_profile"));
        plans.Commands.Should().BeLessThanOrEqualTo(MostCommands);
        plans.MostRows.Should().BeLessThan(Crowd / 2, "a crowded town is answered from the cells nearby");
    }

    [Fact]
    public async Task Needs_for_a_helper_come_from_the_index_over_their_cells_in_a_bounded_number_of_reads()
    {
        // The town's ids differ from run to run; somebody who shares no language with any need would be shown none.
        var helperId = await db.HelperProfiles.Where(p => p.Radius == 5_000 && db.Members.Any(m => m.Id == p.MemberId && m.Languages.Contains("en")))
            .OrderBy(p => p.MemberId).Select(p => p.MemberId).FirstAsync();
        plans.Start();

        var found = await matching.NeedsForAsync(new Actor { MemberId = helperId }, 10);

        found.Should().HaveCount(10);
        plans.Narrowing.Should().Contain(plan => plan.Contains("need_looking_near")).And.NotContain(plan => plan.Contains("Seq Scan on need "));
        plans.Commands.Should().BeLessThanOrEqualTo(MostCommands);
        plans.MostRows.Should().BeLessThan(Crowd / 2, "a crowded town is answered from the cells nearby");
    }

    /// <summary>Asks the database for the plan of every narrowing query, with the very values it ran with.</summary>
    private sealed partial class PlanReader : DbCommandInterceptor
    {
        private bool started;

        public List<string> Narrowing { get; } = [];

        public int Commands { get; private set; }

        /// <summary>The most rows that any step of any of these plans brought up.</summary>
        public int MostRows => Narrowing.SelectMany(plan => Rows().Matches(plan)).Max(step => int.Parse(step.Groups[1].Value));

        public void Start() => started = true;

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (started)
            {
                Commands++;
                if (command.CommandText.Contains("<@ circle(", StringComparison.Ordinal))
                {
                    Narrowing.Add(await PlanAsync(command, cancellationToken));
                }
            }

            return result;
        }

        [GeneratedRegex(@"actual time=\S+ rows=(\d+)")]
        private static partial Regex Rows();

#pragma warning disable CA2100 // The text is the query's own.
        private static async Task<string> PlanAsync(DbCommand command, CancellationToken ct)
        {
            await using var explain = new NpgsqlCommand("EXPLAIN (ANALYZE, BUFFERS) " + command.CommandText, (NpgsqlConnection)command.Connection!);
            foreach (NpgsqlParameter parameter in command.Parameters)
            {
                explain.Parameters.Add(parameter.Clone());
            }

            var lines = new List<string>();
            await using var reader = await explain.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                lines.Add(reader.GetString(0));
            }

            return string.Join('\n', lines);
        }
#pragma warning restore CA2100
    }
}
