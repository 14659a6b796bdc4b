using System.Text.RegularExpressions;
using FluentAssertions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Demo;
using MutualAid.Core.Desk;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Needs.Visits;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Demo;

public sealed class DemoNeighbourhoodTests : DatabaseTest
{
    private const int PiecesOfTheQuilt = 31;

    [Fact]
    public async Task A_second_filling_adds_nothing_and_names_the_same_people()
    {
        var people = await FillAsync();
        var before = await CountsAsync();

        var again = await FillAsync();

        again.Should().Equal(people).And.HaveCount(7);
        (await CountsAsync()).Should().Equal(before);
    }

    [Fact]
    public async Task Each_person_who_is_printed_can_sign_in_and_has_the_role_that_is_said()
    {
        var people = await FillAsync();
        await using var services = Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var actors = new Dictionary<string, Actor>();
        foreach (var person in people)
        {
            var account = await accounts.FindByEmailAsync(person.Email);
            (await accounts.CheckPasswordAsync(account!, person.Password)).Should().BeTrue(person.Name);
            actors[person.Name] = (await scope.ServiceProvider.GetRequiredService<ActorReader>().ReadAsync(account!.Id, account.SecurityStamp, Now))!;
        }

        actors["Ana"].Should().Match<Actor>(a => a.IsCoordinator && a.Areas == null);
        actors["Kwame"].Areas.Should().ContainSingle();
        actors["Oonagh"].IsAdministrator.Should().BeTrue();
        actors["Samira"].Roles.Should().BeEmpty();
    }

    [Fact]
    public async Task Every_list_has_rows_and_needs_claims_and_helpers_stand_in_every_state_that_life_brings()
    {
        await FillAsync();
        await using var db = Database.Context();
        var needs = await db.Needs.Include(n => n.Parts).Include(n => n.Claims).AsSplitQuery().ToListAsync();

        needs.Should().HaveCountGreaterThan(65);
        needs.Select(n => n.State).Distinct().Should().Contain(
            [NeedState.Draft, NeedState.Open, NeedState.PartFilled, NeedState.Agreed, NeedState.Done, NeedState.Withdrawn]);
        needs.SelectMany(n => n.Claims).Select(c => c.State).Distinct().Should().Contain(
            [ClaimState.Invited, ClaimState.Offered, ClaimState.Agreed, ClaimState.Done, ClaimState.PartDone, ClaimState.Lapsed, ClaimState.Released, ClaimState.DidntHappen]);
        needs.Select(n => n.Urgency).Distinct().Should().HaveCount(4);
        needs.Count(n => n.Looking).Should().BeGreaterThan(15);
        needs.Should().Contain(n => n.Looking && n.PostedAt < Now.AddDays(-7), "somebody has waited long");
        needs.SelectMany(n => n.Languages).Should().Contain(["en", "es", "ar"]);
        var profiles = await db.HelperProfiles.ToListAsync();
        profiles.Select(p => p.Vetting).Distinct().Should().HaveCount(3);
        profiles.Should().Contain(p => p.RestUntil > DateOnly.FromDateTime(Now.UtcDateTime));
        profiles.Should().OnlyContain(p => p.Active);
        (await db.Thanks.CountAsync()).Should().BeGreaterThan(10);
        (await db.Notices.CountAsync(n => n.SeenAt == null)).Should().BeGreaterThan(5);
        (await db.AccessEntries.CountAsync()).Should().BeGreaterThan(20);
        (await db.Members.CountAsync()).Should().BeInRange(44, 50);
    }

    [Theory]
    [InlineData("2026-05-18T09:00:00Z")]
    [InlineData("2026-05-24T22:59:00Z")]
    public async Task What_comes_after_a_yes_is_there_to_be_seen(string now)
    {
        Clock.Set(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));
        await FillAsync();
        await using var db = Database.Context();
        var names = await db.Members.ToDictionaryAsync(m => m.Id, m => m.Name);

        // A visit tonight, with a buddy, and two have written to each other about it.
        var visit = await db.Visits.Include(v => v.Companions).SingleAsync();
        visit.PlannedFor.Should().BeAfter(Now).And.BeBefore(Now.AddHours(30));
        var claim = await db.Claims.SingleAsync(c => c.Id == visit.ClaimId);
        (claim.State, names[claim.HelperId]).Should().Be((ClaimState.Agreed, "Tomasz"));
        visit.Companions.Should().ContainSingle().Which.Should().Match<Companion>(c => c.Role == CompanyRole.Buddy && c.Answer == CompanyAnswer.Yes);
        (await db.ClaimMessages.Where(m => m.ClaimId == claim.Id).OrderBy(m => m.At).Select(m => m.FromHelper).ToListAsync()).Should().Equal(true, false);

        // Half a job, of which the rest is open; an offer of which some is given; a repeat with one date skipped.
        (await db.NeedParts.SingleAsync(p => p.RestOf != null)).Should().Match<NeedPart>(p => p.State == PartState.Open && p.What!.StartsWith("The cat litter"));
        (await db.Offers.CountAsync(o => o.Given > 0 && o.Quantity > o.Given)).Should().BePositive();
        var repeat = await db.Needs.Include(n => n.Parts).SingleAsync(n => n.Repeats != null);
        repeat.Parts.Should().HaveCount(6).And.ContainSingle(p => p.Skipped);
        repeat.Parts.Count(p => p.State == PartState.Filled).Should().Be(1);

        // A need that was referred with a recorded yes, after the search was widened.
        var referral = await db.Referrals.SingleAsync();
        (await db.Needs.SingleAsync(n => n.Id == referral.NeedId)).Should().Match<Need>(n => n.State == NeedState.Referred && n.WiderBy > 0);
        (await db.Partners.CountAsync()).Should().Be(2);

        // The same telephone has asked before, under another name.
        await using var services = Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();
        var ana = new Actor { MemberId = names.Single(n => n.Value == "Ana").Key, Roles = new HashSet<Role> { Role.Coordinator }, Areas = null };
        var phone = DemoPeople.PhoneOf(DemoPeople.All.Single(p => p.Name == "Edie"));
        var found = await scope.ServiceProvider.GetRequiredService<HouseholdService>().LookUpAsync(ana, phone, null);
        found.Select(h => h.Name).Should().BeEquivalentTo("Edith", "Edie");
        found.Should().OnlyContain(h => h.Asked.Count > 0);
    }

    [Theory]
    [InlineData("2026-05-18T00:20:00Z")]
    [InlineData("2026-05-24T22:59:00Z")]
    [InlineData("2026-10-25T00:30:00Z")]
    [InlineData("2028-02-29T12:00:00Z")]
    [InlineData("2026-11-22T00:45:00Z")]
    public async Task Whatever_the_hour_the_week_has_its_31_pieces_and_nothing_happens_in_the_future(string now)
    {
        Clock.Set(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));
        await FillAsync();
        await using var db = Database.Context();
        var clock = NetworkClock.ForZone("Europe/London")!;
        var monday = clock.At(clock.WeekOf(Now), TimeOnly.MinValue);

        (await db.Claims.CountAsync(c => c.State == ClaimState.Done && c.ChangedAt >= monday)).Should().BeGreaterThanOrEqualTo(PiecesOfTheQuilt);
        // Whoever signs in as the checked helper finds something to come to, and something done this week, whose pages are still open.
        var yusuf = await db.Members.Where(m => m.Name == DemoPeople.CheckedHelper).Select(m => m.Id).SingleAsync();
        (await db.Claims.Where(c => c.HelperId == yusuf && c.ChangedAt >= Now.AddDays(-7)).Select(c => c.State).ToListAsync()).Should().Contain([ClaimState.Agreed, ClaimState.Done]);

        (await db.AuditEntries.AnyAsync(e => e.At > Now)).Should().BeFalse();
        (await db.Claims.AnyAsync(c => c.ChangedAt > Now)).Should().BeFalse();
        (await db.Notices.AnyAsync(n => n.At > Now)).Should().BeFalse();
    }

    [Fact]
    public async Task No_words_name_a_phone_and_what_is_kept_of_phones_and_addresses_is_the_address_books()
    {
        await FillAsync();
        await using var db = Database.Context();

        (await db.Needs.Select(n => n.Words).ToListAsync()).Should().OnlyContain(w => w != null && !Regex.IsMatch(w, @"\d{3}"));
        await using var services = Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();
        var agreed = await db.Claims.FirstAsync(c => c.State == ClaimState.Agreed);
        var contact = await scope.ServiceProvider.GetRequiredService<AddressBook>().RevealAsync(new Actor { MemberId = agreed.HelperId }, agreed.NeedId, null);
        contact.Value.Phone.Should().MatchRegex("^07700 900 [0-9]{3}$");
    }

    [Fact]
    public async Task Nobody_is_asked_for_more_than_their_limit_and_everything_done_is_on_the_record()
    {
        await FillAsync();
        await using var db = Database.Context();
        var limits = await db.HelperProfiles.ToDictionaryAsync(p => p.MemberId, p => p.WeeklyCapacity);
        var claims = await db.Claims.Where(c => c.State == ClaimState.Agreed || c.State == ClaimState.Done || c.State == ClaimState.Offered).ToListAsync();

        var weeks = claims.GroupBy(c => (c.HelperId, c.WeekOf)).ToList();
        weeks.Should().OnlyContain(week => week.Count() <= limits[week.Key.HelperId]);
        weeks.Should().Contain(week => week.Count() == limits[week.Key.HelperId], "somebody is at the limit");
        var aDay = await db.HelperProfiles.Where(p => p.MostADay != null).ToDictionaryAsync(p => p.MemberId, p => p.MostADay);
        var days = claims.Join(await db.NeedParts.Where(p => p.When == PartWhen.OnDay).ToListAsync(), c => c.PartId, p => p.Id, (c, p) => (c.HelperId, p.Day))
            .Where(c => aDay.ContainsKey(c.HelperId)).GroupBy(c => c).ToList();
        days.Should().NotBeEmpty().And.OnlyContain(day => day.Count() <= aDay[day.Key.HelperId]);
        var audited = await db.AuditEntries.Where(e => e.SubjectId != null).Select(e => e.SubjectId!.Value).ToListAsync();
        claims.Select(c => c.Id).Should().BeSubsetOf(audited);
        (await db.AuditEntries.CountAsync(e => e.Deed == Deed.NeedPosted)).Should().Be(await db.Needs.CountAsync());
    }

    [Fact]
    public async Task The_nine_areas_fit_together_and_hold_their_own_centre()
    {
        await FillAsync();
        await using var db = Database.Context();
        var areas = await db.Areas.ToListAsync();
        var network = await db.Networks.SingleAsync();
        var plane = LocalPlane.Around(network.OriginLatitude, network.OriginLongitude).Value;

        areas.Should().HaveCount(9);
        foreach (var area in areas)
        {
            var shape = GeoJsonAreas.ReadBorder(area.Border);
            shape.Should().NotBeNull(area.Name);
            Cell.Holding(plane.ToMetres(shape!.InsidePoint())).Centre.Should().Be(area.Point!.Value);
        }
    }

    [Fact]
    public async Task A_network_with_people_of_its_own_gets_no_demo_people()
    {
        await new Neighbourhood(Database, Clock).MemberAsync("Somebody real");

        (await FillAsync()).Should().BeEmpty();

        await using var db = Database.Context();
        (await db.Members.CountAsync()).Should().Be(1);
    }

    private async Task<IReadOnlyList<DemoPerson>> FillAsync()
    {
        await using var services = Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DemoNeighbourhood>().FillIfEmptyAsync();
    }

    private async Task<int[]> CountsAsync()
    {
        await using var db = Database.Context();
        return
        [
            await db.Members.CountAsync(), await db.Needs.CountAsync(), await db.Claims.CountAsync(), await db.Areas.CountAsync(),
            await db.AuditEntries.CountAsync(), await db.Notices.CountAsync(), await db.Thanks.CountAsync(), await db.Users.CountAsync(),
        ];
    }
}
