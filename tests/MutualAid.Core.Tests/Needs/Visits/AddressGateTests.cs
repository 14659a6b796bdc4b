using FluentAssertions;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Needs.Visits;
using Xunit;

namespace MutualAid.Core.Tests.Needs.Visits;

/// <summary>The whole table of when an agreed helper sees what, without a database.</summary>
public sealed class AddressGateTests
{
    private static readonly DateOnly Day = new(2026, 5, 20);
    private static readonly DateTimeOffset Starts = new(2026, 5, 20, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Ends = Starts.AddHours(1);
    private static readonly GateFacts Planned = new()
    {
        ClaimId = Guid.Empty,
        Kind = Kind("groceries"),
        Vetting = Vetting.Approved,
        Today = new DateOnly(2026, 5, 18),
        Day = Day,
        PlannedFor = Starts,
        PlannedUntil = Ends,
    };

    public static TheoryData<string, double, GateStep> Times() => new()
    {
        { "a second before it opens", (-24 * 3600) - 1, GateStep.Time },
        { "24 hours before", -24 * 3600, GateStep.Open },
        { "a second before the end", 3599, GateStep.Open },
        { "at the end", 3600, GateStep.Over },
        { "a day later", 24 * 3600, GateStep.Over },
    };

    [Theory]
    [MemberData(nameof(Times))]
    public void The_address_is_open_from_24_hours_before_until_the_end_and_not_a_second_longer(string when, double seconds, GateStep step)
    {
        var gate = AddressGate.Look(Planned, Starts.AddSeconds(seconds));

        gate.Step.Should().Be(step, when);
        gate.Address.Should().Be(step == GateStep.Open);
        gate.Phone.Should().BeTrue("the phone is open while it is agreed");
        gate.OpensAt.Should().Be(Starts.AddHours(-24));
    }

    [Fact]
    public void Leaving_early_closes_the_address_at_once_and_leaving_late_does_not_keep_it_open()
    {
        AddressGate.Look(Planned with { LeftAt = Starts.AddMinutes(20) }, Starts.AddMinutes(20)).Step.Should().Be(GateStep.Over);
        AddressGate.Look(Planned with { LeftAt = Ends.AddHours(1) }, Ends.AddMinutes(1)).Step.Should().Be(GateStep.Over);
    }

    [Fact]
    public void Without_a_plan_or_after_another_time_please_the_address_is_closed_and_the_phone_is_not()
    {
        var none = AddressGate.Look(Planned with { PlannedFor = null, PlannedUntil = null, Day = null }, Starts);
        var moved = AddressGate.Look(Planned with { AnotherTime = true }, Starts);

        (none.Step, none.Address, none.Phone).Should().Be((GateStep.Plan, false, true));
        (moved.Step, moved.Address, moved.Phone).Should().Be((GateStep.AnotherTime, false, true));
        none.Why!.ToString().Should().StartWith("First say when you come");
        moved.Why!.ToString().Should().StartWith("Your neighbour asked for another time");
    }

    [Theory]
    [InlineData(false, false, false, GateStep.Pair)]
    [InlineData(true, false, false, GateStep.Open)]
    [InlineData(false, true, false, GateStep.Open)]
    [InlineData(false, false, true, GateStep.Open)]
    public void A_first_visit_in_pairs_waits_for_company_unless_they_know_each_other_or_a_coordinator_said_so(bool accompanied, bool helpedBefore, bool waived, GateStep step)
    {
        var walk = Planned with { Kind = Kind("walk"), Accompanied = accompanied, HelpedBefore = helpedBefore, PairWaived = waived };

        var gate = AddressGate.Look(walk, Starts);

        gate.Step.Should().Be(step);
        gate.PairNeeded.Should().Be(!helpedBefore);
        gate.Phone.Should().BeTrue();
        AddressGate.Look(Planned, Starts).PairNeeded.Should().BeFalse("groceries ask for no pair");
    }

    public static TheoryData<Vetting, int?, bool, string?> Checks() => new()
    {
        { Vetting.Checked, 10, true, null },
        { Vetting.Checked, 2, true, null },
        { Vetting.Checked, 1, false, "Your check ends before that day" },
        { Vetting.Checked, 0, false, "Your check ends before that day" },
        { Vetting.Checked, -1, false, "Your check ended on" },
        { Vetting.Approved, null, false, "You’d need a check first" },
        { Vetting.New, null, false, "You’d need a check first" },
    };

    [Theory]
    [MemberData(nameof(Checks))]
    public void Childcare_opens_only_to_somebody_whose_check_holds_today_and_on_the_day(Vetting vetting, int? daysLeft, bool open, string? why)
    {
        var facts = Planned with
        {
            Kind = Kind("childcare"),
            Accompanied = true,
            Vetting = vetting,
            CheckedUntil = daysLeft is { } days ? Planned.Today.AddDays(days) : null,
        };

        var gate = AddressGate.Look(facts, Starts);

        (gate.Phone, gate.Address).Should().Be((open, open), "with the check goes the phone too");
        (gate.Why?.ToString() ?? "").Should().StartWith(why ?? "");
        gate.Step.Should().Be(open ? GateStep.Open : GateStep.Check);
    }

    private static HelpKind Kind(string id) => HelpKind.From(HelpKindCatalogue.All.Single(k => k.Id == id), 0);
}
