using FluentAssertions;
using MutualAid.Core.Needs;
using MutualAid.Core.Notices;
using MutualAid.Core.Privacy;
using Xunit;

namespace MutualAid.Core.Tests.Needs.Clocks;

public sealed class InvitationTimerTests : ClockTest
{
    [Theory]
    [MemberData(nameof(Starts))]
    public async Task An_invitation_without_an_answer_lapses_to_the_second_and_both_sides_hear_it_kindly(string day)
    {
        var start = StartAt(day);
        var (asker, yusuf, mei) = (await People.MemberAsync(), await People.HelperAsync("Yusuf"), await People.HelperAsync("Mei"));
        var need = await People.NeedAsync(asker.Id);
        foreach (var helper in new[] { yusuf, mei })
        {
            await People.ChangeAsync(need.Id, n => n.Invite(n.Parts[0].Id, helper.Id, London.WeekOf(start), start, start.AddHours(24)));
        }

        await OnceAtAsync(start.AddHours(24), "letting two invitations of one need go");

        var after = await ReadAsync(need.Id);
        after.Claims.Should().OnlyContain(c => c.State == ClaimState.Lapsed);
        after.PostedAt.Should().Be(start, "the need keeps its place in the queue");
        after.Looking.Should().BeTrue();
        (await NewsOfAsync(yusuf)).Should().Equal(NoticeKind.InvitationOver);
        (await NewsOfAsync(mei)).Should().Equal(NoticeKind.InvitationOver);
        (await NewsOfAsync(asker)).Should().Equal([NoticeKind.AskingOthers], "one sentence, however many were asked");
        (await WrittenByClockAsync(need.Id)).Should().Equal(Deed.ClaimLapsed, Deed.ClaimLapsed);
    }

    [Fact]
    public async Task One_that_was_answered_is_left_alone()
    {
        var start = StartAt("2026-05-18");
        var helper = await People.HelperAsync();
        var need = await People.NeedAsync((await People.MemberAsync()).Id, choice: HelperChoice.LetMeChoose);
        await People.ChangeAsync(need.Id, n => n.Invite(n.Parts[0].Id, helper.Id, London.WeekOf(start), start, start.AddHours(24)));
        Clock.Set(start.AddHours(23));
        await AgreeAsync(need, helper);

        (await RunAsync(start.AddHours(24))).Should().Be(0);

        (await ReadAsync(need.Id)).Claims.Should().ContainSingle().Which.State.Should().Be(ClaimState.Offered);
    }
}
