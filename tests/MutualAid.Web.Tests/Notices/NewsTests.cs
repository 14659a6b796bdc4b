using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Notices;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests.Notices;

public sealed class NewsTests : DatabaseTest
{
    [Fact]
    public async Task News_of_what_was_done_leads_to_its_page_as_long_as_that_is_open_and_then_to_nothing()
    {
        var people = new Neighbourhood(Database, Clock);
        await using var app = new TestApp(Database, Clock);
        var helper = await people.HelperAsync();
        var need = await people.NeedAsync((await people.MemberAsync()).Id);
        await people.ChangeAsync(need.Id, n => n.Take(n.Parts[0].Id, helper.Id, new DateOnly(2026, 5, 18), null, Now));
        await people.ChangeAsync(need.Id, n => n.Report(n.Claims[0].Id, Outcome.Done, fromHelper: true, Now));
        await using var db = Database.Context();
        var claim = await db.Claims.Select(c => c.Id).SingleAsync();
        await people.KeepAsync(Notice.To(helper.Id, NoticeKind.YouAreAgreed, Now, need.Id, claim));
        var yusuf = await app.SignInAsync(helper);

        var link = (await yusuf.GetAsync("/notices")).Find($"a[href='/claims/{claim}']").GetAttribute("href")!;
        ((int)(await yusuf.GetAsync(link)).Status).Should().Be(200);
        Clock.Advance(TimeSpan.FromHours(72));

        ((int)(await yusuf.GetAsync(link)).Status).Should().Be(404);
        var later = await yusuf.GetAsync("/notices");
        later.All($"a[href='/claims/{claim}']").Should().BeEmpty();
        later.Text.Should().Contain("News for you");
    }

    [Fact]
    public async Task News_across_a_block_leads_nowhere_either()
    {
        var people = new Neighbourhood(Database, Clock);
        await using var app = new TestApp(Database, Clock);
        var (asker, helper) = (await people.MemberAsync(), await people.HelperAsync());
        var need = await people.NeedAsync(asker.Id);
        await people.ChangeAsync(need.Id, n => n.Take(n.Parts[0].Id, helper.Id, new DateOnly(2026, 5, 18), null, Now));
        await using var db = Database.Context();
        var claim = await db.Claims.Select(c => c.Id).SingleAsync();
        await people.KeepAsync(Notice.To(helper.Id, NoticeKind.YouAreAgreed, Now, need.Id, claim), Block.Between(asker.Id, helper.Id, Now));
        var yusuf = await app.SignInAsync(helper);

        ((int)(await yusuf.GetAsync($"/claims/{claim}")).Status).Should().Be(404);
        (await yusuf.GetAsync("/notices")).All($"a[href='/claims/{claim}']").Should().BeEmpty();
    }
}
