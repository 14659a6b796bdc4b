using System.Net;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests.Desk;

public sealed class HouseholdsTests : DatabaseTest
{
    [Fact]
    public async Task Two_rows_of_one_household_are_found_made_one_and_parted_again()
    {
        var town = new Neighbourhood(Database, Clock);
        await using var app = new TestApp(Database, Clock);
        var ana = await app.SignInAsync(await town.CoordinatorAsync());
        foreach (var name in new[] { "Beatriz", "B. Costa" })
        {
            await town.ContactAsync(await town.NeedAsync((await town.MemberAsync(name)).Id));
        }

        const string form = "form[data-form=households]";
        var page = await ana.SubmitAsync(await ana.GetAsync("/desk/households"), form, new() { ["Input.Phone"] = "+44 7700 900118" }, "Look up");
        var ids = page.All("input[name='Input.Kept']").Select(i => i.GetAttribute("value")).ToList();
        ids.Should().HaveCount(2);

        var missing = await ana.SubmitAsync(page, form, new() { ["Input.Kept"] = ids[0] }, "Make them one household");
        missing.Status.Should().Be(HttpStatusCode.BadRequest);
        missing.Find("#Input_Other-error").TextContent.Should().Contain("Pick one");
        missing.All("input[name='Input.Kept'][checked]").Should().ContainSingle("nothing is lost");
        var same = await ana.SubmitAsync(missing, form, new() { ["Input.Other"] = ids[0] }, "Make them one household");
        same.Status.Should().Be(HttpStatusCode.BadRequest);
        same.Find("#Input_Other-error").TextContent.Should().Contain("two different");

        var done = await ana.SubmitAsync(same, form, new() { ["Input.Other"] = ids[1] }, "Make them one household");
        done.Text.Should().Contain("They are one household now").And.Contain("1 need moved");
        await using var db = Database.Context();
        (await db.Needs.Select(n => n.AskerId).Distinct().CountAsync()).Should().Be(1);

        var undone = await ana.SubmitAsync(done, "form[data-form=undo]");
        undone.Text.Should().Contain("Everything is as it was").And.NotContain("1 need moved");
        (await db.Needs.Select(n => n.AskerId).Distinct().CountAsync()).Should().Be(2);
    }
}
