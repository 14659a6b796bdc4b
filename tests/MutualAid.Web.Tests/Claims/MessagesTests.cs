using System.Net;
using FluentAssertions;
using MutualAid.Core.Common;
using MutualAid.Core.Exchanges;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests.Claims;

/// <summary>The two sides of a claim write to each other over real forms, and ask somebody in.</summary>
public sealed class MessagesTests : DatabaseTest
{
    private Neighbourhood people = null!;
    private TestApp app = null!;
    private Member helper = null!;
    private Need need = null!;
    private Guid claimId;

    private string Claim => $"/claims/{claimId}";

    private string Status => $"/status/{people.Keys[need.Id]}";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        app = new TestApp(Database, Clock);
        people = new Neighbourhood(Database, Clock);
        var asker = await people.MemberAsync("Samira");
        helper = await people.HelperAsync("Yusuf");
        need = await people.NeedAsync(asker.Id);
        await people.ChangeAsync(need.Id, n =>
        {
            var taken = n.Take(n.Parts[0].Id, helper.Id, new DateOnly(2026, 5, 18), null, Now);
            claimId = taken.Value.Id;
            return taken;
        });
    }

    public override async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task The_helper_writes_on_the_plan_and_the_neighbour_answers_by_her_link_without_an_account()
    {
        var yusuf = await app.SignInAsync(helper);
        var sent = await yusuf.SubmitAsync(await yusuf.GetAsync(Claim), "form[data-form=message]", new() { ["Input.Words"] = "Is ten <b>fine</b>?" });
        sent.Path.Should().Be(Claim);
        sent.Find("#talk").TextContent.Should().Contain("You and Samira").And.Contain("Is ten <b>fine</b>?");

        var samira = app.Visitor();
        var status = await samira.GetAsync(Status);
        status.Text.Should().Contain("You and Yusuf").And.Contain("Is ten <b>fine</b>?");
        var talk = await samira.GetAsync(status.All("a").Single(a => a.TextContent.Contains("Read and answer")).GetAttribute("href")!);
        talk.Response.Headers.CacheControl!.NoStore.Should().BeTrue();
        var answered = await samira.SubmitAsync(talk, "form[data-form=message]", new() { ["Input.Words"] = "Yes, the blue door" });
        answered.Find("#talk").TextContent.Should().Contain("Yes, the blue door");

        (await yusuf.GetAsync(Claim)).Find("#talk").TextContent.Should().Contain("Yes, the blue door");
        var news = await yusuf.GetAsync("/notices");
        news.Text.Should().Contain("Groceries: there is a message for you.").And.NotContain("blue door");
        news.All($"a[href='{Claim}#talk']").Should().ContainSingle();
    }

    [Fact]
    public async Task Once_somebody_may_read_along_the_page_says_no_more_that_only_two_do()
    {
        const string onlyTwo = "Nobody but the two of you reads these words";
        var yusuf = await app.SignInAsync(helper);
        var alone = await yusuf.GetAsync(Claim);
        alone.Find("#talk").TextContent.Should().Contain(onlyTwo).And.Contain("Only the two of you read it.");

        var joined = await yusuf.SubmitAsync(alone, "form[data-form=call]", press: "Ask the coordinator to read along");
        joined.Find("#talk").TextContent.Should().Contain("The coordinator was asked to read along.").And.NotContain(onlyTwo).And.NotContain("Only the two of you");

        var told = await yusuf.SubmitAsync(joined, "form[data-form=call]", press: "Report these messages");
        told.Find("#talk").TextContent.Should().Contain("Thank you for telling us.").And.NotContain("Something worries me", "nothing is left to press there");
    }

    [Fact]
    public async Task Too_long_and_empty_messages_are_said_beside_the_field_and_the_words_are_kept()
    {
        var yusuf = await app.SignInAsync(helper);
        var words = new string('a', ClaimMessage.WordsMaxLength + 1);

        var long_ = await yusuf.SubmitAsync(await yusuf.GetAsync(Claim), "form[data-form=message]", new() { ["Input.Words"] = words });
        long_.Status.Should().Be(HttpStatusCode.BadRequest);
        long_.Find("textarea[name='Input.Words']").TextContent.Trim().Should().Be(words);
        (await app.Visitor().GetAsync($"{Status}/messages/{claimId}")).Status.Should().Be(HttpStatusCode.OK);
        var visitor = app.Visitor();
        (await visitor.SubmitAsync(await visitor.GetAsync($"{Status}/messages/{claimId}"), "form[data-form=message]"))
            .All(".ma-error").Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_bent_form_is_answered_with_the_page()
    {
        var yusuf = await app.SignInAsync(helper);
        var page = await yusuf.GetAsync($"{Claim}/messages");

        (await yusuf.SubmitAsync(page, "form[data-form=message]", new() { ["Input.OperationId"] = "no id", ["Input.Words"] = "Hello" })).Status.Should().Be(HttpStatusCode.BadRequest);
        (await yusuf.SubmitAsync(page, "form[data-form=call]")).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_worry_brings_the_safeguarding_lead_who_reads_by_a_button_and_closes_it_again()
    {
        var yusuf = await app.SignInAsync(helper);
        await yusuf.SubmitAsync(await yusuf.GetAsync(Claim), "form[data-form=message]", new() { ["Input.Words"] = "Odd words" });
        var lead = await people.MemberAsync("Lea");
        await people.KeepAsync(RoleGrant.Give(lead.Id, Role.SafeguardingLead, null, Now));
        var lea = await app.SignInAsync(lead);
        (await lea.GetAsync($"/desk/threads/{claimId}")).Status.Should().Be(HttpStatusCode.NotFound, "nobody asked her yet");

        var samira = app.Visitor();
        var told = await samira.SubmitAsync(await samira.GetAsync($"{Status}/messages/{claimId}"), "form[data-form=call]", press: "Reported");
        told.Text.Should().Contain("Yusuf is not told.");
        (await yusuf.GetAsync(Claim)).Text.Should().NotContain("Somebody looks at it soon");

        (await lea.GetAsync("/me")).Text.Should().Contain("1 conversation to look at");
        var page = await lea.GetAsync($"/desk/threads/{claimId}");
        page.Text.Should().Contain("Samira and Yusuf").And.NotContain("Odd words");
        var read = await lea.SubmitAsync(page, "form[data-form=open]");
        read.Text.Should().Contain("Odd words");
        read.Response.Headers.CacheControl!.NoStore.Should().BeTrue();
        (await lea.SubmitAsync(read, "form[data-form=close]")).Text.Should().Contain("Nobody is asking");
        (await lea.GetAsync($"/desk/threads/{claimId}")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_thread_of_others_and_one_that_is_not_there_are_answered_alike()
    {
        var mei = await app.SignInAsync(await people.HelperAsync("Mei"));
        foreach (var path in new[] { "/claims/{0}/messages", $"/status/{need.Id}/messages/{{0}}", "/desk/threads/{0}" })
        {
            var (one, other) = (await mei.GetAsync(string.Format(path, claimId)), await mei.GetAsync(string.Format(path, Guid.NewGuid())));
            one.Status.Should().Be(HttpStatusCode.NotFound);
            (other.Status, other.Text).Should().Be((one.Status, one.Text));
        }
    }

    [Fact]
    public async Task A_helper_who_lets_go_loses_the_words_at_once_and_the_neighbour_keeps_them()
    {
        var yusuf = await app.SignInAsync(helper);
        await yusuf.SubmitAsync(await yusuf.GetAsync(Claim), "form[data-form=message]", new() { ["Input.Words"] = "Is ten fine?" });

        await yusuf.SubmitAsync(await yusuf.GetAsync($"{Claim}/release"), "form[data-form=release]");

        (await yusuf.GetAsync($"{Claim}/messages")).Status.Should().Be(HttpStatusCode.NotFound);
        (await yusuf.GetAsync(Claim)).Text.Should().NotContain("Is ten fine?");
        var kept = await app.Visitor().GetAsync($"{Status}/messages/{claimId}");
        kept.Text.Should().Contain("Is ten fine?");
        kept.All("form[data-form=message]").Should().BeEmpty();
    }
}
