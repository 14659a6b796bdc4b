using System.Net;
using FluentAssertions;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests.Desk;

public sealed class WeightsTests : DatabaseTest
{
    [Fact]
    public async Task A_coordinator_tries_other_weights_reads_what_would_change_keeps_them_and_goes_back()
    {
        var town = new Neighbourhood(Database, Clock);
        await town.HelperAsync("Luis");
        await town.HelperAsync("Mei", point: new(1_500, 500));
        var need = await town.NeedAsync((await town.MemberAsync()).Id);
        await using var app = new TestApp(Database, Clock);
        var ana = await app.SignInAsync(await town.CoordinatorAsync());

        var page = await ana.GetAsync("/desk/weights");
        page.Document.QuerySelectorAll("input[type=range]").Should().HaveCount(8);
        page.Find("#Input_Nearness").GetAttribute("value").Should().Be("100");

        var tried = await ana.SubmitAsync(page, "form[data-form=weights]", new() { ["Input.Nearness"] = "0" }, "See what would change");
        tried.Find("[data-preview]").TextContent.Should().Contain("Luis").And.Contain("Mei").And.Contain("With these numbers");
        tried.Find("[data-preview] a").GetAttribute("href").Should().Be($"/desk?need={need.Id}");
        tried.Find("#Input_Nearness").GetAttribute("value").Should().Be("0", "what was tried stays on the sliders");

        var bare = await ana.SubmitAsync(tried, "form[data-form=weights]", new() { ["Input.Why"] = "" }, "Keep these numbers");
        bare.Status.Should().Be(HttpStatusCode.BadRequest);
        bare.Text.Should().Contain("Write a few words on why");
        var kept = await ana.SubmitAsync(bare, "form[data-form=weights]", new() { ["Input.Why"] = "Buses run everywhere" }, "Keep these numbers");
        kept.Text.Should().Contain("It counts like this from now on.").And.Contain("Buses run everywhere").And.Contain("Ana");

        var back = await ana.SubmitAsync(await ana.GetAsync("/desk/weights"), "form[data-form=first]");
        back.Text.Should().Contain("Everything counts as it did at first.").And.Contain("back to the first setting").And.Contain("Buses run everywhere");
        back.Document.QuerySelectorAll("form[data-form=first]").Should().BeEmpty("there is nothing to go back to");
    }

    [Fact]
    public async Task Weights_that_say_nothing_and_numbers_out_of_range_come_back_with_a_sentence()
    {
        var town = new Neighbourhood(Database, Clock);
        await using var app = new TestApp(Database, Clock);
        var ana = await app.SignInAsync(await town.CoordinatorAsync());
        Dictionary<string, object?> nothing = new() { ["Input.Nearness"] = "0", ["Input.Continuity"] = "0", ["Input.LanguageComfort"] = "0", ["Input.TimeFit"] = "0", ["Input.Why"] = "Why not" };

        var empty = await ana.SubmitAsync(await ana.GetAsync("/desk/weights"), "form[data-form=weights]", nothing, "Keep these numbers");
        empty.Status.Should().Be(HttpStatusCode.BadRequest);
        empty.Text.Should().Contain("nobody would get a point");
        (await ana.SubmitAsync(await ana.GetAsync("/desk/weights"), "form[data-form=weights]", new() { ["Input.Reserve"] = "900", ["Input.Why"] = "More" }, "Keep these numbers")).Text
            .Should().Contain("Pick a number from 0 to 200.");
        var none = await ana.SubmitAsync(await ana.GetAsync("/desk/weights"), "form[data-form=weights]", [], "See what would change");
        none.Text.Should().Contain("there is nothing to compare");
    }
}
