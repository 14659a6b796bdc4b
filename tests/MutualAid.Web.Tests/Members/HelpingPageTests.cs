using System.Net;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests.Members;

public sealed class HelpingPageTests : DatabaseTest
{
    private const string Form = "form[data-form=helping]";

    [Fact]
    public async Task A_helper_says_how_much_one_day_may_hold_the_desk_reads_it_and_leaving_it_open_takes_it_back()
    {
        var town = new Neighbourhood(Database, Clock);
        var helper = await town.HelperAsync("Luis", areaId: (await town.AreaAsync()).Id);
        await using var app = new TestApp(Database, Clock);
        var (luis, ana) = (await app.SignInAsync(helper), await app.SignInAsync(await town.CoordinatorAsync()));
        var page = await luis.GetAsync("/me/helping");
        page.Find("select[name='Input.MostADay'] option[selected]").TextContent.Should().Be("As many as fit in my week");
        (await ana.GetAsync("/desk/helpers?show=known")).Text.Should().Contain("At most 7 a week").And.NotContain("on one day");

        (await luis.SubmitAsync(page, Form, new() { ["Input.MostADay"] = "2" })).Text.Should().Contain("Saved.");

        page = await luis.GetAsync("/me/helping");
        page.Find("select[name='Input.MostADay'] option[selected]").GetAttribute("value").Should().Be("2");
        (await ana.GetAsync("/desk/helpers?show=known")).Text.Should().Contain("At most 2 on one day");
        await luis.SubmitAsync(page, Form, new() { ["Input.MostADay"] = "" });
        await using var db = Database.Context();
        (await db.HelperProfiles.SingleAsync()).MostADay.Should().BeNull();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("7")]
    [InlineData("-1")]
    [InlineData("two")]
    [InlineData("99999999999")]
    public async Task A_number_no_day_can_hold_gets_a_sentence_beside_it_and_nothing_else_is_lost(string number)
    {
        var town = new Neighbourhood(Database, Clock);
        var helper = await town.HelperAsync("Luis", areaId: (await town.AreaAsync()).Id);
        await using var app = new TestApp(Database, Clock);
        var luis = await app.SignInAsync(helper);

        var again = await luis.SubmitAsync(await luis.GetAsync("/me/helping"), Form, new() { ["Input.MostADay"] = number, ["Input.WeeklyCapacity"] = "3" });

        again.Status.Should().Be(HttpStatusCode.BadRequest);
        again.Find("#Input_MostADay-error").TextContent.Should().NotBeNullOrWhiteSpace();
        again.Find("select[name='Input.WeeklyCapacity'] option[selected]").GetAttribute("value").Should().Be("3", "what was picked is kept");
        await using var db = Database.Context();
        (await db.HelperProfiles.SingleAsync()).WeeklyCapacity.Should().Be(7, "nothing is saved");
    }
}
