using System.Net;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Notices;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests.Needs;

/// <summary>What helpers read of waves: a late yes, news for whoever is left in peace, and the choice to be asked at night.</summary>
public sealed class LateYesTests : DatabaseTest
{
    private Neighbourhood people = null!;
    private TestApp app = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Clock.Set(new DateTimeOffset(2026, 5, 18, 9, 0, 0, TimeSpan.Zero));
        people = new Neighbourhood(Database, Clock);
        app = new TestApp(Database, Clock);
    }

    public override async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_was_asked_and_says_yes_too_late_reads_that_it_is_not_lost()
    {
        var helpers = new List<Member>();
        for (var i = 0; i < 6; i++)
        {
            helpers.Add(await people.HelperAsync($"Helper {i}"));
        }

        var need = await people.NeedAsync((await people.MemberAsync()).Id, urgency: Urgency.Urgent);
        await using (var services = Database.Services(Clock))
        await using (var scope = services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<NetworkTimers>().RunAsync(Now);
        }

        List<Guid> asked;
        await using (var db = Database.Context())
        {
            asked = await db.WavePings.OrderBy(p => p.Position).Select(p => p.HelperId).ToListAsync();
        }

        var (first, late) = (await app.SignInAsync(helpers.Single(h => h.Id == asked[0])), await app.SignInAsync(helpers.Single(h => h.Id == asked[1])));
        var (page, latePage) = (await first.GetAsync($"/needs/{need.Id}"), await late.GetAsync($"/needs/{need.Id}"));
        await first.SubmitAsync(page, "form[data-form=take]", press: "I can do this");

        var taken = await late.SubmitAsync(latePage, "form[data-form=take]", press: "I can do this");

        taken.Path.Should().Be($"/needs/{need.Id}/taken");
        taken.Text.Should().Contain("Your yes isn’t lost").And.Contain("Thank you for offering");
        var stranger = await app.SignInAsync(helpers.Single(h => !asked.Contains(h.Id)));
        (await stranger.GetAsync($"/needs/{need.Id}/taken")).Text.Should().NotContain("Your yes isn’t lost");
    }

    [Fact]
    public async Task A_helper_chooses_whether_something_critical_may_come_at_night()
    {
        var area = await people.AreaAsync();
        var yusuf = await app.SignInAsync(await people.HelperAsync(areaId: area.Id));
        var form = await yusuf.GetAsync("/me/helping");
        form.Find("input[name='Input.EvenAtNight']").HasAttribute("checked").Should().BeFalse("nobody is woken who has not said so");

        var saved = await yusuf.SubmitAsync(form, "form[data-form=helping]", new() { ["Input.EvenAtNight"] = "true" }, press: "Save");

        saved.Status.Should().Be(HttpStatusCode.OK);
        (await yusuf.GetAsync("/me/helping")).Find("input[name='Input.EvenAtNight']").HasAttribute("checked").Should().BeTrue();
    }

    [Fact]
    public async Task News_for_whoever_is_left_in_peace_leads_to_what_fits()
    {
        var helper = await people.HelperAsync();
        await people.KeepAsync(Notice.To(helper.Id, NoticeKind.NeedsThatFit, Now));
        var page = await (await app.SignInAsync(helper)).GetAsync("/notices");

        page.Find("a[href='/needs#for-you']").TextContent.Should().Be("You were asked a lot this week, so we ask you less just now. Here is what fits you, if you like.");
    }
}
