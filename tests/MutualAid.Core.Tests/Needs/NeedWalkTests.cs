using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using MutualAid.Core.Needs;
using Xunit;
using static MutualAid.Core.Tests.Needs.NeedScene;

namespace MutualAid.Core.Tests.Needs;

/// <summary>Whatever people press, in whatever order, a need never breaks its own rules. A walk that does is printed with its seed, made as short as it gets.</summary>
public sealed class NeedWalkTests
{
    [Fact]
    public void No_order_of_steps_breaks_a_rule()
    {
        // WALKS=100000 walks longer, for an evening.
        var walks = Environment.GetEnvironmentVariable("WALKS") is { } set ? int.Parse(set, CultureInfo.InvariantCulture) : 1_500;
        var steps = Gen.Choose(0, 999_999).ArrayOf(40).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(walks), Prop.ForAll(steps, Walk));
    }

    [Fact]
    public void The_rules_notice_a_place_that_was_taken_behind_the_needs_back()
    {
        // The planted violation: a part that counts a helper whom no claim stands for.
        var need = Post(wanted: 2);
        need.Parts[0].TakePlace();

        Assert.ThrowsAny<Exception>(() => NeedRules.Look(need, "planted"));
    }

    [Fact]
    public void Every_verb_of_a_need_is_walked()
    {
        // What reads as a yes or a no is a verb; a new one gets a line in NeedVerbs, or it is named here with the reason.
        string[] elsewhere = ["Post"];
        var walked = new[]
        {
            nameof(Need.Open), nameof(Need.Take), nameof(Need.Invite), nameof(Need.Accept), nameof(Need.Decline), nameof(Need.TurnDown), nameof(Need.Release), nameof(Need.Lapse),
            nameof(Need.Report), nameof(Need.ConfirmPlan), nameof(Need.StillFine), nameof(Need.StillWanted), nameof(Need.Change), nameof(Need.ComeTo), nameof(Need.Withdraw),
            nameof(Need.Sort), nameof(Need.Reopen), nameof(Need.SkipDate), nameof(Need.ChangeDate), nameof(Need.EndDates), nameof(Need.Widen), nameof(Need.Refer),
            nameof(Need.ProposeHandOver), nameof(Need.AcceptHandOver), nameof(Need.BelongTo), nameof(Need.Expire),
        };
        var known = typeof(Need).GetMethods(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.DeclaredOnly)
            .Where(m => !m.IsPrivate && m.ReturnType.Name.StartsWith("Result", StringComparison.Ordinal)).Select(m => m.Name).Except(elsewhere);

        Assert.Equal(known.Order(), walked.Order());
    }

    private static bool Walk(int[] steps)
    {
        var choice = steps[0] % 2 == 0 ? HelperChoice.FirstIsFine : HelperChoice.LetMeChoose;
        var draft = steps[1] % 7 == 0;
        var need = steps[2] % 3 == 0
            ? NeedVerbs.PostDates(choice, draft, NeedVerbs.FirstDay, NeedVerbs.SecondDay)
            : Post(choice, draft, [(short)((steps[2] % 3) + 1), 1]);
        var now = Start;
        foreach (var step in steps)
        {
            now = now.AddMinutes(1).AddHours(step % 17 == 0 ? 14 : 0);
            NeedSteps.Take(need, step, now);
        }

        return true;
    }
}
