using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Matching;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Tests.Needs.Clocks;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Matching;

/// <summary>A helper who does so many things on one day is asked for no more on it, and on every other day as before.</summary>
public sealed class DayLimitTests : ClockTest
{
    private static readonly DateOnly Monday = new(2026, 5, 18), Tuesday = Monday.AddDays(1);

    private Actor ana = null!;
    private Member asker = null!, luis = null!, jo = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        StartAt("2026-05-18", 9, 0);
        ana = Neighbourhood.ActorOf(await People.CoordinatorAsync(), Role.Coordinator);
        asker = await People.MemberAsync();
        (luis, jo) = (await People.HelperAsync("Luis"), await People.HelperAsync("Jo"));
        await People.LimitDaysAsync(luis, 1);
    }

    [Theory]
    [InlineData("OnDay", 1, true)]
    [InlineData("OnDay", 2, false)]
    [InlineData("Before", 1, false)]
    [InlineData("Whenever", 0, false)]
    public async Task Whoever_has_their_day_full_is_left_out_with_the_fact_for_that_day_and_for_nothing_else(string when, int ahead, bool full)
    {
        await AgreeAsync(await NeedAsync(Tuesday), luis);
        await AgreeAsync(await NeedAsync(Tuesday), jo);
        var time = new PartTime(Enum.Parse<PartWhen>(when), ahead == 0 ? null : Monday.AddDays(ahead));
        var need = await NeedAsync(time);

        var found = await HelpersAsync(need);

        found.Helpers.Select(h => h.Name).Should().BeEquivalentTo(full ? ["Jo"] : new[] { "Jo", "Luis" });
        found.LeftOut.Select(l => (l.Name, l.Why.ToString())).Should().BeEquivalentTo(full ? [("Luis", "at the limit set for that day (1 of 1)")] : Array.Empty<(string?, string)>());
        (await ReadAsync(m => m.NeedsForAsync(Neighbourhood.ActorOf(luis), 10))).Any().Should().Be(!full);
        (await ReadAsync(m => m.NeedsForAsync(Neighbourhood.ActorOf(jo), 10))).Should().NotBeEmpty();
        (await ReadAsync(m => m.FitsAsync(Neighbourhood.ActorOf(luis), need.Id))).Single().WhyNot?.ToString().Should().Be(full ? "your limit for that day is reached (1 of 1)" : null);
    }

    [Fact]
    public async Task Being_asked_fills_no_day_and_letting_go_makes_room_again()
    {
        var first = await NeedAsync(Tuesday);
        var second = await NeedAsync(Tuesday);
        await People.ChangeAsync(first.Id, n => n.Invite(n.Parts[0].Id, luis.Id, Monday, Now, Now.AddHours(4)));
        (await SuggestedAsync(second)).Should().Contain("Luis");

        await AgreeAsync(first, luis);
        (await SuggestedAsync(second)).Should().Equal("Jo");
        await People.ChangeAsync(first.Id, n => n.Release(n.Claims.Single(c => c.State == ClaimState.Agreed).Id, Now));
        (await SuggestedAsync(second)).Should().Contain("Luis");
    }

    [Fact]
    public async Task A_visit_counts_on_the_day_it_is_planned_for_whatever_day_was_asked_for()
    {
        var (whenever, monday) = (await NeedAsync(PartTime.Whenever), await NeedAsync(Monday));
        await AgreeAsync(whenever, luis);
        (await SuggestedAsync(await NeedAsync(Tuesday))).Should().Contain("Luis");

        await People.VisitAsync(whenever.Id, Tuesday.ToDateTime(new TimeOnly(10, 0)));

        var tuesday = await NeedAsync(Tuesday);
        (await SuggestedAsync(tuesday)).Should().Equal("Jo");
        (await HelpersAsync(tuesday)).LeftOut.Single(l => l.Name == "Luis").Why.ToString().Should().Be("at the limit set for that day (1 of 1)");
        (await SuggestedAsync(monday)).Should().Contain("Luis");
    }

    [Fact]
    public async Task Saying_yes_to_more_than_a_day_holds_is_refused_with_where_to_change_it_and_the_next_day_is_fine()
    {
        var (first, second, next) = (await NeedAsync(Tuesday), await NeedAsync(Tuesday), await NeedAsync(Tuesday.AddDays(1)));
        const string why = "You said at most 1 on one day, and that day is full. You can change your limit on your page.";

        (await TakeAsync(luis, first)).Ok.Should().BeTrue();
        (await TakeAsync(luis, second)).Refusal!.Why.ToString().Should().Be(why);
        (await ReadPageAsync(luis, second)).NoRoom!.ToString().Should().Be(why);
        (await ReadPageAsync(luis, next)).NoRoom.Should().BeNull();
        (await TakeAsync(luis, next)).Ok.Should().BeTrue();
        (await TakeAsync(jo, second)).Ok.Should().BeTrue();
    }

    [Fact]
    public async Task Two_dates_of_one_need_on_one_day_are_too_many_at_once_and_a_full_date_leaves_the_other_open()
    {
        var need = await People.NeedAsync(asker.Id, parts: [Part(Tuesday), Part(Tuesday), Part(Tuesday.AddDays(1))]);

        (await TakeAsync(luis, need)).Refusal!.Why.ToString().Should().StartWith("You said at most 1 on one day");
        (await TakeAsync(luis, need, 0)).Ok.Should().BeTrue();
        (await ReadPageAsync(luis, need)).NoRoom.Should().BeNull("Wednesday is free");
        (await TakeAsync(luis, need, 1)).Ok.Should().BeFalse();
        (await TakeAsync(luis, need, 2)).Ok.Should().BeTrue();
    }

    [Fact]
    public async Task A_place_is_not_taken_over_on_a_full_day_nor_is_anybody_proposed_for_it_whose_day_is_full()
    {
        await AgreeAsync(await NeedAsync(Tuesday), luis);
        var need = await NeedAsync(Tuesday);
        await AgreeAsync(need, jo);
        var claim = (await ReadAsync(need.Id)).Claims.Single();

        (await ReadAsync(m => m.StandInsAsync(Neighbourhood.ActorOf(jo), claim.Id, 5))).Should().BeEmpty();
        await People.ChangeAsync(need.Id, n => n.ProposeHandOver(claim.Id, luis.Id, null, Monday, Now, Now.AddHours(4)));
        var asked = (await ReadAsync(need.Id)).Claims.Single(c => c.HelperId == luis.Id);
        (await new Giving(Database, Clock).WithAsync<ClaimService, Result<TakenOn>>(s => s.AcceptAsync(Neighbourhood.ActorOf(luis), asked.Id, Guid.NewGuid(), null)))
            .Refusal!.Why.ToString().Should().StartWith("You said at most 1 on one day");
    }

    [Fact]
    public async Task A_wave_asks_nobody_whose_day_is_full()
    {
        for (var i = 0; i < 5; i++)
        {
            await People.HelperAsync($"Other {i}");
        }

        await AgreeAsync(await NeedAsync(Tuesday), luis);
        await NeedAsync(Tuesday);
        await RunAsync(Now);

        await using var db = Database.Context();
        (await db.WavePings.Select(p => p.HelperId).ToListAsync()).Should().NotBeEmpty().And.NotContain(luis.Id);
    }

    private static NewPart Part(DateOnly day) => new("groceries", null, new PartTime(PartWhen.OnDay, day), 1);

    private Task<Need> NeedAsync(DateOnly day) => NeedAsync(new PartTime(PartWhen.OnDay, day));

    private Task<Need> NeedAsync(PartTime time) => People.NeedAsync(asker.Id, parts: new NewPart("groceries", null, time, 1));

    private async Task<List<string>> SuggestedAsync(Need need) => [.. (await HelpersAsync(need)).Helpers.Select(h => h.Name)];

    private async Task<HelpersForPart> HelpersAsync(Need need) => (await ReadAsync(m => m.HelpersForAsync(ana, need.Id, null, 10))).Value;

    private Task<T> ReadAsync<T>(Func<MatchQueries, Task<T>> read) => new Giving(Database, Clock).WithAsync(read);

    private async Task<NeedDetails> ReadPageAsync(Member helper, Need need) =>
        (await new Giving(Database, Clock).WithAsync<NeedPageQueries, NeedDetails?>(q => q.DetailsAsync(Neighbourhood.ActorOf(helper), need.Id)))!;

    // All parts at once, or the one named.
    private Task<Result<TakenOn>> TakeAsync(Member helper, Need need, int? part = null) => new Giving(Database, Clock).WithAsync<ClaimService, Result<TakenOn>>(
        s => s.TakeAsync(Neighbourhood.ActorOf(helper), need.Id, new Taking(Guid.NewGuid(), part is { } one ? [need.Parts[one].Id] : [.. need.Parts.Select(p => p.Id)], null)));
}
