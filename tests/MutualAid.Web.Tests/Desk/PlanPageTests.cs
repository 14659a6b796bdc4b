using System.Globalization;
using System.Net;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MutualAid.Core.Matching.Weekly;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.TestKit;
using MutualAid.Web.Pages.Desk;
using MutualAid.Web.Text;
using NpgsqlTypes;
using Xunit;

namespace MutualAid.Web.Tests.Desk;

/// <summary>The review of a plan: figures, groups with their reasons, swaps at their exact cost, and nothing sent before somebody accepts.</summary>
public sealed class PlanPageTests : DatabaseTest
{
    // A plan made later is the newer one, and this clock stands still by itself.
    private static readonly TimeSpan AMinute = TimeSpan.FromMinutes(1);

    private TestApp app = null!;
    private Neighbourhood town = null!;
    private Member asker = null!;
    private PageClient desk = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        app = new TestApp(Database, Clock);
        town = new Neighbourhood(Database, Clock);
        asker = await town.MemberAsync("Samira");
        desk = await app.SignInAsync(await town.CoordinatorAsync());
    }

    public override async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_coordinator_makes_a_plan_reads_its_figures_and_reasons_and_nothing_is_sent()
    {
        await TownAsync();
        var before = await desk.GetAsync("/desk/plan");
        before.Text.Should().Contain("No plan yet");

        var page = await MakeAsync();

        page.Text.Should().Contain("Plan for Monday 18 May to Sunday 24 May").And.Contain("2 of 3places have somebody").And.Contain("no plan at all could be better");
        page.Text.Should().Contain("Nearest first").And.Contain("First come").And.Contain("2 pairs safe to accept");
        page.Text.Should().Contain("Cannot be filled, because none of the 2 people who give this kind of help goes that far.");
        page.All("li.ma-pair").Should().HaveCount(2);
        (await ClaimsAsync()).Should().BeEmpty();
    }

    [Fact]
    public void Reasons_read_as_a_sentence_that_may_stand_after_another()
    {
        var english = new SiteLanguages(Options.Create(new LanguageOptions())).English;
        PlanWay.Sentence(["free on Monday morning", "speaks Spanish"], english).Should().Be("Free on Monday morning, speaks Spanish.");
        PlanWay.Sentence([], english).Should().BeEmpty();
    }

    [Fact]
    public async Task The_page_says_in_plain_words_how_a_plan_is_made()
    {
        var page = await desk.GetAsync("/desk/plan");
        page.Text.Should().Contain("How a plan is made").And.Contain("First the rules.").And.Contain("Then it is your turn.");
    }

    [Fact]
    public async Task Accepting_asks_each_privately_once_and_says_until_when()
    {
        await TownAsync();
        var page = await MakeAsync();

        var asked = await desk.SubmitAsync(page, "form[data-form=decide]", press: "Input.All");

        asked.Text.Should().Contain("2 people are asked. They can answer until").And.Contain("2 people of this plan are asked.").And.NotContain("Do what I chose");
        (await ClaimsAsync()).Should().HaveCount(2).And.OnlyContain(c => c.State == ClaimState.Invited && c.AnswerBy > Now);
        await using var db = Database.Context();
        (await db.Notices.CountAsync(n => n.Kind == MutualAid.Core.Notices.NoticeKind.YouAreAsked)).Should().Be(2);

        var twice = await desk.SubmitAsync(page, "form[data-form=decide]");
        twice.Status.Should().Be(HttpStatusCode.BadRequest);
        twice.Text.Should().Contain("Pick one row or more that nobody has been asked for yet.");
        (await ClaimsAsync()).Should().HaveCount(2);
    }

    [Fact]
    public async Task One_is_asked_one_crossed_out_and_the_plan_made_anew_without_that_pair()
    {
        await TownAsync();
        var page = await MakeAsync();
        var rows = page.All("li.ma-pair input[value=yes]").Select(i => i.GetAttribute("name")!).ToList();

        Clock.Advance(AMinute);
        var next = await desk.SubmitAsync(page, "form[data-form=decide]", new() { [rows[0]] = "yes", [rows[1]] = "alt" });

        (await ClaimsAsync()).Should().ContainSingle();
        Clock.Advance(AMinute);
        next.Text.Should().Contain("crossed out").And.Contain("Cannot be filled, because everybody who could is crossed out for it.");
        var back = await desk.SubmitAsync(next, "form[data-form=take-back]");
        back.Text.Should().NotContain("crossed out").And.Contain("1 pair safe to accept");
    }

    [Fact]
    public async Task A_swap_is_offered_at_its_exact_cost_with_what_else_would_change_and_is_made_by_pinning()
    {
        await town.HelperAsync("Luis", radius: 2_000, capacity: 1);
        await town.HelperAsync("Mei", radius: 2_000, capacity: 1, point: new NpgsqlPoint(1_500, 500));
        await town.NeedAsync(asker.Id);
        await town.NeedAsync(asker.Id, "cooked-meal", point: new NpgsqlPoint(1_500, 500));
        var plan = await MakeAsync();
        var link = plan.All("li.ma-pair").Single(li => li.TextContent.Contains("Luis", StringComparison.Ordinal)).QuerySelector("a[href^='/desk/plan/']")!;

        var row = await desk.GetAsync(link.GetAttribute("href")!);

        // Each would walk one kilometre of the two they go: 200 points, twice.
        row.Text.Should().Contain("Costs 400 points more.").And.Contain("A meal: Luis instead of Mei");
        Clock.Advance(AMinute);
        var swapped = await desk.SubmitAsync(row, "form[data-form=swap]");
        swapped.Path.Should().Be("/desk/plan");
        swapped.Text.Should().Contain("Pinned.").And.Contain("pinned");
        swapped.All("li.ma-pair").Single(li => li.TextContent.Contains("Groceries", StringComparison.Ordinal)).TextContent.Should().Contain("Mei");
        (await ClaimsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_row_is_asked_from_its_own_page_kept_together_or_taken_apart()
    {
        await town.HelperAsync("Luis");
        await town.NeedAsync(asker.Id);
        async Task<PageAnswer> RowAsync() => await desk.GetAsync((await desk.GetAsync("/desk/plan")).Find("li.ma-pair a[href^='/desk/plan/']").GetAttribute("href")!);
        await MakeAsync();
        var alone = await RowAsync();
        alone.Text.Should().Contain("Nobody else could take this on. If Luis says no, it stays open.");

        Clock.Advance(AMinute);
        (await desk.SubmitAsync(alone, "form[data-form=pin]")).Text.Should().Contain("Pinned.");
        (await desk.SubmitAsync(await RowAsync(), "form[data-form=ask]")).Text.Should().Contain("One person is asked.");
        (await ClaimsAsync()).Should().ContainSingle();
        (await desk.SubmitAsync(alone, "form[data-form=ask]")).Status.Should().NotBe(HttpStatusCode.InternalServerError);
        (await ClaimsAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task A_plan_older_than_two_days_asks_nobody()
    {
        await TownAsync();
        var page = await MakeAsync();
        Clock.Advance(WeekPlan.Life);

        var late = await desk.SubmitAsync(page, "form[data-form=decide]", press: "Input.All");

        late.Text.Should().Contain("This plan is over two days old, and too much has changed since.");
        late.All("li.ma-pair input").Should().BeEmpty();
        (await ClaimsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task What_has_changed_since_is_said_and_not_asked()
    {
        var luis = await town.HelperAsync("Luis");
        await town.NeedAsync(asker.Id);
        var page = await MakeAsync();
        await using (var db = Database.Context())
        {
            (await db.HelperProfiles.SingleAsync(p => p.MemberId == luis.Id)).Rest(new DateOnly(2026, 6, 1), new DateOnly(2026, 5, 18));
            await db.SaveChangesAsync();
        }

        (await desk.GetAsync("/desk/plan")).Text.Should().Contain("Has changed since: resting until");
        (await desk.SubmitAsync(page, "form[data-form=decide]")).Text.Should().Contain("Nobody could be asked: something has changed since.");
        (await ClaimsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_plan_being_made_shows_how_far_it_is_looks_again_by_itself_and_can_be_called_off()
    {
        var plan = WeekPlan.Begin(null, new DateOnly(2026, 5, 18), 7, Now).Value;
        await town.KeepAsync(plan);
        var page = await desk.GetAsync("/desk/plan");
        page.Text.Should().Contain("A plan is being made").And.Contain("Reading open needs and helpers.");
        page.Response.Headers.GetValues("Refresh").Should().Equal("2");

        await desk.SubmitAsync(page, "form[data-form=cancel]");

        await using var db = Database.Context();
        (await db.WeekPlans.SingleAsync()).CancelAsked.Should().BeTrue();
        var late = await desk.SubmitAsync(page, "form[data-form=cancel]");
        late.Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Nobody_else_finds_it_and_a_coordinator_of_one_area_sees_and_accepts_only_theirs()
    {
        var (mine, other) = (await town.AreaAsync("Canal Side"), await town.AreaAsync("Riverside", 2_500));
        await town.HelperAsync("Luis");
        await town.NeedAsync(asker.Id, areaId: mine.Id);
        await town.NeedAsync(asker.Id, "cooked-meal", areaId: other.Id);
        var helper = await app.SignInAsync(await town.HelperAsync("Mei"));
        var local = await app.SignInAsync(await town.CoordinatorAsync("Oonagh", mine.Id));
        var all = await MakeAsync();
        all.All("li.ma-pair").Should().HaveCount(2);

        (await helper.GetAsync("/desk/plan")).Status.Should().Be(HttpStatusCode.NotFound);
        var page = await local.GetAsync("/desk/plan");
        page.All("li.ma-pair").Should().ContainSingle().Which.TextContent.Should().Contain("Groceries");
        var beyond = all.All("li.ma-pair").Single(li => li.TextContent.Contains("A meal", StringComparison.Ordinal)).QuerySelector("a[href^='/desk/plan/']")!.GetAttribute("href")!;
        (await local.GetAsync(beyond)).Status.Should().Be(HttpStatusCode.NotFound);
        await local.SubmitAsync(page, "form[data-form=decide]", press: "Input.All");
        (await ClaimsAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task A_coordinator_limits_a_kind_of_help_reads_why_places_stay_empty_changes_the_limit_and_takes_it_off()
    {
        const string form = "form[data-form=limit]";
        await town.HelperAsync("Luis", capacity: 3);
        await town.NeedAsync(asker.Id);
        await town.NeedAsync(asker.Id);

        var set = await desk.SubmitAsync(await desk.GetAsync("/desk/plan"), form, new() { ["Input.Kind"] = "groceries", ["Input.Most"] = 1 });
        set.Text.Should().Contain("The limit is set.").And.Contain("Groceries: no more than 1 in one plan").And.Contain("By Ana:");
        var plan = await MakeAsync();
        plan.Find("#empty").TextContent.Should().Contain("Cannot be filled, because no more than one of this kind was wanted in one plan.").And.Contain("or change the limit below");
        plan.Find("#empty").TextContent.Should().NotContain("everybody");

        var changed = await desk.SubmitAsync(plan, form, new() { ["Input.Kind"] = "groceries", ["Input.Most"] = 2 });
        changed.Text.Should().Contain("Groceries: no more than 2 in one plan").And.NotContain("no more than 1 in one plan");
        Clock.Advance(AMinute);
        (await MakeAsync()).All("li.ma-pair").Should().HaveCount(2);
        var off = await desk.SubmitAsync(changed, "form[data-form=take-off-limit]");
        off.Text.Should().Contain("The limit is off").And.NotContain("no more than 2");
        (await desk.SubmitAsync(changed, "form[data-form=take-off-limit]")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("groceries", "1000", "Input_Most", "Pick a number from 0 to 999.")]
    [InlineData("groceries", "-1", "Input_Most", "Pick a number from 0 to 999.")]
    [InlineData("groceries", "", "Input_Most", "Pick a number from 0 to 999.")]
    [InlineData("groceries", "many", "Input_Most", "Have another look at this")]
    [InlineData("", "3", "Input_Kind", "Pick a kind of help.")]
    [InlineData("flying", "3", "Input_Kind", "Pick a kind of help.")]
    public async Task A_limit_that_cannot_be_is_said_beside_its_field_with_the_words_kept(string kind, string most, string field, string why)
    {
        var answer = await desk.SubmitAsync(await desk.GetAsync("/desk/plan"), "form[data-form=limit]", new() { ["Input.Kind"] = kind, ["Input.Most"] = most });

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Find($"#{field}-error").TextContent.Should().Contain(why);
        answer.Find("#Input_Most").GetAttribute("value").Should().Be(most);
        answer.Find("#Input_Most").Closest("details")!.HasAttribute("open").Should().BeTrue("what needs another look is not folded away");
        (answer.Document.QuerySelector("#Input_Kind option[selected]")?.GetAttribute("value") ?? "").Should().Be(kind == "flying" ? "" : kind);
        await using var db = Database.Context();
        (await db.PlanLimits.AnyAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task Somebody_who_does_not_coordinate_sets_no_limit()
    {
        var form = await desk.GetAsync("/desk/plan");
        var helper = await app.SignInAsync(await town.HelperAsync("Mei"));
        var own = (await helper.GetAsync("/me/helping")).Find("input[name=_form]").GetAttribute("value")!;

        var answer = await helper.SubmitAsync(form, "form[data-form=limit]", new() { ["Input.Kind"] = "groceries", ["Input.Most"] = "1", ["_form"] = own });

        answer.Status.Should().Be(HttpStatusCode.NotFound);
        await using var db = Database.Context();
        (await db.PlanLimits.AnyAsync()).Should().BeFalse();
    }

    [Theory]
    [InlineData("Input.Days", "99", "form[data-form=start]")]
    [InlineData("Input.Days", "soon", "form[data-form=start]")]
    [InlineData("Input.Plan", "x", "form[data-form=decide]")]
    public async Task Odd_input_is_answered_kindly(string field, string value, string form)
    {
        await TownAsync();
        var page = await MakeAsync();

        var answer = await desk.SubmitAsync(page, form, new() { [field] = value });

        ((int)answer.Status).Should().BeLessThan(500);
        (await desk.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/desk/plan?show=Nothing&after={value}"))).Status.Should().Be(HttpStatusCode.OK);
    }

    private async Task TownAsync()
    {
        await town.HelperAsync("Luis", capacity: 1, kinds: 1);
        await town.HelperAsync("Mei", capacity: 1, kinds: 2);
        await town.HelperAsync("Halima", capacity: 1, kinds: 1, radius: 500);
        await town.NeedAsync(asker.Id);
        await town.NeedAsync(asker.Id, "cooked-meal");
        await town.NeedAsync(asker.Id, point: new NpgsqlPoint(30_500, 500));
        await using var db = Database.Context();
        await db.HelperProfiles.Where(p => p.Radius == 500).ExecuteUpdateAsync(p => p.SetProperty(x => x.Point, new NpgsqlPoint(90_500, 500)));
    }

    private async Task<PageAnswer> MakeAsync()
    {
        var page = await desk.SubmitAsync(await desk.GetAsync("/desk/plan"), "form[data-form=start]");
        for (var look = 0; look < 50 && page.Text.Contains("A plan is being made", StringComparison.Ordinal); look++)
        {
            await Task.Delay(200);
            page = await desk.GetAsync("/desk/plan");
        }

        return page;
    }

    private async Task<List<Claim>> ClaimsAsync()
    {
        await using var db = Database.Context();
        return await db.Claims.AsNoTracking().ToListAsync();
    }
}
