using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Desk;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Needs.Visits;
using MutualAid.Core.Notices;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;
using Xunit;

namespace MutualAid.Core.Tests.Needs.Visits;

/// <summary>Story 16 on the database: the plan comes before the address, the check and the pair are kept, and the neighbour has a say.</summary>
public sealed class VisitServiceTests : VisitScene
{
    [Fact]
    public async Task The_address_opens_a_day_before_the_planned_visit_and_closes_when_it_ends()
    {
        var yusuf = await People.HelperAsync();
        var (need, claim) = await AgreedAsync(yusuf);
        (await AddressAsync(yusuf, need.Id)).Should().BeNull("no visit is planned");

        (await PlanAsync(yusuf, claim)).Ok.Should().BeTrue();

        foreach (var (at, open) in new[] { (Starts.AddHours(-24).AddSeconds(-1), false), (Starts.AddHours(-24), true), (Ends.AddSeconds(-1), true), (Ends, false) })
        {
            Clock.Set(at);
            (await AddressAsync(yusuf, need.Id) is not null).Should().Be(open, at.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        }

        await using var db = Database.Context();
        (await db.AccessEntries.Where(e => e.Facts == SeenFacts.PhoneAndAddress).CountAsync()).Should().Be(2, "every look that saw the address is on record, and no other says so");
    }

    [Fact]
    public async Task A_released_helper_and_somebody_elses_claim_find_nothing_to_plan_or_to_see()
    {
        var (yusuf, mei) = (await People.HelperAsync(), await People.HelperAsync("Mei"));
        var (need, claim) = await AgreedAsync(yusuf);
        await PlanAsync(yusuf, claim);
        Clock.Set(Starts);

        (await PlanAsync(mei, claim)).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        await People.ChangeAsync(need.Id, n => n.Release(claim, Now));

        (await AddressAsync(yusuf, need.Id)).Should().Be("NotFound");
        (await PlanAsync(yusuf, claim)).Refusal!.Kind.Should().Be(RefusalKind.Conflict);
        (await With<VisitService, Result>(s => s.ArriveAsync(Of(yusuf), claim))).Ok.Should().BeFalse();
        (await With<VisitQueries, ClaimVisit?>(s => s.OfClaimAsync(Of(yusuf), claim))).Should().BeNull();
    }

    [Fact]
    public async Task Planning_and_changing_tell_the_neighbour_and_the_same_plan_again_tells_nobody()
    {
        var yusuf = await People.HelperAsync();
        var (_, claim) = await AgreedAsync(yusuf);

        await PlanAsync(yusuf, claim);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await PlanAsync(yusuf, claim);
        await PlanAsync(yusuf, claim, TenToEleven with { Until = new TimeOnly(12, 0) });

        (await NewsAsync(Asker)).Should().Equal(NoticeKind.VisitPlanned, NoticeKind.VisitMoved);
        await using var db = Database.Context();
        (await db.AuditEntries.Where(e => e.SubjectId == claim).OrderBy(e => e.Id).Select(e => e.Deed).ToListAsync()).Should().Equal(Deed.VisitPlanned, Deed.VisitMoved);
    }

    [Fact]
    public async Task Another_time_please_closes_the_address_until_there_is_a_new_plan()
    {
        var yusuf = await People.HelperAsync();
        var (need, claim) = await AgreedAsync(yusuf);
        await PlanAsync(yusuf, claim);
        Clock.Set(Starts.AddHours(-3));
        var own = OwnNeed.Of(People.Keys[need.Id]);

        (await With<VisitService, Result>(s => s.AskForAnotherTimeAsync(Actor.Visitor, OwnNeed.Of("somebody-elses-key"), claim))).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        (await With<VisitService, Result>(s => s.AskForAnotherTimeAsync(Actor.Visitor, own, claim))).Ok.Should().BeTrue();

        (await AddressAsync(yusuf, need.Id)).Should().BeNull();
        (await NewsAsync(yusuf)).Should().Contain(NoticeKind.AnotherTimePlease);
        await PlanAsync(yusuf, claim, TenToEleven with { From = new TimeOnly(10, 30) });
        (await AddressAsync(yusuf, need.Id)).Should().NotBeNull();
    }

    [Fact]
    public async Task When_a_check_ends_the_kind_cannot_be_claimed_what_is_agreed_closes_and_the_helper_is_told_why_once()
    {
        var yusuf = await People.HelperAsync(vetting: Vetting.Checked);
        var (need, claim) = await AgreedAsync(yusuf, "come-along");
        await PlanAsync(yusuf, claim);
        await using (var db = Database.Context())
        {
            (await db.HelperProfiles.SingleAsync(p => p.MemberId == yusuf.Id)).Vet(Vetting.Checked, Wednesday.AddDays(-1));
            await db.SaveChangesAsync();
        }

        // Tuesday is the check's last day: it holds today, and not on the day of the visit.
        Clock.Set(Starts.AddHours(-23));
        (await AddressAsync(yusuf, need.Id)).Should().Be("NotAllowed");
        (await TickAsync(Starts.AddHours(-23))).Should().NotContainKey(nameof(CheckEndedTimer));

        await TickAsync(Starts);
        await TickAsync(Starts.AddMinutes(1));
        (await NewsAsync(yusuf)).Count(k => k == NoticeKind.CheckEnded).Should().Be(1);
        var refused = await With<AddressBook, Result<Contact>>(b => b.RevealAsync(Of(yusuf), need.Id, null));
        refused.Refusal!.Why.ToString().Should().StartWith("Your check ended on");
        (await With<ClaimQueries, ClaimDetails?>(q => q.DetailsAsync(Of(yusuf), claim)))!.Visit!.Gate.Why.Should().Be(refused.Refusal.Why, "the page says what the book says");
        var other = await People.NeedAsync(Asker.Id, "come-along");
        (await With<ClaimService, Result<TakenOn>>(s => s.TakeAsync(Of(yusuf), other.Id, new Taking(Guid.NewGuid(), [other.Parts[0].Id], null))))
            .Refusal!.Kind.Should().BeOneOf(RefusalKind.NotAllowed, RefusalKind.NotFound);
    }

    [Fact]
    public async Task A_first_visit_in_pairs_waits_for_a_partner_who_said_yes()
    {
        var (yusuf, bea) = (await People.HelperAsync(), await WithAccountAsync(await People.HelperAsync("Bea")));
        var (need, claim) = await AgreedAsync(yusuf, "walk");
        await PlanAsync(yusuf, claim);
        Clock.Set(Starts.AddHours(-5));
        (await AddressAsync(yusuf, need.Id)).Should().BeNull();

        await NameAsync(yusuf, claim, CompanyRole.Partner, bea, yes: false);
        (await AddressAsync(yusuf, need.Id)).Should().BeNull("being asked is no yes");
        var card = await With<VisitQueries, CompanyCard?>(q => q.CompanyAsync(Of(bea), claim));
        card.Should().Match<CompanyCard>(c => c.Helper == "Yusuf" && c.Role == CompanyRole.Partner && c.Kind != null);
        (await With<CompanyService, Result>(s => s.AnswerAsync(Of(bea), claim, yes: true))).Ok.Should().BeTrue();

        (await AddressAsync(yusuf, need.Id)).Should().NotBeNull();
        (await AddressAsync(bea, need.Id)).Should().Be("NotFound", "whoever comes along learns no address here");
        (await NewsAsync(yusuf)).Should().Contain(NoticeKind.PairComplete);
        Clock.Advance(TimeSpan.FromSeconds(1));
        (await With<CompanyService, Result>(s => s.AnswerAsync(Of(bea), claim, yes: false))).Ok.Should().BeTrue();
        (await AddressAsync(yusuf, need.Id)).Should().BeNull("without company it is closed again");
        (await NewsAsync(yusuf)).Should().EndWith(NoticeKind.PairLost);
    }

    [Fact]
    public async Task A_second_helper_on_the_same_part_makes_the_pair_and_the_second_visit_needs_none()
    {
        var (yusuf, bea) = (await People.HelperAsync(), await People.HelperAsync("Bea"));
        var (need, claim) = await AgreedAsync(yusuf, "walk", wanted: 2);
        await PlanAsync(yusuf, claim);
        Clock.Set(Starts);
        (await AddressAsync(yusuf, need.Id)).Should().BeNull();
        await People.ChangeAsync(need.Id, n => n.Take(n.Parts[0].Id, bea.Id, Wednesday, null, Now));
        (await AddressAsync(yusuf, need.Id)).Should().NotBeNull();

        await People.ChangeAsync(need.Id, n => n.Report(claim, Outcome.Done, fromHelper: true, Now));
        var (again, second) = await AgreedAsync(yusuf, "walk");
        await PlanAsync(yusuf, second);
        (await AddressAsync(yusuf, again.Id)).Should().NotBeNull();
    }

    [Fact]
    public async Task Only_a_coordinator_of_the_area_lets_one_person_go_and_the_reason_is_on_the_timeline()
    {
        var (here, elsewhere) = (await People.AreaAsync(), await People.AreaAsync("Riverside", 2_500, 500));
        var yusuf = await People.HelperAsync();
        var (need, claim) = await AgreedAsync(yusuf, "walk", here.Id);
        await PlanAsync(yusuf, claim);
        Clock.Set(Starts.AddHours(-1));
        var (ana, kwame) = (Of(await People.CoordinatorAsync(), Role.Coordinator), Of(await People.CoordinatorAsync("Kwame"), Role.Coordinator) with { Areas = new HashSet<Guid> { elsewhere.Id } });
        (await With<VisitDesk, IReadOnlyList<DeskVisit>>(d => d.WaitForCompanyAsync(ana))).Select(v => v.ClaimId).Should().Equal(claim);
        (await With<VisitDesk, IReadOnlyList<DeskVisit>>(d => d.WaitForCompanyAsync(kwame))).Should().BeEmpty();

        (await With<VisitDesk, Result>(d => d.WaivePairAsync(kwame, claim, "They are cousins"))).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        (await With<VisitDesk, Result>(d => d.WaivePairAsync(Of(yusuf), claim, "I am fine"))).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        (await With<VisitDesk, Result>(d => d.WaivePairAsync(ana, claim, "  "))).Refusal!.Fields.Should().ContainSingle(f => f.Field == "Reason");
        (await AddressAsync(yusuf, need.Id)).Should().BeNull();
        (await With<VisitDesk, Result>(d => d.WaivePairAsync(ana, claim, "They have met at the garden"))).Ok.Should().BeTrue();

        (await AddressAsync(yusuf, need.Id)).Should().NotBeNull();
        (await With<VisitDesk, Result>(d => d.WaivePairAsync(ana, claim, "Twice"))).Refusal!.Kind.Should().Be(RefusalKind.Conflict);
        (await With<VisitDesk, IReadOnlyList<DeskVisit>>(d => d.WaitForCompanyAsync(ana))).Should().BeEmpty();
        var lines = await With<ClaimQueries, ClaimDetails?>(q => q.DetailsAsync(Of(yusuf), claim));
        lines!.Timeline.Select(l => l.Words.ToString()).Should().Contain("A coordinator said that one person is enough: They have met at the garden");
    }

    [Fact]
    public async Task Naming_tells_nobody_who_is_a_member_and_reaches_nobody_it_must_not()
    {
        var yusuf = await WithAccountAsync(await People.HelperAsync());
        var (stranger, blocked, newcomer) = (await WithAccountAsync(await People.MemberAsync("Deniz")), await WithAccountAsync(await People.HelperAsync("Kim")), await WithAccountAsync(await People.HelperAsync("Noa", Vetting.New)));
        await WithAccountAsync(Asker);
        await People.KeepAsync(Block.Between(Asker.Id, blocked.Id, Now));
        var (_, claim) = await AgreedAsync(yusuf, "walk");
        (await NameAsync(yusuf, claim, CompanyRole.Buddy, stranger, yes: false)).Refusal!.Kind.Should().Be(RefusalKind.Conflict, "there is no plan to look out for");
        await PlanAsync(yusuf, claim);

        foreach (var vain in new[] { Asker, yusuf, blocked, newcomer })
        {
            (await NameAsync(yusuf, claim, CompanyRole.Partner, vain, yes: false)).Ok.Should().BeTrue("the answer is the same as for anybody");
            (await With<CompanyService, Result>(s => s.AnswerAsync(Of(vain), claim, yes: true))).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
            (await With<CompanyService, Result>(s => s.DoWithoutAsync(Of(yusuf), claim, CompanyRole.Partner))).Ok.Should().BeTrue();
        }

        (await With<CompanyService, Result>(s => s.AskAsync(Of(yusuf), claim, CompanyRole.Partner, "nobody@example.org"))).Ok.Should().BeTrue();
        (await With<CompanyService, Result>(s => s.AskAsync(Of(yusuf), claim, CompanyRole.Buddy, "no address"))).Refusal!.Fields.Should().ContainSingle(f => f.Field == "Email");
        await using var db = Database.Context();
        (await db.Notices.CountAsync(n => n.Kind == NoticeKind.AskedAlong)).Should().Be(0);
    }

    [Fact]
    public async Task A_buddy_reads_a_name_and_times_and_nothing_else_and_whoever_was_not_named_reads_nothing()
    {
        var (yusuf, mei) = (await People.HelperAsync(), await WithAccountAsync(await People.MemberAsync("Mei")));
        var (_, claim) = await AgreedAsync(yusuf);
        await PlanAsync(yusuf, claim);

        await NameAsync(yusuf, claim, CompanyRole.Buddy, mei);

        var card = await With<VisitQueries, CompanyCard?>(q => q.CompanyAsync(Of(mei), claim));
        card.Should().Match<CompanyCard>(c => c.Helper == "Yusuf" && c.From == new TimeOnly(10, 0) && c.Kind == null && c.Area == null && c.AlarmAt == Ends.AddMinutes(30));
        (await With<VisitQueries, CompanyCard?>(q => q.CompanyAsync(Of(Asker), claim))).Should().BeNull();
        await using var db = Database.Context();
        (await db.Notices.Where(n => n.ToMemberId == mei.Id).ToListAsync()).Should().OnlyContain(n => n.NeedId == null, "not even the kind of help is told");
    }

    [Fact]
    public async Task When_the_claim_ends_before_the_visit_whoever_was_named_hears_that_it_is_off()
    {
        var (yusuf, mei) = (await People.HelperAsync(), await WithAccountAsync(await People.MemberAsync("Mei")));
        var (need, claim) = await AgreedAsync(yusuf);
        await PlanAsync(yusuf, claim);
        await NameAsync(yusuf, claim, CompanyRole.Buddy, mei);
        await People.ChangeAsync(need.Id, n => n.Release(claim, Now));

        await TickAsync(Starts.AddHours(-3));
        await TickAsync(Starts.AddHours(-2));

        (await NewsAsync(mei)).Should().Equal(NoticeKind.AskedAlong, NoticeKind.VisitOff);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 0)]
    public async Task That_a_visit_is_off_is_told_until_it_would_be_over_and_not_after(int second, int told)
    {
        var (yusuf, mei) = (await People.HelperAsync(), await WithAccountAsync(await People.MemberAsync("Mei")));
        var (need, claim) = await AgreedAsync(yusuf);
        await PlanAsync(yusuf, claim);
        await NameAsync(yusuf, claim, CompanyRole.Buddy, mei);
        await People.ChangeAsync(need.Id, n => n.Release(claim, Now));

        await TickAsync(Ends.AddSeconds(second));

        (await NewsAsync(mei)).Count(k => k == NoticeKind.VisitOff).Should().Be(told);
    }

    [Theory]
    [InlineData("2026-05-20", "2026-05-20T23:00Z")]
    [InlineData("2026-10-25", "2026-10-26T00:00Z")]
    [InlineData("2026-03-29", "2026-03-29T23:00Z")]
    [InlineData("2028-02-29", "2028-03-01T00:00Z")]
    public async Task A_check_holds_to_the_last_second_of_its_last_day_on_the_networks_clock(string day, string midnight)
    {
        var over = DateTimeOffset.Parse(midnight, System.Globalization.CultureInfo.InvariantCulture);
        Clock.Set(over.AddHours(-1));
        var yusuf = await People.HelperAsync(vetting: Vetting.Checked);
        await AgreedAsync(yusuf, "come-along");
        await using (var db = Database.Context())
        {
            (await db.HelperProfiles.SingleAsync(p => p.MemberId == yusuf.Id)).Vet(Vetting.Checked, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));
            await db.SaveChangesAsync();
        }

        (await TickAsync(over.AddSeconds(-1))).Should().BeEmpty();
        (await TickAsync(over)).Should().Equal(new Dictionary<string, int> { [nameof(CheckEndedTimer)] = 1 });
        (await TickAsync(over.AddSeconds(1))).Should().BeEmpty();
    }

    [Fact]
    public async Task Where_to_leave_things_is_erased_with_the_address()
    {
        var yusuf = await People.HelperAsync();
        var (need, claim) = await AgreedAsync(yusuf);
        await PlanAsync(yusuf, claim);

        (await With<AskerService, Result>(s => s.EraseAsync(Actor.Visitor, OwnNeed.Of(People.Keys[need.Id])))).Ok.Should().BeTrue();

        await using var db = Database.Context();
        (await db.Visits.SingleAsync()).Leave.Should().BeNull();
    }
}
