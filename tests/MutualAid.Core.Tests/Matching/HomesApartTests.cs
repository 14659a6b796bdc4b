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

/// <summary>Where a first visit is made by two, they come from different homes: in suggestions, invitations and waves.</summary>
public sealed class HomesApartTests : ClockTest
{
    private static readonly DateOnly Monday = new(2026, 5, 18);

    private Actor ana = null!;
    private Member asker = null!, luis = null!, mei = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        StartAt("2026-05-18", 9, 0);
        ana = Neighbourhood.ActorOf(await People.CoordinatorAsync(), Role.Coordinator);
        asker = await People.MemberAsync();
        (luis, mei) = (await People.HelperAsync("Luis"), await People.HelperAsync("Mei"));
        await People.LiveTogetherAsync(luis, mei);
    }

    [Theory]
    [InlineData("walk", 2, true)]
    [InlineData("walk", 1, false)]
    [InlineData("groceries", 2, false)]
    public async Task Whoever_lives_with_somebody_on_it_is_left_out_with_the_fact_where_two_go_together_and_nowhere_else(string kind, short wanted, bool apart)
    {
        var jo = await People.HelperAsync("Jo");
        var need = await NeedAsync(wanted, kind);
        (await SuggestedAsync(need)).Should().BeEquivalentTo("Luis", "Mei", "Jo");

        await People.ChangeAsync(need.Id, n => n.Invite(n.Parts[0].Id, luis.Id, Monday, Now, Now.AddHours(4)));

        var found = await HelpersAsync(need);
        found.Helpers.Select(h => h.Name).Should().BeEquivalentTo(apart ? ["Jo"] : new[] { "Jo", "Mei" });
        found.LeftOut.Select(l => (l.Name, l.Why.ToString())).Should().BeEquivalentTo(
            apart ? [("Luis", "has been asked already"), ("Mei", "lives with somebody who is asked for it or has said yes")] : new[] { ("Luis", "has been asked already") });
        (await NeedsAsync(mei)).Any().Should().Be(!apart);
        (await NeedsAsync(jo)).Should().NotBeEmpty();
        (await ReadAsync(m => m.FitsAsync(Neighbourhood.ActorOf(mei), need.Id))).Single().WhyNot?.ToString().Should().Be(apart ? "somebody else has been asked already" : null);
    }

    [Fact]
    public async Task An_invitation_that_ran_out_and_a_place_let_go_stand_in_nobodys_way()
    {
        var need = await NeedAsync(2);
        await People.ChangeAsync(need.Id, n => n.Invite(n.Parts[0].Id, luis.Id, Monday, Now, Now.AddHours(4)));
        (await SuggestedAsync(need)).Should().BeEmpty();
        Clock.Advance(TimeSpan.FromHours(4));
        (await SuggestedAsync(need)).Should().Equal("Mei");

        await AgreeAsync(need, luis);
        (await SuggestedAsync(need)).Should().BeEmpty();
        await People.ChangeAsync(need.Id, n => n.Release(n.Claims.Single(c => c.State == ClaimState.Agreed).Id, Now));
        (await SuggestedAsync(need)).Should().Equal("Mei");
    }

    [Fact]
    public async Task Whoever_lives_with_the_one_who_hands_it_on_may_take_it_over_but_not_who_lives_with_another_on_it()
    {
        var (jo, kim) = (await People.HelperAsync("Jo"), await People.HelperAsync("Kim"));
        await People.LiveTogetherAsync(jo, kim);
        var need = await NeedAsync(2);
        await AgreeAsync(need, luis);
        await AgreeAsync(need, jo);
        var claim = (await ReadAsync(need.Id)).Claims.Single(c => c.HelperId == luis.Id);

        var standIns = await ReadAsync(m => m.StandInsAsync(Neighbourhood.ActorOf(luis), claim.Id, 5));

        standIns!.Select(s => s.Name).Should().Equal("Mei");
    }

    [Fact]
    public async Task Two_of_one_home_are_never_invited_together_nor_one_beside_the_other()
    {
        var jo = await People.HelperAsync("Jo");
        var need = await NeedAsync(2);
        const string why = "Two of these live together, or one lives with somebody who is asked already.";

        (await InviteAsync(need, luis, mei)).Refusal!.Why.ToString().Should().EndWith(why);
        (await InviteAsync(need, luis, jo)).Ok.Should().BeTrue();
        (await InviteAsync(need, mei)).Refusal!.Why.ToString().Should().EndWith(why);
        (await InviteAsync(await NeedAsync(2, "groceries"), luis, mei)).Ok.Should().BeTrue();
    }

    [Fact]
    public async Task A_wave_asks_one_of_a_home_at_a_time_and_the_other_after_a_no()
    {
        for (var i = 0; i < 4; i++)
        {
            await People.HelperAsync($"Other {i}");
        }

        var need = await NeedAsync(2, day: Monday.AddDays(2));
        await RunAsync(Now);

        var asked = await AskedAsync();
        asked.Should().HaveCount(5, "six may be asked for two places, and two of the six live together").And.ContainSingle(id => id == luis.Id || id == mei.Id);
        var (first, other) = asked.Contains(luis.Id) ? (luis, mei) : (mei, luis);
        await using (var db = Database.Context())
        {
            await db.Database.ExecuteSqlAsync($"INSERT INTO not_this_one (member_id, need_id, at) VALUES ({first.Id}, {need.Id}, {Now})");
        }

        await RunAsync(Now.AddMinutes(16));
        (await AskedAsync()).Should().HaveCount(6).And.Contain(other.Id);
    }

    [Fact]
    public async Task A_wave_asks_nobody_who_lives_with_somebody_that_has_said_yes()
    {
        for (var i = 0; i < 5; i++)
        {
            await People.HelperAsync($"Other {i}");
        }

        var need = await NeedAsync(2, day: Monday.AddDays(2));
        await AgreeAsync(need, luis);
        await RunAsync(Now);

        (await AskedAsync()).Should().NotBeEmpty().And.NotContain(mei.Id);
    }

    private Task<Need> NeedAsync(short wanted, string kind = "walk", DateOnly? day = null) =>
        People.NeedAsync(asker.Id, kind, parts: new NewPart(kind, null, day is null ? PartTime.Whenever : new PartTime(PartWhen.OnDay, day, new TimeOnly(12, 0), new TimeOnly(13, 0)), wanted));

    private async Task<List<string>> SuggestedAsync(Need need) => [.. (await HelpersAsync(need)).Helpers.Select(h => h.Name)];

    private async Task<HelpersForPart> HelpersAsync(Need need) => (await ReadAsync(m => m.HelpersForAsync(ana, need.Id, null, 10))).Value;

    private Task<IReadOnlyList<NeedMatch>> NeedsAsync(Member helper) => ReadAsync(m => m.NeedsForAsync(Neighbourhood.ActorOf(helper), 10));

    private Task<T> ReadAsync<T>(Func<MatchQueries, Task<T>> read) => new Giving(Database, Clock).WithAsync(read);

    private Task<Result<HelpersAsked>> InviteAsync(Need need, params Member[] helpers) =>
        new Giving(Database, Clock).WithAsync<InvitationService, Result<HelpersAsked>>(s => s.InviteAsync(ana, need.Id, need.Parts[0].Id, [.. helpers.Select(h => h.Id)]));

    private async Task<List<Guid>> AskedAsync()
    {
        await using var db = Database.Context();
        return await db.WavePings.Select(p => p.HelperId).ToListAsync();
    }
}
