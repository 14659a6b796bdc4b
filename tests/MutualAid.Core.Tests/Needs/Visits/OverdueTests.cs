using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Desk;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Needs.Visits;
using MutualAid.Core.Notices;
using MutualAid.Core.Places;
using Xunit;

namespace MutualAid.Core.Tests.Needs.Visits;

/// <summary>Nobody has said that a visit is over: the buddy hears it after 30 minutes, the coordinators after 60, each once.</summary>
public sealed class OverdueTests : VisitScene
{
    private Member yusuf = null!;
    private Member mei = null!;
    private Member ana = null!;
    private Guid claim;
    private Need need = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        yusuf = await People.HelperAsync();
        mei = await WithAccountAsync(await People.MemberAsync("Mei"));
        ana = await People.CoordinatorAsync();
        (need, claim) = await AgreedAsync(yusuf);
        await PlanAsync(yusuf, claim);
    }

    [Fact]
    public async Task One_second_before_nothing_at_it_once_and_again_nothing_more()
    {
        await NameAsync(yusuf, claim, CompanyRole.Buddy, mei);
        var steps = new (TimeSpan After, int Buddy, int Desk)[]
        {
            (TimeSpan.FromSeconds((30 * 60) - 1), 0, 0), (TimeSpan.FromMinutes(30), 1, 0), (TimeSpan.FromMinutes(31), 1, 0),
            (TimeSpan.FromSeconds((60 * 60) - 1), 1, 0), (TimeSpan.FromMinutes(60), 1, 1), (TimeSpan.FromMinutes(61), 1, 1), (TimeSpan.FromDays(2), 1, 1),
        };
        foreach (var (after, buddy, desk) in steps)
        {
            await TickAsync(Ends + after);
            (await NewsAsync(mei)).Count(k => k == NoticeKind.StillOut).Should().Be(buddy, $"{after}");
            (await NewsAsync(ana)).Count(k => k == NoticeKind.VisitOverdue).Should().Be(desk, $"{after}");
            (await With<VisitDesk, IReadOnlyList<DeskVisit>>(d => d.OverdueAsync(Of(ana, Role.Coordinator)))).Should().HaveCount(desk);
        }
    }

    [Fact]
    public async Task A_server_that_was_off_tells_both_at_once_and_each_once()
    {
        await NameAsync(yusuf, claim, CompanyRole.Buddy, mei);

        await TickAsync(Ends.AddHours(5));
        await TickAsync(Ends.AddHours(5).AddMinutes(1));

        (await NewsAsync(mei)).Should().Equal(NoticeKind.AskedAlong, NoticeKind.StillOut);
        (await NewsAsync(ana)).Count(k => k == NoticeKind.VisitOverdue).Should().Be(1);
    }

    [Fact]
    public async Task Leaving_in_time_wakes_nobody_and_leaving_late_tells_the_buddy_who_was_told()
    {
        await NameAsync(yusuf, claim, CompanyRole.Buddy, mei);
        await TickAsync(Ends.AddMinutes(30));
        Clock.Advance(TimeSpan.FromSeconds(1));
        (await With<VisitService, Result>(s => s.LeaveAsync(Of(yusuf), claim))).Ok.Should().BeTrue();
        await TickAsync(Ends.AddHours(2));

        (await NewsAsync(mei)).Should().Equal(NoticeKind.AskedAlong, NoticeKind.StillOut, NoticeKind.BackSafe);
        (await NewsAsync(ana)).Should().NotContain(NoticeKind.VisitOverdue);
    }

    [Theory]
    [InlineData("released")]
    [InlineData("reported")]
    [InlineData("another time")]
    [InlineData("safe")]
    [InlineData("planned longer")]
    public async Task Whatever_else_ends_it_ends_the_alarm(string how)
    {
        Clock.Set(Starts.AddHours(-1));
        var done = how switch
        {
            "released" => await People.ChangeAsync(need.Id, n => n.Release(claim, Now)),
            "reported" => await People.ChangeAsync(need.Id, n => n.Report(claim, Outcome.Done, fromHelper: true, Now)),
            "another time" => await With<VisitService, Result>(s => s.AskForAnotherTimeAsync(Of(Asker), OwnNeed.OfMember(need.Id), claim)),
            "safe" => await With<VisitDesk, Result>(d => d.SafeAsync(Of(ana, Role.Coordinator), claim)),
            _ => await PlanAsync(yusuf, claim, TenToEleven with { Until = new TimeOnly(18, 0) }),
        };
        done.Ok.Should().BeTrue();

        await TickAsync(Ends.AddMinutes(61));

        (await NewsAsync(ana)).Should().NotContain(NoticeKind.VisitOverdue);
        (await With<VisitDesk, IReadOnlyList<DeskVisit>>(d => d.OverdueAsync(Of(ana, Role.Coordinator)))).Should().BeEmpty();
    }

    [Theory]
    [InlineData("2026-10-25", "2026-10-25T02:30Z")]
    [InlineData("2026-03-29", "2026-03-29T01:30Z")]
    [InlineData("2028-02-29", "2028-02-29T01:30Z")]
    public async Task The_alarm_counts_real_minutes_in_the_nights_the_clocks_change(string day, string ends)
    {
        var until = DateTimeOffset.Parse(ends, System.Globalization.CultureInfo.InvariantCulture);
        var on = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        Clock.Set(new DateTimeOffset(on.AddDays(-2).ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero));
        (await PlanAsync(yusuf, claim, new VisitPlan(on, new TimeOnly(0, 30), new TimeOnly(on.Month == 10 ? 2 : 1, 30), null, false))).Ok.Should().BeTrue();

        await TickAsync(until.AddMinutes(60).AddSeconds(-1));
        (await NewsAsync(ana)).Should().NotContain(NoticeKind.VisitOverdue);
        await TickAsync(until.AddMinutes(60));
        (await NewsAsync(ana)).Should().ContainSingle(k => k == NoticeKind.VisitOverdue);
    }

    [Fact]
    public async Task Only_coordinators_of_the_area_are_told_and_only_they_read_the_helpers_number_with_a_reason_the_helper_reads()
    {
        var (here, elsewhere) = (await People.AreaAsync(), await People.AreaAsync("Riverside", 2_500, 500));
        var (inHere, far) = (await People.CoordinatorAsync("Ines", here.Id), await People.CoordinatorAsync("Kwame", elsewhere.Id));
        var bea = await People.HelperAsync("Bea");
        var (_, second) = await AgreedAsync(bea, areaId: here.Id);
        await using (var db = Database.Context())
        {
            new AddressBook(db, MutualAid.TestKit.TestKeys.Ring(), new NetworkQueries(db), Clock).Write(bea.Id, null, "07700 900 555", null, null, Now);
            await db.SaveChangesAsync();
        }

        await PlanAsync(bea, second);
        await TickAsync(Ends.AddMinutes(60));

        (await NewsAsync(inHere)).Should().HaveCount(2, "a need without an area belongs to every coordinator");
        (await NewsAsync(far)).Should().HaveCount(1);
        var areas = new HashSet<Guid> { elsewhere.Id };
        (await RingAsync(Of(far, Role.Coordinator) with { Areas = areas }, second, "late")).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        (await RingAsync(Of(Asker), second, "late")).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        (await RingAsync(Of(inHere, Role.Coordinator), second, null)).Refusal!.Fields.Should().ContainSingle(f => f.Field == "Reason");
        (await RingAsync(Of(inHere, Role.Coordinator), second, "should be back")).Value.Phone.Should().Be("07700 900 555");
        await using var after = Database.Context();
        (await after.AccessEntries.SingleAsync()).Should().Match<MutualAid.Core.Privacy.AccessEntry>(e => e.MemberId == bea.Id && e.ViewerId == inHere.Id && e.NeedId == null);
    }

    private Task<Result<Contact>> RingAsync(Actor actor, Guid claimId, string? reason) =>
        With<AddressBook, Result<Contact>>(b => b.RevealHelperAsync(actor, claimId, reason));
}
