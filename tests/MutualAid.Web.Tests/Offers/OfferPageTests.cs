using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Offers;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests.Offers;

public sealed class OfferPageTests : DatabaseTest
{
    private Neighbourhood people = null!;
    private Giving giving = null!;
    private TestApp app = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        (people, giving, app) = (new Neighbourhood(Database, Clock), new Giving(Database, Clock), new TestApp(Database, Clock));
    }

    public override async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_helper_gives_two_bags_with_one_short_form_and_reads_how_it_stands()
    {
        var client = await app.SignInAsync(await people.HelperAsync("Deniz"));

        var given = await client.SubmitAsync(await client.GetAsync("/offers/give"), "form[data-form=give]", Rice());

        given.Path.Should().StartWith("/offers/");
        given.Text.Should().Contain("Thank you. Here is your offer").And.Contain("2 bags of rice").And.Contain("Basmati, unopened").And.Contain("on offer");
        var mine = await client.GetAsync("/me");
        mine.Find("#offers").TextContent.Should().Contain("A food parcel").And.Contain("2 bags of rice");
    }

    [Fact]
    public async Task Words_of_a_million_letters_and_an_odd_number_come_back_with_a_sentence_each_and_nothing_lost()
    {
        var client = await app.SignInAsync(await people.HelperAsync());
        var far = new string('x', 1_000_000);

        var again = await client.SubmitAsync(await client.GetAsync("/offers/give"), "form[data-form=give]",
            new(Rice()) { ["Input.Words"] = far, ["Input.Quantity"] = "1.5", ["Input.Until"] = "2026-05-17" });

        ((int)again.Status).Should().Be(400);
        again.Find("#Input_Words").TextContent.Should().HaveLength(1_000_000);
        again.Find("#Input_Quantity").GetAttribute("value").Should().Be("1.5");
        again.Text.Should().Contain("Write a whole number from 1 to 1,000.").And.Contain("The day has passed").And.Contain("There is room for 400");
        again.Find("#Input_Unit").GetAttribute("value").Should().Be("bags of rice");
    }

    [Fact]
    public async Task The_same_form_sent_many_times_at_once_makes_one_offer()
    {
        var client = await app.SignInAsync(await people.HelperAsync());
        var page = await client.GetAsync("/offers/give");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.SendAsync(page, "form[data-form=give]", Rice())));

        answers.Select(a => a.Headers.Location?.ToString()).Distinct().Should().ContainSingle().Which.Should().StartWith("/offers/");
        await using var db = Database.Context();
        (await db.Offers.CountAsync()).Should().Be(1);
    }

    [Fact]
    public async Task A_visitor_reads_numbers_and_no_offer_and_is_asked_to_sign_in_for_more()
    {
        var offerId = await giving.OfferAsync(await people.HelperAsync());
        for (var i = 0; i < 5; i++)
        {
            await giving.OfferAsync(await people.HelperAsync($"Giver {i}"), Giving.Rice with { KindId = "errand", Words = "an hour of mine" });
        }

        var page = await app.Visitor().GetAsync("/offers");

        page.Text.Should().Contain("An errand: 5 neighbours").And.NotContain("A food parcel").And.NotContain("an hour of mine").And.NotContain("Giver");
        (await app.Visitor(follow: false).GetAsync($"/offers/{offerId}")).Response.Headers.Location!.OriginalString.Should().Contain("/sign-in");
    }

    [Fact]
    public async Task A_neighbour_asks_for_one_the_giver_says_yes_and_both_pages_tell_what_is_left()
    {
        var (giver, asker) = (await people.HelperAsync("Deniz"), await people.MemberAsync());
        var offerId = await giving.OfferAsync(giver);
        var neighbour = await app.SignInAsync(asker);
        (await neighbour.GetAsync("/offers")).Text.Should().Contain("Basmati, unopened").And.NotContain("Deniz");

        var check = await AskAsync(neighbour, offerId, "1");
        check.Text.Should().Contain("You ask for a neighbour’s offer").And.Contain("Basmati, unopened").And.NotContain("Deniz");
        (await neighbour.SubmitAsync(check, "form[data-form=ask-check]", new() { ["Input.Agree"] = "true" }, "Send it")).Path.Should().Be("/needs/post/sent");

        var theirs = await app.SignInAsync(giver);
        (await theirs.GetAsync("/me")).Find("#offers").TextContent.Should().Contain("1 neighbour asks for it");
        (await theirs.GetAsync("/notices")).Text.Should().Contain("a neighbour asks for what you offer");
        var asked = await theirs.GetAsync($"/offers/{offerId}");
        asked.Text.Should().Contain("A neighbour asks for this").And.NotContain("Samira");
        var agreed = await theirs.SubmitAsync(asked, "form[data-form=yes]");
        agreed.Path.Should().StartWith("/claims/");
        agreed.Text.Should().Contain("Samira").And.Contain("bags of rice: 1");
        (await theirs.GetAsync($"/offers/{offerId}")).Text.Should().Contain("1 of 2 bags of rice left").And.Contain("set aside");

        var status = await neighbour.GetAsync($"/offers/{offerId}");
        status.Text.Should().Contain("You have asked for this.").And.Contain("1 of 2 bags of rice left");
        (await neighbour.GetAsync(status.Find("a[href^='/status/']").GetAttribute("href")!)).Text.Should().Contain("Deniz has this");
    }

    [Fact]
    public async Task A_giver_says_not_this_time_and_the_need_stays_on_the_board()
    {
        var (giver, asker) = (await people.HelperAsync("Deniz"), await people.MemberAsync());
        var offerId = await giving.OfferAsync(giver);
        await giving.AskAsync(Neighbourhood.ActorOf(asker), offerId);
        var theirs = await app.SignInAsync(giver);

        var after = await theirs.SubmitAsync(await theirs.GetAsync($"/offers/{offerId}"), "form[data-form=no]");

        after.Text.Should().Contain("Thank you for answering").And.NotContain("A neighbour asks for this");
        (await (await app.SignInAsync(asker)).GetAsync("/notices")).Text.Should().Contain("can’t this time");
        (await (await app.SignInAsync(await people.HelperAsync("Mei"))).GetAsync("/needs")).Text.Should().Contain("A food parcel");
    }

    [Fact]
    public async Task The_check_page_and_the_page_of_a_need_tell_who_offers_it_and_one_tick_asks_a_giver_first()
    {
        var area = await people.AreaAsync();
        var (giver, asker) = (await people.HelperAsync("Deniz"), await people.MemberAsync(areaId: area.Id));
        await giving.OfferAsync(giver, Giving.Rice with { AreaId = area.Id, KindId = "groceries" });
        var client = await app.SignInAsync(asker);

        var check = await Needs.Asking.PlaceAsync(client, ("Input.Area", area.Id.ToString()));
        check.Text.Should().Contain("1 neighbour offers this near you.");
        await client.SubmitAsync(check, "form[data-form=ask-check]", new() { ["Input.Agree"] = "true", ["Input.AskAGiver"] = "true" }, "Send it");

        await using var db = Database.Context();
        var need = await db.Needs.Include(n => n.Claims).SingleAsync();
        need.Claims.Single().HelperId.Should().Be(giver.Id);
        (await client.GetAsync($"/status/{need.Id}")).Text.Should().Contain("1 neighbour offers this near you.");
        var helper = await app.SignInAsync(await people.HelperAsync("Mei"));
        (await helper.GetAsync($"/needs/{need.Id}")).Text.Should().Contain("1 neighbour offers this nearby.");
    }

    [Fact]
    public async Task A_guest_is_not_told_of_fewer_than_five()
    {
        var area = await people.AreaAsync();
        for (var i = 1; i <= 5; i++)
        {
            var check = await Needs.Asking.PlaceAsync(app.Visitor(), ("Input.Area", area.Id.ToString()));
            check.Text.Should().NotContain("offers this near you").And.NotContain("offer this near you");
            await giving.OfferAsync(await people.HelperAsync($"Giver {i}"), Giving.Rice with { AreaId = area.Id, KindId = "groceries" });
        }

        (await Needs.Asking.PlaceAsync(app.Visitor(), ("Input.Area", area.Id.ToString()))).Text.Should().Contain("5 neighbours offer this near you.");
    }

    [Fact]
    public async Task An_offer_that_went_while_somebody_wrote_is_told_kindly_and_the_words_can_be_sent_all_the_same()
    {
        var (giver, asker) = (await people.HelperAsync(), await people.MemberAsync());
        var offerId = await giving.OfferAsync(giver);
        var client = await app.SignInAsync(asker);
        var check = await AskAsync(client, offerId, "2");
        await giving.WithAsync<OfferService, Result>(s => s.TakeBackAsync(Neighbourhood.ActorOf(giver), offerId));

        var late = await client.SubmitAsync(check, "form[data-form=ask-check]", new() { ["Input.Agree"] = "true" }, "Send it");

        ((int)late.Status).Should().Be(409);
        late.Text.Should().Contain("This offer is gone now. Your words are kept");
        (await client.SubmitAsync(late, "form[data-form=ask-check]", new() { ["Input.Agree"] = "true" }, "Send it")).Path.Should().Be("/needs/post/sent");
    }

    [Fact]
    public async Task One_press_on_ones_own_page_brings_a_resting_offer_back()
    {
        var giver = await people.HelperAsync();
        var offerId = await giving.OfferAsync(giver);
        for (var day = 0; day <= 50; day++)
        {
            await giving.WithAsync<Core.Notices.NetworkTimers, IReadOnlyDictionary<string, int>>(t => t.RunAsync(Now));
            Clock.Advance(TimeSpan.FromDays(1));
        }

        var client = await app.SignInAsync(giver);
        var page = await client.GetAsync("/me");
        page.Find("#offers").TextContent.Should().Contain("resting").And.Contain("Is it still open?");
        (await client.GetAsync("/notices")).Text.Should().Contain("One press brings it back.");

        var back = await client.SubmitAsync(page, "form[data-form=still]");

        back.Path.Should().StartWith("/me");
        back.Text.Should().Contain("It stands, and neighbours find it.");
        (await giving.LoadAsync(offerId)).State.Should().Be(OfferState.Open);
    }

    [Fact]
    public async Task The_giver_writes_down_what_was_given_takes_a_slip_back_changes_it_and_takes_it_back()
    {
        var giver = await people.HelperAsync();
        var offerId = await giving.OfferAsync(giver);
        var client = await app.SignInAsync(giver);
        var page = await client.SubmitAsync(await client.GetAsync($"/offers/{offerId}"), "form[data-form=gave]", new() { ["Input.Amount"] = "3", ["Input.ForWhom"] = "Ada" });
        ((int)page.Status).Should().Be(400);
        page.Find("#Input_ForWhom").GetAttribute("value").Should().Be("Ada");
        page = await client.SubmitAsync(page, "form[data-form=gave]", new() { ["Input.Amount"] = "1" });
        page.Text.Should().Contain("1 of 2 bags of rice left").And.Contain("for Ada");
        page = await client.SubmitAsync(page, "form[data-form=slip]");
        page.Text.Should().NotContain("Ada");

        var form = await client.GetAsync($"/offers/{offerId}/change");
        page = await client.SubmitAsync(form, "form[data-form=change]", new() { ["Input.Quantity"] = "5" });
        page.Text.Should().Contain("5 bags of rice");
        page = await client.SubmitAsync(form, "form[data-form=back]");
        page.Text.Should().Contain("taken back");
        (await client.GetAsync($"/offers/{offerId}/change")).Status.Should().Be(System.Net.HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/offers?Kind=gold")]
    [InlineData("/offers?Area=nowhere")]
    [InlineData("/offers?Kind=%00")]
    [InlineData("/offers?Older=x-y")]
    [InlineData("/offers/00000000-0000-0000-0000-000000000000")]
    [InlineData("/offers/give?kind=%EF%BF%BD")]
    public async Task An_odd_address_is_answered_with_words(string address)
    {
        var client = await app.SignInAsync(await people.HelperAsync());
        ((int)(await client.GetAsync(address)).Status).Should().BeOneOf(200, 400, 404);
    }

    private static Dictionary<string, object?> Rice() => new()
    {
        ["Input.Words"] = "Basmati, unopened",
        ["Input.KindId"] = "food-parcel",
        ["Input.Standing"] = "once",
        ["Input.Quantity"] = "2",
        ["Input.Unit"] = "bags of rice",
    };

    private static async Task<PageAnswer> AskAsync(PageClient client, Guid offerId, string amount)
    {
        var words = await client.SubmitAsync(await client.GetAsync($"/offers/{offerId}"), "form[data-form=ask]", new() { ["Input.Amount"] = amount });
        words.Path.Should().Be("/needs/post/words");
        var place = await client.SubmitAsync(words, "form[data-form=ask-words]", new() { ["Input.Words"] = "Rice would help", ["Input.When"] = "NoHurry" });
        return await client.SubmitAsync(place, "form[data-form=ask-place]", new() { ["Input.ReachBy"] = "Nobody" });
    }
}
