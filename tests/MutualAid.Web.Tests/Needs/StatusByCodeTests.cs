using System.Net;
using System.Text.RegularExpressions;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Data;
using MutualAid.Core.Needs;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests.Needs;

/// <summary>A code and a key in place of a link: shown once, asked for at one door, and nobody learns there which codes exist.</summary>
public sealed partial class StatusByCodeTests : DatabaseTest
{
    private readonly Commands commands = new();
    private TestApp app = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        app = new TestApp(Database, Clock, services => services.ConfigureDbContext<MutualAidDb>(db => db.AddInterceptors(commands)));
    }

    public override async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Somebody_nobody_can_reach_gets_a_code_and_a_key_and_finds_the_private_page_on_any_phone()
    {
        var (code, key, sent) = await AskAsync();

        var other = app.Visitor();
        var home = await other.GetAsync("/");
        home.All("a[href='/status']").Should().NotBeEmpty();
        var opened = await SayAsync(other, code, key);

        opened.Path.Should().Be("/status/here", "neither code nor key is in an address");
        opened.Text.Should().Contain("Groceries carried up").And.Contain("This page closes by itself at 9.10 am").And.NotContain("Weavers");
        opened.Response.Headers.CacheControl!.NoStore.Should().BeTrue();
        opened.Html.Should().NotContain(Asking.LinkOf(sent));
        var answered = await other.SubmitAsync(opened, "form[data-form=now]", new() { ["Now"] = "still" });
        answered.Text.Should().Contain("You keep your place");
        (await other.GetAsync("/status/here/change")).Status.Should().Be(HttpStatusCode.OK);
        (await other.SubmitAsync(await other.GetAsync("/status/here/erase"), "form")).Text.Should().Contain("are erased");
    }

    [Fact]
    public async Task Whatever_the_link_opens_is_open_behind_code_and_key_too()
    {
        var (code, key, _) = await AskAsync();
        var people = new Neighbourhood(Database, Clock);
        await using var db = Database.Context();
        var needId = await db.Needs.Select(n => n.Id).SingleAsync();
        var helper = await people.HelperAsync();
        (await people.ChangeAsync(needId, n => n.Take(n.Parts[0].Id, helper.Id, new DateOnly(2026, 5, 18), null, Now))).Ok.Should().BeTrue();
        await people.VisitAsync(needId, new DateTime(2026, 5, 19, 15, 0, 0));
        var claim = await db.Claims.Select(c => c.Id).SingleAsync();
        var client = app.Visitor();
        await SayAsync(client, code, key);

        foreach (var page in new[] { "reach", "parts?say=sorted", $"visit/{claim}", $"messages/{claim}", $"how/{claim}", "key" })
        {
            var opened = await client.GetAsync($"/status/here/{page}");
            (opened.Status, opened.Path.Split('?')[0]).Should().Be((HttpStatusCode.OK, $"/status/here/{page.Split('?')[0]}"), page);
        }

        var moved = await client.SubmitAsync(await client.GetAsync("/status/here/reach"), "form[data-form=reach]", new() { ["Input.Phone"] = "07700 900 555" });
        moved.Path.Should().Be("/status/here");
    }

    [Fact]
    public async Task The_key_is_shown_once_and_a_new_one_is_a_press_away()
    {
        var client = app.Visitor();
        var (code, key, sent) = await AskAsync(client);

        var again = await client.GetAsync("/needs/post/sent");
        again.Html.Should().NotContain(key);
        again.Text.Should().Contain("shown once");
        var made = await client.SubmitAsync(await client.GetAsync(again.Find("a[href$='/key']").GetAttribute("href")!), "form[data-form=new-key]");
        var next = made.Find("#spoken-key").TextContent.Trim();
        made.Response.Headers.CacheControl!.NoStore.Should().BeTrue();
        (await client.GetAsync(Asking.LinkOf(sent))).Html.Should().NotContain(next);

        (await SayAsync(app.Visitor(), code, key)).Status.Should().Be(HttpStatusCode.BadRequest);
        (await SayAsync(app.Visitor(), code, next)).Path.Should().Be("/status/here");
    }

    [Fact]
    public async Task The_page_closes_by_itself_or_by_a_press_and_says_so()
    {
        var (code, key, _) = await AskAsync();
        var client = app.Visitor();
        var opened = await SayAsync(client, code, key);

        Clock.Advance(TimeSpan.FromMinutes(31));
        var late = await client.GetAsync("/status/here/change");
        late.Path.Should().Be("/status");
        late.Text.Should().Contain("This page closes by itself after half an hour");
        (await client.SubmitAsync(opened, "form[data-form=now]", new() { ["Now"] = "sorted" })).Path.Should().Be("/status");
        opened = await SayAsync(client, code, key);
        (await client.SubmitAsync(opened, "form[data-form=close]")).Path.Should().Be("/");
        (await client.GetAsync("/status/here")).Path.Should().Be("/status");
        (await app.Visitor().GetAsync("/status/here")).Path.Should().Be("/status");
        await using var db = Database.Context();
        (await db.Needs.SingleAsync()).State.Should().NotBe(NeedState.Withdrawn);
    }

    [Theory]
    [InlineData("/status", "form[data-form=status-code]")]
    [InlineData("/report", "form[data-form=slip-report]")]
    public async Task A_wrong_try_gets_the_same_answer_and_the_same_work_whether_the_code_exists_or_not(string path, string form)
    {
        var (code, _, _) = await AskAsync();
        var answers = new List<(HttpStatusCode Status, string Headers, string Body, int Commands)>();
        foreach (var reference in new[] { "FFF FFF", code, "FFF FFF", code })
        {
            var client = app.Visitor();
            var page = await client.GetAsync(path);
            commands.Count = 0;
            var fill = new Dictionary<string, object?> { ["Input.Reference"] = reference, ["Input.Key"] = "QQQ QQQ" };
            if (path == "/report")
            {
                fill["Input.Outcome"] = "Done";
            }

            var answer = await client.SubmitAsync(page, form, fill);
            var headers = string.Join('\n', answer.Response.Headers.Concat(answer.Response.Content.Headers).OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key}: {string.Join(',', h.Value)}"));
            answers.Add((answer.Status, Changing().Replace(headers, ""), Changing().Replace(answer.Html, "").Replace(reference, "", StringComparison.Ordinal), commands.Count));
        }

        answers.Distinct().Should().ContainSingle();
        answers[0].Status.Should().Be(HttpStatusCode.BadRequest);
        answers[0].Body.Should().Contain("go together");
        answers[0].Commands.Should().BePositive();
    }

    [Fact]
    public async Task The_seventh_wrong_try_has_to_wait_and_another_need_does_not()
    {
        var (code, key, _) = await AskAsync();
        var (other, otherKey, _) = await AskAsync();
        for (var i = 0; i < 6; i++)
        {
            (await SayAsync(app.Visitor(), code, "QQQ QQQ")).Text.Should().Contain("don’t go together");
        }

        var waits = await SayAsync(app.Visitor(), code, key);
        waits.Status.Should().Be(HttpStatusCode.BadRequest);
        waits.Text.Should().Contain("very many tries").And.NotContain("Groceries carried up");
        (await SayAsync(app.Visitor(), other, otherKey)).Path.Should().Be("/status/here");
        Clock.Advance(TimeSpan.FromSeconds(31));
        (await SayAsync(app.Visitor(), code, key)).Path.Should().Be("/status/here");
    }

    [Fact]
    public async Task Another_browsers_cookie_and_one_changed_by_hand_open_nothing()
    {
        var (code, key, _) = await AskAsync();
        var opened = await SayAsync(app.Visitor(follow: false), code, key);
        var cookie = opened.Response.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("status=", StringComparison.Ordinal));
        cookie.Should().Contain("httponly").And.Contain("samesite=strict").And.NotContain(code.Replace(" ", "", StringComparison.Ordinal));

        var client = app.Visitor();
        client.Http.DefaultRequestHeaders.Add("Cookie", "status=CfDJ8junk; other=1");
        (await client.GetAsync("/status/here")).Path.Should().Be("/status");
    }

    private async Task<(string Code, string Key, PageAnswer Sent)> AskAsync(PageClient? client = null)
    {
        var sent = await Asking.SendAsync(client ?? app.Visitor(), ("Input.ReachBy", "Nobody"), ("Input.Phone", ""));
        return (sent.All(".ma-ref")[0].TextContent.Trim(), sent.Find("#spoken-key").TextContent.Trim(), sent);
    }

    private static async Task<PageAnswer> SayAsync(PageClient client, string code, string key) => await client.SubmitAsync(
        await client.GetAsync("/status"), "form[data-form=status-code]", new() { ["Input.Reference"] = code, ["Input.Key"] = key });

    // What differs in every answer: the form's token, its id, the nonce of the policy.
    [GeneratedRegex("""CfDJ8[\w-]+|[0-9a-f]{8}-[0-9a-f-]{27}|nonce-[^']+|name="_form"[^>]*""")]
    private static partial Regex Changing();

    private sealed class Commands : DbCommandInterceptor
    {
        public int Count { get; set; }

        public override ValueTask<InterceptionResult<System.Data.Common.DbDataReader>> ReaderExecutingAsync(
            System.Data.Common.DbCommand command, CommandEventData eventData, InterceptionResult<System.Data.Common.DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Count++;
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            System.Data.Common.DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Count++;
            return ValueTask.FromResult(result);
        }
    }
}
