using System.Net;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests.Needs;

/// <summary>What helps a helper, "I'm not sure" everywhere, and what the neighbour says and changes afterwards, on the real forms.</summary>
public sealed class AskedInFullTests : DatabaseTest
{
    private TestApp app = null!;
    private Neighbourhood town = null!;
    private Member yusuf = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        app = new TestApp(Database, Clock);
        town = new Neighbourhood(Database, Clock);
        yusuf = await town.HelperAsync("Yusuf");
    }

    public override async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task What_helps_a_helper_is_asked_shown_with_who_sees_it_and_kept()
    {
        var client = app.Visitor();
        var check = await Asking.PlaceAsync(
            client, ("Input.AccessNeeds", "folding wheelchair"), ("Input.HouseholdSize", " 4 "), ("Input.NotToSay", "say it is about the book club"));
        check.Path.Should().Be("/needs/post/check");
        check.Text.Should().Contain("folding wheelchair").And.Contain("For how many").And.Contain("say it is about the book club")
            .And.Contain("before they see your number");
        check.All(".ma-answers__row").Should().OnlyContain(r => r.QuerySelector(".ma-seen") != null);
        (await client.GetAsync("/needs/post/place")).Find("input[name='Input.HouseholdSize']").GetAttribute("value").Should().Be("4");

        await client.SubmitAsync(check, "form[data-form=ask-check]", new() { ["Input.Agree"] = "true" }, "Send it");
        await using var db = Database.Context();
        var need = await db.Needs.SingleAsync();
        (need.AccessNeeds, need.HouseholdSize, need.NotToSay).Should().Be(("folding wheelchair", 4, "say it is about the book club"));
    }

    [Theory]
    [InlineData("Input.HouseholdSize", "many", "Write a number from 1 to 30")]
    [InlineData("Input.HouseholdSize", "31", "Write a number from 1 to 30")]
    [InlineData("Input.HouseholdSize", "-2", "Write a number from 1 to 30")]
    public async Task A_number_that_cannot_be_is_said_beside_it_and_the_words_stay(string field, string typed, string sentence)
    {
        var page = await Asking.PlaceAsync(app.Visitor(), (field, typed));
        page.Status.Should().Be(HttpStatusCode.BadRequest);
        page.Text.Should().Contain(sentence);
        page.Find($"input[name='{field}']").GetAttribute("value").Should().Be(typed);
        page.Find("input[name='Input.Name']").GetAttribute("value").Should().Be("Samira");
        page.Find("details:has(input[name='Input.HouseholdSize'])").HasAttribute("open").Should().BeTrue();
    }

    [Fact]
    public async Task For_how_many_is_asked_only_where_it_helps()
    {
        var client = app.Visitor();
        await client.SubmitAsync(await client.GetAsync("/needs/post"), "form[data-form=ask-kind]", new() { ["Input.Kind"] = "ride" });
        var place = await client.SubmitAsync(await client.GetAsync("/needs/post/words"), "form[data-form=ask-words]", Asking.WordsAnswers);
        place.Path.Should().Be("/needs/post/place");
        place.All("input[name='Input.HouseholdSize']").Should().BeEmpty();
        place.All("input[name='Input.AccessNeeds']").Should().NotBeEmpty();
    }

    [Fact]
    public async Task Not_sure_is_a_fine_answer_to_kind_time_area_and_language()
    {
        var client = app.Visitor();
        await client.SubmitAsync(await client.GetAsync("/needs/post"), "form[data-form=ask-kind]", new() { ["Input.Kind"] = "not-sure" });
        await client.SubmitAsync(
            await client.GetAsync("/needs/post/words"), "form[data-form=ask-words]",
            new() { ["Input.Words"] = "Everything at once", ["Input.When"] = "NotSure", ["Input.Languages"] = null });
        var check = await client.SubmitAsync(await client.GetAsync("/needs/post/place"), "form[data-form=ask-place]", Asking.PlaceAnswers);
        check.Find(".ma-answers").TextContent.Should().Contain("I’m not sure").And.Contain("Not sure").And.Contain("Any");
        await client.SubmitAsync(check, "form[data-form=ask-check]", new() { ["Input.Agree"] = "true" }, "Send it");

        await using var db = Database.Context();
        var need = await db.Needs.Include(n => n.Parts).SingleAsync();
        (need.KindId, need.AreaId, need.Languages.Count).Should().Be(("not-sure", null, 0));
        need.Parts.Single().Time.Should().Be(PartTime.Whenever);
    }

    [Fact]
    public async Task Of_several_parts_one_is_sorted_and_one_didnt_happen()
    {
        var need = await town.NeedAsync((await town.MemberAsync()).Id, parts: [new("groceries", null, PartTime.Whenever), new("ride", null, PartTime.Whenever)]);
        foreach (var part in need.Parts)
        {
            await town.ChangeAsync(need.Id, n => n.Take(part.Id, yusuf.Id, new DateOnly(2026, 5, 18), null, Now));
        }

        var client = app.Visitor();
        var path = $"/status/{town.Keys[need.Id]}";
        var which = await client.SubmitAsync(await client.GetAsync(path), "form[data-form=now]", new() { ["Now"] = "sorted" });
        which.Path.Should().Be($"{path}/parts?say=sorted");
        var none = await client.SubmitAsync(which, "form[data-form=parts]");
        none.Status.Should().Be(HttpStatusCode.BadRequest);
        none.Text.Should().Contain("Tick one part or more.").And.Contain("Groceries").And.Contain("A ride");

        var groceries = need.Parts.Single(p => p.KindId == "groceries").Id;
        (await client.SubmitAsync(none, "form[data-form=parts]", new() { ["Input.Parts"] = new[] { groceries.ToString() } })).Text.Should().Contain("The rest goes on.");
        var ride = await client.SubmitAsync(await client.GetAsync(path), "form[data-form=now]", new() { ["Now"] = "didnt" });
        var open = await client.SubmitAsync(ride, "form[data-form=parts]", new() { ["Input.Parts"] = new[] { need.Parts.Single(p => p.KindId == "ride").Id.ToString() } });
        open.Text.Should().Contain("open again at its old place");
        await using var db = Database.Context();
        (await db.NeedParts.Where(p => p.NeedId == need.Id).OrderBy(p => p.Position).Select(p => p.State).ToListAsync()).Should().Equal(PartState.Done, PartState.Open);
        (await app.Visitor().GetAsync("/status/nobody/parts?say=sorted")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Taken_back_closes_it_and_it_can_be_wanted_after_all()
    {
        var need = await town.NeedAsync((await town.MemberAsync()).Id);
        var client = app.Visitor();
        var closed = await client.SubmitAsync(await client.GetAsync($"/status/{town.Keys[need.Id]}"), "form[data-form=withdraw]");
        closed.Text.Should().Contain("It is closed").And.Contain("I need it after all");
        closed.All("form[data-form=withdraw]").Should().BeEmpty();
    }

    [Fact]
    public async Task A_change_is_told_to_the_helper_who_says_still_fine_and_the_page_shows_it()
    {
        var need = await town.NeedAsync((await town.MemberAsync()).Id);
        await town.ContactAsync(need);
        Guid claim = default;
        await town.ChangeAsync(need.Id, n =>
        {
            var taken = n.Take(n.Parts[0].Id, yusuf.Id, new DateOnly(2026, 5, 18), null, Now);
            claim = taken.Value.Id;
            return taken;
        });
        var path = $"/status/{town.Keys[need.Id]}";
        var asker = app.Visitor();
        var wrong = await asker.SubmitAsync(await asker.GetAsync($"{path}/reach"), "form[data-form=reach]", new() { ["Input.Phone"] = "ask Bob", ["Input.DoorNote"] = "side door" });
        wrong.Status.Should().Be(HttpStatusCode.BadRequest);
        wrong.Find("input[name='Input.DoorNote']").GetAttribute("value").Should().Be("side door");
        wrong.Html.Should().NotContain("Weavers Row", "what is kept is not shown to whoever holds the link");

        var changed = await asker.SubmitAsync(wrong, "form[data-form=reach]", new() { ["Input.Phone"] = "07700 900 555" });
        changed.Path.Should().Be(path);
        changed.Text.Should().Contain("told of your change, no word yet").And.NotContain("900 555");

        var helper = await app.SignInAsync(yusuf);
        (await helper.GetAsync("/notices")).All($"a[href='/claims/{claim}']").Should().NotBeEmpty();
        var plan = await helper.GetAsync($"/claims/{claim}");
        plan.Text.Should().Contain("Something has changed");
        var fine = await helper.SubmitAsync(plan, "form[data-form=still-fine]");
        fine.Text.Should().Contain("Your neighbour knows").And.NotContain("Something has changed");
        (await asker.GetAsync(path)).Text.Should().NotContain("no word yet");
    }

    [Fact]
    public async Task An_offer_says_what_the_helper_will_see()
    {
        var need = await town.NeedAsync((await town.MemberAsync()).Id, choice: HelperChoice.LetMeChoose);
        await town.ChangeAsync(need.Id, n => n.Take(n.Parts[0].Id, yusuf.Id, new DateOnly(2026, 5, 18), null, Now));
        var path = $"/status/{town.Keys[need.Id]}";
        (await app.Visitor().GetAsync(path)).Text.Should().Contain("If you say yes, they will see: your name and what you wrote").And.Contain("No number and no address: we keep none.");
        await town.ContactAsync(need);
        (await app.Visitor().GetAsync(path)).Text.Should().Contain("when they tap, your number, and from the day before your address");
    }
}
