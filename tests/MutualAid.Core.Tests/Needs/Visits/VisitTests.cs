using FluentAssertions;
using MutualAid.Core.Common;
using MutualAid.Core.Needs.Visits;
using Xunit;

namespace MutualAid.Core.Tests.Needs.Visits;

/// <summary>A visit on its own, without a database: the plan, the day, and both nights on which the clocks change.</summary>
public sealed class VisitTests
{
    private static readonly NetworkClock London = NetworkClock.ForZone("Europe/London")!;
    private static readonly DateTimeOffset Now = new(2026, 5, 18, 7, 40, 0, TimeSpan.Zero);
    private static readonly DateOnly Tuesday = new(2026, 5, 19);
    private static readonly VisitPlan TenToEleven = new(Tuesday, new TimeOnly(10, 0), new TimeOnly(11, 0), "At the door", InPair: false);

    [Fact]
    public void A_plan_knows_its_instants_and_sending_it_again_is_no_news()
    {
        var visit = Visit.Of(Guid.NewGuid(), Guid.NewGuid());

        visit.Plan(TenToEleven, London, Now).Value.Should().Be(PlanNews.Time);
        visit.Plan(TenToEleven, London, Now).Value.Should().Be(PlanNews.Nothing);
        visit.Plan(TenToEleven with { Leave = "On the step" }, London, Now).Value.Should().Be(PlanNews.Details);
        visit.Plan(TenToEleven with { Until = new TimeOnly(12, 0) }, London, Now).Value.Should().Be(PlanNews.Time);

        visit.PlannedFor.Should().Be(new DateTimeOffset(2026, 5, 19, 9, 0, 0, TimeSpan.Zero));
        visit.PlannedUntil.Should().Be(new DateTimeOffset(2026, 5, 19, 11, 0, 0, TimeSpan.Zero));
    }

    public static TheoryData<DateOnly?, TimeOnly?, TimeOnly?, string> Wrong() => new()
    {
        { null, new TimeOnly(10, 0), new TimeOnly(11, 0), "Day" },
        { new DateOnly(2026, 5, 17), new TimeOnly(10, 0), new TimeOnly(11, 0), "Day" },
        { new DateOnly(2027, 5, 19), new TimeOnly(10, 0), new TimeOnly(11, 0), "Day" },
        { Tuesday, null, new TimeOnly(11, 0), "From" },
        { Tuesday, new TimeOnly(10, 0), null, "Until" },
        { Tuesday, new TimeOnly(10, 0), new TimeOnly(10, 0), "Until" },
        { Tuesday, new TimeOnly(10, 0), new TimeOnly(9, 59), "Until" },
        { new DateOnly(2026, 5, 18), new TimeOnly(7, 0), new TimeOnly(8, 40), "Until" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_cannot_be_is_said_beside_its_field(DateOnly? day, TimeOnly? from, TimeOnly? until, string field)
    {
        var refused = Visit.Of(Guid.NewGuid(), Guid.NewGuid()).Plan(new VisitPlan(day, from, until, null, false), London, Now);

        refused.Refusal!.Kind.Should().Be(RefusalKind.Invalid);
        refused.Refusal.Fields.Select(f => f.Field).Should().Equal(field);
    }

    [Theory]
    [InlineData("2026-03-29", "00:30", "01:30", "2026-03-29T00:30Z", "2026-03-29T01:30Z", "the clocks go from 1 to 2, so half past one is half past two")]
    [InlineData("2026-03-29", "01:30", "02:15", "2026-03-29T01:30Z", "2026-03-29T02:15Z", "both hours fall on one side of the gap, so the length counts")]
    [InlineData("2026-03-29", "10:00", "11:00", "2026-03-29T09:00Z", "2026-03-29T10:00Z", "the morning after is summer time")]
    [InlineData("2026-10-25", "01:30", "02:30", "2026-10-25T00:30Z", "2026-10-25T02:30Z", "the hour that comes twice is meant the first time")]
    [InlineData("2026-10-25", "10:00", "11:00", "2026-10-25T10:00Z", "2026-10-25T11:00Z", "the morning after is winter time")]
    public void In_the_nights_the_clocks_change_a_visit_still_ends_after_it_begins(string day, string from, string until, string starts, string ends, string because)
    {
        var visit = Visit.Of(Guid.NewGuid(), Guid.NewGuid());
        var at = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

        visit.Plan(new VisitPlan(DateOnly.Parse(day), TimeOnly.Parse(from), TimeOnly.Parse(until), null, false), London, at).Ok.Should().BeTrue();

        visit.PlannedFor.Should().Be(DateTimeOffset.Parse(starts), because);
        visit.PlannedUntil.Should().Be(DateTimeOffset.Parse(ends), because);
    }

    [Fact]
    public void Arriving_opens_two_hours_before_once_and_leaving_without_having_arrived_is_fine()
    {
        var visit = Planned();
        visit.Arrive(visit.PlannedFor.AddHours(-2).AddSeconds(-1)).Refusal!.Kind.Should().Be(RefusalKind.Conflict);
        visit.Leaves(visit.PlannedFor.AddHours(-2).AddSeconds(-1)).Ok.Should().BeFalse();
        visit.Arrive(visit.PlannedFor.AddHours(-2)).Ok.Should().BeTrue();
        visit.Arrive(visit.PlannedFor).Ok.Should().BeFalse();
        visit.Leaves(visit.PlannedUntil).Ok.Should().BeTrue();
        visit.Leaves(visit.PlannedUntil).Ok.Should().BeFalse();

        var forgot = Planned();
        forgot.Leaves(forgot.PlannedUntil).Ok.Should().BeTrue();
    }

    [Fact]
    public void Another_time_please_stands_until_a_new_plan_and_cannot_be_asked_of_a_visit_that_has_begun()
    {
        var visit = Planned();
        visit.AskForAnotherTime(Now).Ok.Should().BeTrue();
        visit.AskForAnotherTime(Now).Ok.Should().BeFalse();
        visit.Arrive(visit.PlannedFor).Ok.Should().BeFalse("the time was not fine");

        visit.Plan(TenToEleven, London, Now.AddHours(1)).Value.Should().Be(PlanNews.Time, "the same time again is an answer too");
        visit.AnotherTimeAt.Should().BeNull();
        visit.Arrive(visit.PlannedFor).Ok.Should().BeTrue();
        visit.AskForAnotherTime(visit.PlannedFor).Ok.Should().BeFalse();
    }

    [Fact]
    public void A_new_time_asks_the_partner_again_and_lets_the_buddy_be()
    {
        var (visit, bea, mei) = (Planned(), Guid.NewGuid(), Guid.NewGuid());
        visit.Ask(CompanyRole.Partner, bea, Now)!.Say(yes: true, Now);
        visit.Ask(CompanyRole.Buddy, mei, Now)!.Say(yes: true, Now);

        visit.Plan(TenToEleven with { Until = new TimeOnly(12, 0) }, London, Now);

        visit.Companions.Single(c => c.Role == CompanyRole.Partner).Answer.Should().Be(CompanyAnswer.Asked);
        visit.Companions.Single(c => c.Role == CompanyRole.Buddy).Answer.Should().Be(CompanyAnswer.Yes);
    }

    [Fact]
    public void A_role_is_asked_once_at_a_time_and_whoever_said_no_is_not_asked_again()
    {
        var (visit, bea) = (Planned(), Guid.NewGuid());
        visit.Ask(CompanyRole.Buddy, bea, Now)!.MemberId.Should().Be(bea);
        visit.Ask(CompanyRole.Buddy, Guid.NewGuid(), Now).Should().BeNull();
        visit.Companions[0].Say(yes: false, Now);

        visit.Ask(CompanyRole.Buddy, bea, Now)!.MemberId.Should().BeNull();
    }

    private static Visit Planned()
    {
        var visit = Visit.Of(Guid.NewGuid(), Guid.NewGuid());
        visit.Plan(TenToEleven, London, Now).Ok.Should().BeTrue();
        return visit;
    }
}
