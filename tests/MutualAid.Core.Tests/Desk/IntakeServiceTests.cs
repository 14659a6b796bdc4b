using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Desk;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Privacy;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Desk;

public sealed class IntakeServiceTests : DatabaseTest
{
    private const string Phone = "07700 900 118";

    private Neighbourhood Town => new(Database, Clock);

    [Fact]
    public async Task A_call_becomes_an_open_need_by_phone_of_a_member_without_an_account()
    {
        var area = await Town.AreaAsync();
        var ana = await CoordinatorAsync();
        var taken = await TakeAsync(ana, Call() with { Asked = Call().Asked with { AreaId = area.Id } });

        await using var db = Database.Context();
        var need = await db.LoadNeedAsync(taken.Value.NeedId);
        need.State.Should().Be(NeedState.Open, "a coordinator has looked at it already");
        need.Channel.Should().Be(Channel.Phone);
        need.AccessNeeds.Should().Be("folding wheelchair");
        need.HouseholdSize.Should().Be(4);
        need.NotToSay.Should().Be("ask for Bea");
        var asker = await db.Members.SingleAsync(m => m.Id == need.AskerId);
        asker.Name.Should().Be("Beatriz");
        asker.SafeContact.Should().Be(SafeContact.NoVoicemail);
        (await db.Users.AnyAsync()).Should().BeFalse("the neighbour needs no e-mail");
        var posted = await db.AuditEntries.SingleAsync(e => e.Deed == Deed.NeedPosted);
        posted.Channel.Should().Be(Channel.Phone);
        posted.ActorId.Should().Be(ana.MemberId);
    }

    [Fact]
    public async Task What_was_said_about_the_household_goes_when_its_words_go()
    {
        var taken = await TakeAsync(await CoordinatorAsync(), Call());
        await Town.ChangeAsync(taken.Value.NeedId, need =>
        {
            need.Erase(Now);
            return Result.Done;
        });

        await using var db = Database.Context();
        var erased = await db.Needs.SingleAsync(n => n.Id == taken.Value.NeedId);
        (erased.Words, erased.AccessNeeds, erased.HouseholdSize, erased.NotToSay).Should().Be(((string?)null, (string?)null, (short?)null, (string?)null));
    }

    [Fact]
    public async Task The_same_form_sent_twenty_times_at_once_acts_once()
    {
        var (ana, call) = (await CoordinatorAsync(), Call());
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => TakeAsync(ana, call)));
        var again = await TakeAsync(ana, call);

        answers.Should().OnlyContain(a => a.Ok);
        answers.Select(a => a.Value.Reference).Append(again.Value.Reference).Distinct().Should().HaveCount(1);
        await using var db = Database.Context();
        (await db.Needs.CountAsync()).Should().Be(1);
        (await db.Members.CountAsync(m => m.Name == "Beatriz")).Should().Be(1);
    }

    [Theory]
    [InlineData("+44 7700 900118")]
    [InlineData("0044 (0)7700-900118")]
    [InlineData("٠٧٧٠٠٩٠٠١١٨")]
    public async Task The_same_phone_written_in_another_way_finds_the_household_and_what_it_asked_for(string written)
    {
        var ana = await CoordinatorAsync();
        await TakeAsync(ana, Call());
        Clock.Advance(TimeSpan.FromDays(15));

        var found = (await LookUpAsync(ana, written, null)).Should().ContainSingle().Subject;
        found.Name.Should().Be("Beatriz");
        found.ByPhone.Should().BeTrue();
        found.NotToSay.Should().Be("ask for Bea");
        found.SafeContact.Should().Be(SafeContact.NoVoicemail);
        var asked = found.Asked.Should().ContainSingle().Subject;
        (asked.DaysAgo, asked.State, asked.Title.Text).Should().Be((15, NeedState.Open, "Groceries"));
        (await LookUpAsync(ana, "07700 900 119", null)).Should().BeEmpty("another phone is another household");
        await using var db = Database.Context();
        (await db.AuditEntries.CountAsync(e => e.Deed == Deed.HouseholdLookedUp)).Should().Be(1, "looking somebody up by phone leaves a trace");
        (await db.AuditEntries.AnyAsync(e => e.Reason != null && e.Reason.Contains("7700"))).Should().BeFalse();
    }

    [Theory]
    [InlineData("beat", 1)]
    [InlineData("BEATRIZ", 1)]
    [InlineData("eatriz", 0)]
    [InlineData("%", 0)]
    [InlineData("B%", 0)]
    [InlineData("b", 0)]
    public async Task A_name_finds_the_households_that_begin_like_it(string typed, int found)
    {
        var ana = await CoordinatorAsync();
        await TakeAsync(ana, Call());
        (await LookUpAsync(ana, null, typed)).Should().HaveCount(found);
    }

    [Fact]
    public async Task Only_a_coordinator_of_the_area_finds_a_household_and_nobody_it_would_rather_not_meet()
    {
        var (canal, market) = (await Town.AreaAsync("Canal Side"), await Town.AreaAsync("Market"));
        var ana = await CoordinatorAsync();
        await TakeAsync(ana, Call() with { Asked = Call().Asked with { AreaId = canal.Id } });
        var bea = await CoordinatorAsync("Bea", canal.Id);
        var carl = await CoordinatorAsync("Carl", market.Id);

        (await LookUpAsync(bea, Phone, "Beatriz")).Should().ContainSingle();
        (await LookUpAsync(carl, Phone, "Beatriz")).Should().BeEmpty();
        (await LookUpAsync(bea with { Roles = new HashSet<Role>() }, Phone, "Beatriz")).Should().BeEmpty();
        await using (var db = Database.Context())
        {
            db.Blocks.Add(Block.Between((await db.Members.SingleAsync(m => m.Name == "Beatriz")).Id, bea.MemberId!.Value, Now));
            await db.SaveChangesAsync();
        }

        (await LookUpAsync(bea, Phone, "Beatriz")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_phone_that_asked_before_is_asked_about_first_and_nothing_is_closed_by_itself()
    {
        var ana = await CoordinatorAsync();
        var first = await TakeAsync(ana, Call());

        var refused = await TakeAsync(ana, Call());
        refused.Refusal!.Fields.Should().ContainSingle().Which.Field.Should().Be("Household");

        var household = (await LookUpAsync(ana, Phone, null)).Single();
        var same = await TakeAsync(ana, Call() with { Household = household.MemberId });
        var other = await TakeAsync(ana, Call() with { IsNew = true });
        await using var db = Database.Context();
        var needs = await db.Needs.ToListAsync();
        needs.Should().OnlyContain(n => n.State == NeedState.Open);
        needs.Single(n => n.Id == same.Value.NeedId).AskerId.Should().Be(household.MemberId);
        needs.Single(n => n.Id == first.Value.NeedId).AskerId.Should().Be(household.MemberId);
        needs.Single(n => n.Id == other.Value.NeedId).AskerId.Should().NotBe(household.MemberId);
    }

    [Fact]
    public async Task A_wish_about_the_phone_is_never_forgotten_by_a_second_call()
    {
        var ana = await CoordinatorAsync();
        await TakeAsync(ana, Call());
        var household = (await LookUpAsync(ana, Phone, null)).Single();
        await TakeAsync(ana, Call() with { Household = household.MemberId, Asked = Call().Asked with { SafeContact = SafeContact.DoNotSayWhy, Name = "B." } });

        await using var db = Database.Context();
        var member = await db.Members.SingleAsync(m => m.Id == household.MemberId);
        member.SafeContact.Should().Be(SafeContact.NoVoicemail | SafeContact.DoNotSayWhy);
        member.Name.Should().Be("Beatriz");
    }

    [Fact]
    public async Task Everything_that_needs_another_look_is_said_at_once_beside_its_field()
    {
        var area = await Town.AreaAsync("Market");
        var carl = await CoordinatorAsync("Carl", (await Town.AreaAsync("Canal Side")).Id);
        var refused = await TakeAsync(carl, Call() with
        {
            Agreed = false,
            Asked = Call().Asked with
            {
                KindId = null,
                Words = new string('x', 401),
                Name = " ",
                Phone = "no",
                AreaId = area.Id,
                When = WantedWhen.OnDay,
                Day = new DateOnly(2026, 5, 1),
                Care = new NeedCare(new string('x', 121), 31, "\0"),
            },
        });

        refused.Refusal!.Kind.Should().Be(RefusalKind.Invalid);
        refused.Refusal.Fields.Select(f => f.Field).Should().BeEquivalentTo(
            "Kind", "Words", "Day", "Name", "Phone", "AccessNeeds", "HouseholdSize", "NotToSay", "Area", "Agree");
        await using var db = Database.Context();
        (await db.Needs.AnyAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task Nobody_but_a_coordinator_asks_for_somebody_else()
    {
        var member = Neighbourhood.ActorOf(await Town.MemberAsync());
        (await TakeAsync(member, Call())).Refusal.Should().Be(Refusal.NotFound);

        await using var scope = Database.Services(Clock).CreateAsyncScope();
        var straight = await scope.ServiceProvider.GetRequiredService<NeedService>().PostAsync(member, Call().Asked with { OnBehalf = new OnBehalf(null) });
        straight.Refusal.Should().Be(Refusal.NotFound);
        var ana = await CoordinatorAsync();
        (await TakeAsync(ana, Call() with { Household = member.MemberId })).Refusal!.Fields.Single().Field.Should().Be("Household", "a member who never asked is no household");
    }

    private async Task<Actor> CoordinatorAsync(string name = "Ana", Guid? area = null)
    {
        var member = await Town.CoordinatorAsync(name, area);
        return Neighbourhood.ActorOf(member, Role.Coordinator) with { Areas = area is { } one ? new HashSet<Guid> { one } : null };
    }

    private static PhoneIntake Call() => new(
        PostNeed.Begin() with
        {
            KindId = "groceries",
            Words = "Bread and milk",
            When = WantedWhen.ThisWeek,
            Name = "Beatriz",
            Phone = Phone,
            ReachBy = ReachBy.Call,
            SafeContact = SafeContact.NoVoicemail,
            Care = new NeedCare(" folding wheelchair ", 4, "ask for Bea"),
        },
        null, false, true);

    private async Task<Result<PostedNeed>> TakeAsync(Actor actor, PhoneIntake call)
    {
        await using var services = Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IntakeService>().TakeAsync(actor, call);
    }

    private async Task<IReadOnlyList<Household>> LookUpAsync(Actor actor, string? phone, string? name)
    {
        await using var services = Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<HouseholdService>().LookUpAsync(actor, phone, name);
    }
}
