using FluentAssertions;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;
using Xunit;
using static MutualAid.Core.Tests.Needs.NeedScene;

namespace MutualAid.Core.Tests.Needs;

public sealed class NeedLifeTests
{
    // One letter a part: o open, f filled, d done, n not needed.
    [Theory]
    [InlineData("o", NeedState.Open, true)]
    [InlineData("f", NeedState.Agreed, false)]
    [InlineData("d", NeedState.Done, false)]
    [InlineData("n", NeedState.Withdrawn, false)]
    [InlineData("oo", NeedState.Open, true)]
    [InlineData("of", NeedState.PartFilled, true)]
    [InlineData("od", NeedState.PartFilled, true)]
    [InlineData("on", NeedState.Open, true)]
    [InlineData("ff", NeedState.Agreed, false)]
    [InlineData("fd", NeedState.Agreed, false)]
    [InlineData("fn", NeedState.Agreed, false)]
    [InlineData("dd", NeedState.Done, false)]
    [InlineData("dn", NeedState.Done, false)]
    [InlineData("nn", NeedState.Withdrawn, false)]
    [InlineData("ofd", NeedState.PartFilled, true)]
    [InlineData("fdn", NeedState.Agreed, false)]
    public void A_need_stands_where_its_parts_stand(string parts, NeedState state, bool looking)
    {
        var need = Post(wanted: [.. parts.Select(_ => (short)1)]);
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i] == 'o')
            {
                continue;
            }

            var claim = need.Agree(i + 1, i);
            if (parts[i] != 'f')
            {
                need.Report(claim, parts[i] == 'd' ? Outcome.Done : Outcome.NoLongerWanted).Ok.Should().BeTrue();
            }
        }

        need.State.Should().Be(state);
        need.Looking.Should().Be(looking);
        need.PartsOpen.Should().Be((short)parts.Count(p => p == 'o'));
        need.PartsWanted.Should().Be((short)parts.Count(p => p != 'n'));
        (need.ClosedAt is not null).Should().Be(need.IsClosed);
    }

    [Fact]
    public void What_the_other_side_says_is_missing_opens_nothing_once_the_neighbour_took_the_need_back()
    {
        var need = Post(wanted: [1, 1]);
        var claim = need.Agree(1);
        need.Report(claim, Outcome.Done);
        need.Withdraw(Start.AddHours(31)).Ok.Should().BeTrue();

        need.Report(claim.Id, Outcome.PartDone, fromHelper: false, Start.AddHours(32), new Leftover("the milk", Week)).Ok.Should().BeTrue();

        (need.State, need.IsClosed).Should().Be((NeedState.Withdrawn, true));
        need.Parts.Should().NotContain(p => p.State == PartState.Open);
    }

    [Fact]
    public void It_didnt_happen_after_the_other_side_said_done_opens_the_need_again_at_its_old_place()
    {
        var need = Post();
        var claim = need.Agree(1);
        need.Report(claim, Outcome.Done);
        need.State.Should().Be(NeedState.Done);

        need.Report(claim, Outcome.DidntHappen, fromHelper: false).Ok.Should().BeTrue();

        need.State.Should().Be(NeedState.Open);
        need.Looking.Should().BeTrue();
        need.ClosedAt.Should().BeNull();
        need.PostedAt.Should().Be(Start);
        claim.AskerSaid.Should().Be(Outcome.DidntHappen);
        claim.HelperSaid.Should().Be(Outcome.Done);
    }

    [Fact]
    public void It_didnt_happen_is_too_late_when_the_details_were_erased()
    {
        var need = Post();
        var claim = need.Agree(1);
        need.Report(claim, Outcome.Done);
        need.Erase(Start.AddDays(15));

        need.Report(claim, Outcome.DidntHappen, fromHelper: false).Refusal!.Kind.Should().Be(RefusalKind.Conflict);
        need.State.Should().Be(NeedState.Done);
    }

    [Fact]
    public void The_part_that_somebody_else_finished_stays_done_when_the_first_helper_turns_out_not_to_have_come()
    {
        var need = Post();
        var first = need.Agree(1);
        need.Report(first, Outcome.PartDone);
        var second = need.Agree(2);
        need.Report(second, Outcome.Done);

        need.Report(first, Outcome.DidntHappen, fromHelper: false).Ok.Should().BeTrue();

        need.Parts[0].State.Should().Be(PartState.Done);
        need.State.Should().Be(NeedState.Done);
    }

    [Theory]
    [InlineData(Outcome.Done)]
    [InlineData(Outcome.NoLongerWanted)]
    public void When_a_part_is_over_nobody_is_left_waiting_for_an_answer_about_it(Outcome outcome)
    {
        var need = Post(HelperChoice.LetMeChoose);
        var waiting = need.Take(need.Parts[0].Id, Helper(2), Week, null, Start).Value;
        var asked = need.Invite(need.Parts[0].Id, Helper(3), Week, Start, Start.AddDays(1)).Value;
        var claim = need.Agree(1);

        need.Report(claim, outcome);

        need.IsClosed.Should().BeTrue();
        waiting.State.Should().Be(ClaimState.Cancelled);
        asked.State.Should().Be(ClaimState.Cancelled);
    }

    [Fact]
    public void A_part_no_longer_wanted_lets_its_other_helpers_go_and_is_not_opened_by_them()
    {
        var need = Post(wanted: [2, 1]);
        var (one, other) = (need.Agree(1), need.Agree(2));

        need.Report(one, Outcome.NoLongerWanted);

        other.State.Should().Be(ClaimState.Cancelled);
        need.Release(other.Id, Start.AddDays(1)).Ok.Should().BeFalse();
        need.Parts[0].State.Should().Be(PartState.NotNeeded);
        need.State.Should().Be(NeedState.Open, "the second part is still wanted");
    }

    [Fact]
    public void A_draft_that_is_sorted_is_closed_and_one_that_is_reopened_still_waits_for_a_coordinators_look()
    {
        var sorted = Post(draft: true);
        sorted.Sort(Start.AddHours(1)).Ok.Should().BeTrue();
        sorted.State.Should().Be(NeedState.Withdrawn);
        sorted.ClosedAt.Should().Be(Start.AddHours(1));

        var waiting = Post(draft: true);
        waiting.Reopen(Start.AddHours(1)).Ok.Should().BeFalse();
        waiting.State.Should().Be(NeedState.Draft);
        waiting.Looking.Should().BeFalse();
    }

    [Fact]
    public void Erasing_forgets_every_word_that_somebody_wrote()
    {
        var need = Post();
        var claim = need.Agree(1);
        need.Report(claim, Outcome.Done);

        need.Erase(Start.AddDays(15));

        need.Words.Should().BeNull();
        need.Parts[0].What.Should().BeNull();
        claim.Hello.Should().BeNull();
    }

    [Fact]
    public void Nobody_takes_their_own_need_a_draft_or_the_same_part_twice()
    {
        var need = Post(wanted: 2);

        need.Take(need.Parts[0].Id, Asker, Week, null, Start).Refusal!.Kind.Should().Be(RefusalKind.NotAllowed);
        need.Agree(1);
        need.Take(need.Parts[0].Id, Helper(1), Week, null, Start).Refusal!.Kind.Should().Be(RefusalKind.Conflict);
        var draft = Post(draft: true);
        draft.Take(draft.Parts[0].Id, Helper(1), Week, null, Start).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
    }

    [Fact]
    public void A_reopened_need_keeps_its_place_in_the_queue_and_looks_for_helpers_again()
    {
        var need = Post(wanted: [1, 1]);
        var claim = need.Agree(1);
        need.Withdraw(Start.AddDays(1));
        claim.State.Should().Be(ClaimState.Cancelled);

        need.Reopen(Start.AddDays(2)).Ok.Should().BeTrue();

        need.PostedAt.Should().Be(Start);
        need.Looking.Should().BeTrue();
        need.Parts.Should().OnlyContain(p => p.State == PartState.Open && p.HelpersAgreed == 0);
        need.Agree(1).Place.Should().Be(1);
    }

    [Fact]
    public void What_was_done_before_the_need_was_taken_back_stays_done_when_it_is_wanted_after_all()
    {
        var need = Post(wanted: [1, 1, 2]);
        var (shopping, together) = (need.Agree(1), need.Agree(2, part: 2));
        var second = need.Agree(3, part: 2);
        need.Report(shopping, Outcome.Done);
        need.Report(together, Outcome.Done);
        need.Withdraw(Start.AddDays(1));

        need.Reopen(Start.AddDays(2)).Ok.Should().BeTrue();

        need.Parts.Select(p => (p.State, p.HelpersAgreed)).Should().Equal((PartState.Done, 1), (PartState.Open, 0), (PartState.Open, 1));
        new[] { shopping, together, second }.Select(c => c.State).Should().Equal(ClaimState.Done, ClaimState.Done, ClaimState.Cancelled);
        shopping.AskerSaid.Should().BeNull("nobody said that it didn't happen");
    }

    [Fact]
    public void What_was_no_longer_wanted_when_the_helper_came_is_looked_for_anew_when_it_is_wanted_after_all()
    {
        var need = Post();
        var claim = need.Agree(1);
        need.Report(claim, Outcome.NoLongerWanted);

        need.Reopen(Start.AddDays(1)).Ok.Should().BeTrue();

        (need.Parts[0].State, need.Parts[0].HelpersAgreed, claim.State).Should().Be((PartState.Open, (short)0, ClaimState.DidntHappen));
    }

    [Fact]
    public void A_word_that_comes_after_erasing_keeps_the_outcome_and_none_of_the_words()
    {
        var need = Post();
        var claim = need.Agree(1);
        need.Report(claim, Outcome.Done, fromHelper: true);
        need.Erase(Start.AddDays(15));

        need.Report(claim.Id, Outcome.PartDone, fromHelper: false, Start.AddDays(16), new Leftover("insulin", Week)).Ok.Should().BeTrue();

        claim.AskerSaid.Should().Be(Outcome.PartDone);
        claim.Missing.Should().BeNull();
        need.Parts.Should().ContainSingle();
    }

    [Fact]
    public void Sorted_is_sorted_also_when_its_only_day_had_passed_with_nobody()
    {
        var need = NeedVerbs.PostDates(HelperChoice.FirstIsFine, draft: false, NeedVerbs.FirstDay);
        need.Pass(need.Parts[0].Id, NeedVerbs.Ends(need.Parts[0]), Start.AddDays(3));
        need.DayPassed.Should().BeTrue();

        need.Sort(Start.AddDays(4)).Ok.Should().BeTrue();

        (need.State, need.ClosedAt).Should().Be((NeedState.Withdrawn, Start.AddDays(4)));
        need.Parts[0].State.Should().Be(PartState.Missed);
        need.Reopen(Start.AddDays(5)).Ok.Should().BeTrue();
        (need.Looking, need.PostedAt).Should().Be((true, Start));
    }

    [Fact]
    public void What_one_of_two_helpers_has_done_stays_done_when_the_rest_is_not_wanted_any_more()
    {
        var need = Post(wanted: 2);
        var (first, second) = (need.Agree(1), need.Agree(2));
        need.Report(first, Outcome.Done);

        need.Report(second, Outcome.NoLongerWanted);

        need.Parts[0].State.Should().Be(PartState.Done);
        need.State.Should().Be(NeedState.Done);
    }

    [Fact]
    public void A_late_word_about_an_earlier_helper_does_not_touch_what_another_has_done_since()
    {
        var need = Post();
        var part = need.Parts[0];
        var first = need.Agree(1);
        need.Report(first.Id, Outcome.PartDone, fromHelper: true, Start.AddHours(3));
        var second = need.Take(part.Id, Helper(2), Week, null, Start.AddHours(4)).Value;
        need.Report(second.Id, Outcome.Done, fromHelper: true, Start.AddHours(5));
        need.Report(second.Id, Outcome.PartDone, fromHelper: false, Start.AddHours(6), new Leftover("the milk", Week));

        need.Report(first.Id, Outcome.DidntHappen, fromHelper: false, Start.AddHours(7)).Ok.Should().BeTrue();

        (part.State, need.Parts[1].State, need.State).Should().Be((PartState.Done, PartState.Open, NeedState.PartFilled));
        first.State.Should().Be(ClaimState.DidntHappen);
    }

    [Fact]
    public void A_need_that_was_taken_back_is_not_opened_by_what_is_said_of_an_earlier_part()
    {
        var need = Post(wanted: [1, 1]);
        var claim = need.Agree(1);
        need.Report(claim, Outcome.Done);
        need.Withdraw(Start.AddHours(31));

        need.Report(claim.Id, Outcome.PartDone, fromHelper: false, Start.AddHours(32), new Leftover("the milk", Week)).Ok.Should().BeTrue();

        (need.State, need.Parts.Count, need.PartsOpen).Should().Be((NeedState.Withdrawn, 2, (short)0));
        claim.Missing.Should().Be("the milk");
    }
}
