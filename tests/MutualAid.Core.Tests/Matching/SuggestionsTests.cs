using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Bench;
using MutualAid.Core.Data;
using MutualAid.Core.Matching;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Matching;

/// <summary>What one narrow question brings up, beside a full sum over everybody.</summary>
public sealed class SuggestionsTests : DatabaseTest
{
    private const int Top = 10;
    private MutualAidDb db = null!;
    private MatchFacts facts = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        db = Database.Context();
        facts = new MatchFacts(db);
    }

    public override async Task DisposeAsync()
    {
        await db.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task The_ten_best_helpers_are_those_of_a_full_sum()
    {
        await CrowdedTown.FillAsync(Database.ConnectionString, needs: 600, helpers: 3_000);
        var everybody = await facts.HelpersAsync(await db.HelperProfiles.Select(p => p.MemberId).ToListAsync(), Today, DateTimeOffset.UtcNow, default);
        var (found, best) = (0, 0);
        foreach (var need in await db.Needs.OrderBy(n => n.Reference).Select(n => n.Id).Take(12).ToListAsync())
        {
            var part = (await facts.PartsAsync([need], default)).Single();
            var between = await facts.BetweenAsync([.. everybody.Select(h => h.Facts.MemberId)], [part.Facts], Today, DateTimeOffset.UtcNow, default);
            var full = Totals(everybody.Select(h => new Pairing(h.Facts, part.Facts, between(h.Facts, part.Facts), Today)));
            var narrow = Totals((await new HelperSearch(db).FindAsync(part.Facts, part.Point, null, Today, DateTimeOffset.UtcNow, Weights.Default, Top, default))
                .Select(f => new Pairing(f.Row.Facts, part.Facts, f.Between, Today)));

            found += narrow.Count(points => points >= full[^1]);
            best += full.Count;
        }

        found.Should().BeGreaterThanOrEqualTo(best * 98 / 100);
    }

    // The larger town is a crowd to everybody: there each square is asked for what matters most.
    [Theory]
    [InlineData(600)]
    [InlineData(6_000)]
    public async Task The_ten_best_needs_are_those_of_a_full_sum(int needs)
    {
        await CrowdedTown.FillAsync(Database.ConnectionString, needs, helpers: 100);
        var now = DateTimeOffset.UtcNow;
        var parts = await facts.PartsAsync(await db.Needs.Select(n => n.Id).ToListAsync(), default);
        var kinds = await db.HelpKinds.ToListAsync();
        foreach (var helper in await facts.HelpersAsync(await db.HelperProfiles.OrderBy(p => p.MemberId).Select(p => p.MemberId).Take(12).ToListAsync(), Today, now, default))
        {
            var full = Sums(parts.Select(p => (p, BetweenFacts.Strangers)), helper, now);
            var own = kinds.Where(k => (helper.Facts.Kinds & (1L << k.Number)) != 0).ToDictionary(k => k.Id, k => new GivenKind(k.Number, k.LowestVetting));
            var narrow = Sums(
                (await new NeedSearch(db).FindAsync(helper.Facts, helper.Point, own, Today, now, Weights.Default, new Wanted(Top), default)).Select(f => (f.Row, f.Between)), helper, now);

            narrow.Should().Equal(full);
        }
    }

    private static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow);

    private static List<int> Totals(IEnumerable<Pairing> pairings) => [.. MatchRanking.Of(pairings, Weights.Default).Fitting.Take(Top).Select(f => f.Score.Total)];

    private static List<int> Sums(IEnumerable<(PartRow Row, BetweenFacts Between)> parts, HelperRow helper, DateTimeOffset now)
    {
        var rows = parts.ToDictionary(p => p.Row.Facts.PartId, p => p.Row);
        return
        [
            .. MatchRanking.Of(parts.Select(p => new Pairing(helper.Facts, p.Row.Facts, p.Between, Today)), Weights.Default).Fitting
                .Select(f => NeedPriority.Of(rows[f.Pairing.Part.PartId].Urgency, now - rows[f.Pairing.Part.PartId].PostedAt) + f.Score.Total).OrderDescending().Take(Top),
        ];
    }
}
