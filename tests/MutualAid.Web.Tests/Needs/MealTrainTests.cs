using FluentAssertions;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests.Needs;

/// <summary>A meal train: ten evenings, several cooks, gaps that everybody sees, and a diet that only the cooks read. It is Monday 18 May 2026.</summary>
public sealed class MealTrainTests : DatabaseTest
{
    private static readonly DateOnly Monday = new(2026, 5, 18);

    private Neighbourhood people = null!;
    private Member samira = null!;
    private TestApp app = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        people = new Neighbourhood(Database, Clock);
        samira = await people.MemberAsync("Samira");
        app = new TestApp(Database, Clock);
    }

    public override async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task The_gaps_are_shown_and_the_diet_opens_to_those_who_signed_up_alone()
    {
        var need = await TrainAsync(10);
        var (yusuf, bea) = (await app.SignInAsync(await people.HelperAsync("Yusuf")), await app.SignInAsync(await people.HelperAsync("Bea")));
        var page = await yusuf.GetAsync($"/needs/{need.Id}");
        page.Text.Should().Contain("Which day could you do?").And.Contain("10 of 10 days still open").And.NotContain("No nuts");

        var plan = await yusuf.SubmitAsync(page, "form[data-form=take]", new() { ["Input.Parts"] = new[] { need.Parts[0].Id.ToString(), need.Parts[3].Id.ToString() } }, "I can do this");
        plan.Text.Should().NotContain("No nuts", "it opens by a tap that Samira sees");
        var tapped = await yusuf.SubmitAsync(plan, "form[data-form=reveal]");
        tapped.Text.Should().Contain("Food or health: No nuts, please");

        page = await bea.GetAsync($"/needs/{need.Id}");
        page.Text.Should().Contain("8 of 10 days still open").And.NotContain("No nuts");
        page.All("input[name='Input.Parts']").Should().HaveCount(8);
        (await bea.GetAsync("/needs")).Text.Should().Contain("8 of 10 parts open");
    }

    [Fact]
    public async Task A_day_that_is_over_is_offered_to_nobody_and_no_gap_any_more()
    {
        var need = await TrainAsync(4);
        var yusuf = await app.SignInAsync(await people.HelperAsync("Yusuf"));
        Clock.Advance(TimeSpan.FromDays(2));

        var page = await yusuf.GetAsync($"/needs/{need.Id}");
        page.Text.Should().Contain("2 of 2 days still open").And.NotContain("Monday 18 May");
        page.All("input[name='Input.Parts']").Should().HaveCount(2);
    }

    [Fact]
    public async Task The_coordinator_opens_the_diet_with_a_reason()
    {
        var need = await TrainAsync(2);
        var ana = await app.SignInAsync(await people.CoordinatorAsync());
        var desk = await ana.GetAsync($"/desk?need={need.Id}");
        desk.Text.Should().NotContain("No nuts");
        (await ana.SubmitAsync(desk, "form[data-form=reveal]", new() { ["Input.Reason"] = "to tell the cooks" })).Text.Should().Contain("No nuts, please");
    }

    private async Task<Need> TrainAsync(int evenings)
    {
        var need = await people.NeedAsync(
            samira.Id, "cooked-meal", parts: [.. Enumerable.Range(0, evenings).Select(i => new NewPart("cooked-meal", null, new PartTime(PartWhen.OnDay, Monday.AddDays(i), new TimeOnly(18, 0))))]);
        await people.ContactAsync(need, careNote: "No nuts, please");
        return need;
    }
}
