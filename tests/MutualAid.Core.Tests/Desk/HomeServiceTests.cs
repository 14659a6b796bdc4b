using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Desk;
using MutualAid.Core.Members;
using MutualAid.Core.Privacy;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Desk;

/// <summary>Who lives with whom: said by a coordinator, taken back by a coordinator, and known to nobody else.</summary>
public sealed class HomeServiceTests : DatabaseTest
{
    private Neighbourhood people = null!;
    private Actor ana = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        people = new Neighbourhood(Database, Clock);
        ana = Neighbourhood.ActorOf(await people.CoordinatorAsync(), Role.Coordinator);
    }

    [Fact]
    public async Task Two_live_together_a_third_joins_them_and_one_who_moves_out_leaves_the_others_together()
    {
        var (luis, mei, jo) = (await people.HelperAsync("Luis"), await people.HelperAsync("Mei"), await people.HelperAsync("Jo"));

        (await DoAsync(h => h.LiveTogetherAsync(ana, luis.Id, mei.Id))).Ok.Should().BeTrue();
        (await DoAsync(h => h.LiveTogetherAsync(ana, mei.Id, luis.Id))).Ok.Should().BeTrue("said twice it is recorded once");
        (await DoAsync(h => h.LiveTogetherAsync(ana, jo.Id, mei.Id))).Ok.Should().BeTrue();
        (await WithAsync(luis)).Should().Equal("Jo", "Mei");

        (await DoAsync(h => h.LiveApartAsync(ana, luis.Id))).Ok.Should().BeTrue();
        (await WithAsync(luis)).Should().BeEmpty();
        (await WithAsync(mei)).Should().Equal("Jo");
        (await DoAsync(h => h.LiveApartAsync(ana, mei.Id))).Ok.Should().BeTrue();

        await using var db = Database.Context();
        (await db.HelperProfiles.Select(p => p.HomeId).ToListAsync()).Should().OnlyContain(home => home == null, "nobody is left in a home of one");
        (await db.AuditEntries.OrderBy(a => a.At).ThenBy(a => a.Id).Select(a => new { a.Deed, a.SubjectId, a.ActorId }).ToListAsync()).Select(a => (a.Deed, a.SubjectId, a.ActorId)).Should()
            .BeEquivalentTo(new (Deed, Guid?, Guid?)[]
            {
                (Deed.HelpersLiveTogether, luis.Id, ana.MemberId), (Deed.HelpersLiveTogether, mei.Id, ana.MemberId),
                (Deed.HelpersLiveTogether, jo.Id, ana.MemberId), (Deed.HelpersLiveTogether, mei.Id, ana.MemberId),
                (Deed.HelperLivesApart, luis.Id, ana.MemberId), (Deed.HelperLivesApart, mei.Id, ana.MemberId),
            });
    }

    [Fact]
    public async Task Nobody_picked_oneself_a_stranger_to_helping_and_whoever_lives_alone_already_are_refused()
    {
        var (luis, asker) = (await people.HelperAsync("Luis"), await people.MemberAsync());

        foreach (var nobody in new Guid?[] { null, luis.Id })
        {
            (await DoAsync(h => h.LiveTogetherAsync(ana, luis.Id, nobody))).Refusal!.Should().Match<Refusal>(r => r.Kind == RefusalKind.Invalid && r.Fields[0].Field == "Other");
        }

        (await DoAsync(h => h.LiveTogetherAsync(ana, luis.Id, asker.Id))).Refusal.Should().Be(Refusal.NotFound);
        (await DoAsync(h => h.LiveApartAsync(ana, asker.Id))).Refusal.Should().Be(Refusal.NotFound);
        (await DoAsync(h => h.LiveApartAsync(ana, luis.Id))).Refusal!.Kind.Should().Be(RefusalKind.Conflict);
    }

    [Fact]
    public async Task A_coordinator_of_another_area_and_a_helper_find_nobody_and_change_nothing()
    {
        var (here, elsewhere) = (await people.AreaAsync(), await people.AreaAsync("Riverside"));
        var (luis, mei) = (await people.HelperAsync("Luis", areaId: here.Id), await people.HelperAsync("Mei", areaId: elsewhere.Id));
        var local = Neighbourhood.ActorOf(await people.MemberAsync(), Role.Coordinator) with { Areas = new HashSet<Guid> { elsewhere.Id } };
        await people.LiveTogetherAsync(luis, mei);

        foreach (var nobody in new[] { local, Neighbourhood.ActorOf(mei), Actor.Visitor })
        {
            (await DoAsync(h => h.LiveTogetherAsync(nobody, luis.Id, mei.Id))).Refusal.Should().Be(Refusal.NotFound);
            (await DoAsync(h => h.LiveApartAsync(nobody, luis.Id))).Refusal.Should().Be(Refusal.NotFound);
            (await ReadAsync(nobody, luis)).Should().BeNull();
        }

        (await ReadAsync(local, mei))!.LivesWith.Should().BeEmpty("the other is of an area that is not theirs");
        (await WithAsync(mei)).Should().Equal("Luis");
    }

    [Fact]
    public async Task Two_coordinators_who_change_one_home_at_one_moment_meet_the_database()
    {
        var (luis, mei, jo) = (await people.HelperAsync("Luis"), await people.HelperAsync("Mei"), await people.HelperAsync("Jo"));
        await people.LiveTogetherAsync(luis, mei);
        await using var slow = Database.Context();
        var seen = await slow.HelperProfiles.SingleAsync(p => p.MemberId == jo.Id);
        seen.LiveIn((await slow.HelperProfiles.SingleAsync(p => p.MemberId == mei.Id)).HomeId);

        (await DoAsync(h => h.LiveTogetherAsync(ana, luis.Id, jo.Id))).Ok.Should().BeTrue();

        await slow.Invoking(db => db.SaveChangesAsync()).Should().ThrowAsync<DbUpdateConcurrencyException>();
        (await WithAsync(mei)).Should().Equal("Jo", "Luis");
    }

    [Fact]
    public async Task A_home_goes_with_the_member_and_leaves_the_others_as_they_are()
    {
        var (luis, mei) = (await people.HelperAsync("Luis"), await people.HelperAsync("Mei"));
        await people.LiveTogetherAsync(luis, mei);
        await using (var db = Database.Context())
        {
            await db.Members.Where(m => m.Id == luis.Id).ExecuteDeleteAsync();
        }

        (await WithAsync(mei)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_name_is_looked_up_by_its_beginning_among_helpers_who_do_not_live_there_yet()
    {
        var (luis, mei) = (await people.HelperAsync("Luis"), await people.HelperAsync("Meike"));
        await people.HelperAsync("Mei");
        await people.MemberAsync("Meinhard");
        await people.LiveTogetherAsync(luis, mei);

        (await ReadAsync(ana, luis, "mei"))!.Found!.Select(p => p.Name).Should().Equal("Mei");
        (await ReadAsync(ana, luis, "%"))!.Found.Should().BeEmpty();
        (await ReadAsync(ana, luis))!.Found.Should().BeNull();
        var known = await new Giving(Database, Clock).WithAsync<DeskHelperQueries, Slice<DeskHelper>>(q => q.KnownAsync(ana));
        known.Rows.Single(r => r.MemberId == mei.Id).LivesWith.Should().Equal("Luis");
        known.Rows.Single(r => r.Name == "Mei").LivesWith.Should().BeEmpty();
    }

    private async Task<List<string>> WithAsync(Member member) => [.. (await ReadAsync(ana, member))!.LivesWith.Select(p => p.Name)];

    private Task<DeskHome?> ReadAsync(Actor actor, Member member, string? name = null) =>
        new Giving(Database, Clock).WithAsync<DeskHelperQueries, DeskHome?>(q => q.HomeAsync(actor, member.Id, name));

    private Task<Result> DoAsync(Func<HomeService, Task<Result>> act) => new Giving(Database, Clock).WithAsync(act);
}
