using System.Collections;
using FluentAssertions;
using MutualAid.Core.Needs;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests.Needs;

/// <summary>A suggestion names one part and why it fits. The day on the card is the day of that part.</summary>
public sealed class FittingCardTests : DatabaseTest
{
    private const int MondayAtSix = 18;

    [Fact]
    public async Task A_need_of_several_days_is_suggested_with_the_day_the_reason_speaks_of()
    {
        var people = new Neighbourhood(Database, Clock);
        var asker = await people.MemberAsync("Samira");
        await people.NeedAsync(asker.Id, "cooked-meal", parts: [Supper(new DateOnly(2026, 5, 24)), Supper(new DateOnly(2026, 5, 25))]);
        var mondays = new BitArray(168);
        mondays[MondayAtSix] = true;
        await using var app = new TestApp(Database, Clock);
        var yusuf = await app.SignInAsync(await people.HelperAsync("Yusuf", hours: mondays));

        var card = (await yusuf.GetAsync("/needs")).Find(".ma-why").Closest("article")!;

        card.TextContent.Should().Contain("free on Monday evening").And.Contain("Monday 25 May").And.NotContain("Sunday");
    }

    private static NewPart Supper(DateOnly day) => new("cooked-meal", null, new PartTime(PartWhen.OnDay, day, new TimeOnly(18, 0), new TimeOnly(19, 0)));
}
