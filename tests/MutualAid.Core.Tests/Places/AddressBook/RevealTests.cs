using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;
using MutualAid.TestKit;
using Xunit;
using Book = MutualAid.Core.Places.AddressBook;

namespace MutualAid.Core.Tests.Places.Contacts;

public sealed class RevealTests : DatabaseTest
{
    private static readonly DateOnly Week = new(2026, 5, 18);
    private Neighbourhood people = null!;
    private Member asker = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        people = new Neighbourhood(Database, Clock);
        asker = await people.MemberAsync();
    }

    [Fact]
    public async Task The_agreed_helper_sees_the_phone_and_the_neighbour_sees_who_looked()
    {
        var helper = await people.HelperAsync();
        var need = await AgreedAsync(helper);

        var contact = await RevealAsync(Neighbourhood.ActorOf(helper), need.Id);

        contact.Value.Should().Be(new Contact("07700 900 118", "Flat 9, 14 Weavers Row", "Ring twice", null));
        await using var db = Database.Context();
        (await db.AccessEntries.SingleAsync()).Should().Match<MutualAid.Core.Privacy.AccessEntry>(e => e.ViewerId == helper.Id && e.MemberId == asker.Id && e.NeedId == need.Id);
        (await db.AuditEntries.CountAsync(e => e.Deed == MutualAid.Core.Privacy.Deed.ContactRevealed)).Should().Be(1);
    }

    [Fact]
    public async Task Everybody_else_is_told_that_there_is_nothing_and_no_row_is_written()
    {
        var area = await people.AreaAsync();
        var elsewhere = await people.AreaAsync("Riverside", 2_500, 500);
        var helper = await people.HelperAsync();
        var other = await people.HelperAsync("Mei");
        var need = await AgreedAsync(helper, area.Id);
        var released = await AgreedAsync(other, area.Id);
        await people.ChangeAsync(released.Id, n => n.Release(n.Claims[0].Id, Now));

        Actor[] strangers =
        [
            Actor.Visitor, Actor.System, Neighbourhood.ActorOf(other), Neighbourhood.ActorOf(await people.MemberAsync("Deniz")),
            Neighbourhood.ActorOf(await people.MemberAsync("Ines"), Role.Administrator),
            Neighbourhood.ActorOf(await people.MemberAsync("Ada"), Role.SafeguardingLead),
            Neighbourhood.ActorOf(await people.CoordinatorAsync("Kwame"), Role.Coordinator) with { Areas = new HashSet<Guid> { elsewhere.Id } },
        ];
        foreach (var stranger in strangers)
        {
            (await RevealAsync(stranger, need.Id, "curious")).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        }

        (await RevealAsync(Neighbourhood.ActorOf(other), released.Id)).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        (await RevealAsync(Neighbourhood.ActorOf(helper), Guid.NewGuid())).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        await using var db = Database.Context();
        (await db.AccessEntries.CountAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_coordinator_says_why_first_and_odd_signs_or_a_long_story_are_refused_beside_the_field()
    {
        var coordinator = Neighbourhood.ActorOf(await people.CoordinatorAsync(), Role.Coordinator);
        var need = await NeedAsync();

        foreach (var reason in new[] { null, "   ", "a\0b", "half \ud83d", new string('x', 301) })
        {
            var refused = await RevealAsync(coordinator, need.Id, reason);
            refused.Refusal!.Kind.Should().Be(RefusalKind.Invalid);
            refused.Refusal.Fields.Should().ContainSingle(f => f.Field == "Reason");
        }

        (await RevealAsync(coordinator, need.Id, "Ringing back, as she asked")).Value.Phone.Should().Be("07700 900 118");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_blocked_pair_finds_nothing_whichever_side_blocked_and_whatever_the_role(bool byAsker)
    {
        var helper = await people.HelperAsync();
        var need = await AgreedAsync(helper);
        await people.KeepAsync(byAsker ? Block.Between(asker.Id, helper.Id, Now) : Block.Between(helper.Id, asker.Id, Now));

        (await RevealAsync(Neighbourhood.ActorOf(helper), need.Id)).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        (await RevealAsync(Neighbourhood.ActorOf(helper, Role.Coordinator), need.Id, "checking")).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
    }

    [Theory]
    [InlineData(Vetting.New, ContactRules.DailyRevealsWhileNew)]
    [InlineData(Vetting.Approved, ContactRules.DailyReveals)]
    public async Task The_days_budget_holds_even_when_all_buttons_are_pressed_at_once(Vetting vetting, int budget)
    {
        var helper = await people.HelperAsync(vetting: vetting, capacity: 14);
        var needs = new List<Need>();
        for (var i = 0; i < budget + 3; i++)
        {
            asker = await people.MemberAsync($"Neighbour {i}");
            needs.Add(await AgreedAsync(helper));
        }

        var answers = await Task.WhenAll(needs.Select(n => Task.Run(() => RevealAsync(Neighbourhood.ActorOf(helper), n.Id))));

        answers.Count(a => a.Ok).Should().Be(budget);
        answers.Where(a => !a.Ok).Should().OnlyContain(a => a.Refusal!.Kind == RefusalKind.NotAllowed);
        await using var db = Database.Context();
        (await db.AccessEntries.CountAsync()).Should().Be(budget, "no look without a row, and no row without a look");
        var seen = needs[Array.FindIndex(answers, a => a.Ok)];
        (await RevealAsync(Neighbourhood.ActorOf(helper), seen.Id)).Ok.Should().BeTrue("looking again at the same person costs nothing");

        Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromMinutes(1));
        (await RevealAsync(Neighbourhood.ActorOf(helper), needs[Array.FindIndex(answers, a => !a.Ok)].Id)).Ok.Should().BeTrue();
    }

    [Fact]
    public async Task The_address_opens_24_hours_before_the_planned_visit_and_the_phone_at_once()
    {
        var helper = await people.HelperAsync();
        var need = await AgreedAsync(helper, from: new DateTime(2026, 5, 20, 10, 0, 0));
        var opensAt = new DateTimeOffset(2026, 5, 19, 9, 0, 0, TimeSpan.Zero);

        Clock.Set(opensAt.AddSeconds(-1));
        var before = (await RevealAsync(Neighbourhood.ActorOf(helper), need.Id)).Value;
        Clock.Set(opensAt);
        var after = (await RevealAsync(Neighbourhood.ActorOf(helper), need.Id)).Value;

        before.Should().Be(new Contact("07700 900 118", null, null, opensAt));
        after.Address.Should().Be("Flat 9, 14 Weavers Row");
        await using var db = Database.Context();
        (await db.AccessEntries.OrderBy(e => e.At).Select(e => e.Facts).ToListAsync()).Should().Equal(
            MutualAid.Core.Privacy.SeenFacts.Phone, MutualAid.Core.Privacy.SeenFacts.PhoneAndAddress);
    }

    private async Task<Need> NeedAsync(Guid? areaId = null)
    {
        var need = await people.NeedAsync(asker.Id, areaId: areaId);
        await people.ContactAsync(need, doorNote: "Ring twice");
        return need;
    }

    // Agreed, and a visit planned: for today unless told otherwise, so that the address is open.
    private async Task<Need> AgreedAsync(Member helper, Guid? areaId = null, DateTime? from = null)
    {
        var need = await NeedAsync(areaId);
        (await people.ChangeAsync(need.Id, n => n.Take(n.Parts[0].Id, helper.Id, Week, null, Now))).Ok.Should().BeTrue();
        await people.VisitAsync(need.Id, from ?? new DateTime(2026, 5, 18, 9, 0, 0));
        return need;
    }

    private async Task<Result<Contact>> RevealAsync(Actor actor, Guid needId, string? reason = null)
    {
        await using var db = Database.Context();
        return await new Book(db, TestKeys.Ring(), new NetworkQueries(db), Clock).RevealAsync(actor, needId, reason);
    }
}
