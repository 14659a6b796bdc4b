using FsCheck;
using FsCheck.Fluent;
using MutualAid.Core.Needs;
using Xunit;
using static MutualAid.Core.Tests.Needs.NeedScene;
using Outcome = MutualAid.Core.Needs.Outcome;
using Result = MutualAid.Core.Common.Result;

namespace MutualAid.Core.Tests.Needs;

/// <summary>Whatever people press, in whatever order, a need never breaks its own rules.</summary>
public sealed class NeedWalkTests
{
    private const int Helpers = 5;

    [Fact]
    public void No_order_of_steps_breaks_a_rule()
    {
        var steps = Gen.Choose(0, 99_999).ArrayOf(40).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_500), Prop.ForAll(steps, Walk));
    }

    [Fact]
    public void The_rules_notice_a_place_that_was_taken_behind_the_needs_back()
    {
        // The planted violation: a part that counts a helper whom no claim stands for.
        var need = Post(wanted: 2);
        need.Parts[0].TakePlace();

        Assert.ThrowsAny<Exception>(() => Look(need, "planted"));
    }

    private static bool Walk(int[] steps)
    {
        var need = Post(steps[0] % 2 == 0 ? HelperChoice.FirstIsFine : HelperChoice.LetMeChoose, steps[1] % 7 == 0, [(short)((steps[2] % 3) + 1), 1]);
        var now = Start;
        foreach (var step in steps)
        {
            now = now.AddMinutes(1);
            var (name, result) = Take(need, step, now);
            Look(need, $"{name} ({(result.Ok ? "done" : result.Refusal!.Kind)})");
        }

        return true;
    }

    private static (string Name, Result Result) Take(Need need, int step, DateTimeOffset now)
    {
        var part = need.Parts[step / 100 % need.Parts.Count].Id;
        var helper = Helper((step / 1_000 % Helpers) + 1);
        var claim = need.Claims.Count == 0 ? Guid.Empty : need.Claims[step / 100 % need.Claims.Count].Id;
        var outcome = (Outcome)(step / 10_000 % 6);
        return (step % 12) switch
        {
            0 or 1 or 2 => ("take", need.Take(part, helper, Week, null, now)),
            3 => ("invite", need.Invite(part, helper, Week, now, now.AddDays(1))),
            4 => ("accept", need.Accept(claim, now)),
            5 => ("decline", need.Decline(claim, now)),
            6 => ("release", need.Release(claim, now)),
            7 => ("lapse", need.Lapse(claim, now)),
            8 or 9 => ($"report {outcome}", need.Report(claim, outcome, step % 2 == 0, now, step / 10 % 3 == 0 ? new Leftover("the milk", Week) : null)),
            10 => (step / 100 % 7) switch
            {
                0 => ("withdraw", need.Withdraw(now)),
                1 => ("sort", need.Sort(now)),
                2 => ("open", need.Open(now)),
                3 => ("still wanted", need.StillWanted(now)),
                4 => ("coming", need.ConfirmPlan(claim, now)),
                5 => ("day passed", Pass(need, part, now)),
                _ => ("expire", Expire(need, now)),
            },
            _ => ("reopen", need.Reopen(now)),
        };
    }

    // As the clock does it: an open part, nobody on the way.
    private static Result Pass(Need need, Guid partId, DateTimeOffset now)
    {
        if (need.Looking && need.Parts.Any(p => p.Id == partId && p.State == PartState.Open) && !need.Claims.Any(c => c.PartId == partId && c.State == ClaimState.Agreed))
        {
            need.Pass(partId, now, now);
        }

        return Result.Done;
    }

    private static Result Expire(Need need, DateTimeOffset now)
    {
        need.AskStill(now);
        return need.Expire(now);
    }

    private static void Look(Need need, string after)
    {
        void Holds(bool rule, string what) => Assert.True(rule, $"After {after}: {what} (need {need.State})");

        Holds(need.PostedAt == Start, "the need keeps its place in the queue");
        Holds(!need.Looking || need.Parts.Any(p => p.State == PartState.Open), "looking means an open part");
        Holds((need.Looking || need.DayPassed) == (need.State is NeedState.Open or NeedState.PartFilled), "an open need looks, or its day has passed and the asker is asked");
        Holds(!(need.Looking && need.DayPassed), "nobody is looked for once every day has passed");
        Holds(need.PartsOpen == need.Parts.Count(p => p.State == PartState.Open), "open parts are counted right");
        Holds(need.IsClosed == need.ClosedAt is not null, "a closed need, and only that, has a day of closing");
        Holds(!need.IsClosed || need.Parts.All(p => p.State is not (PartState.Open or PartState.Filled)), "a closed need has no open part");
        Holds(!need.IsClosed || !need.Claims.Any(c => c.State.IsActive()), "a closed need has no active claim");
        foreach (var part in need.Parts)
        {
            var holding = need.Claims.Where(c => c.PartId == part.Id && c.State.HoldsPlace()).ToList();
            Holds(part.HelpersAgreed >= 0 && part.HelpersAgreed <= part.HelpersWanted, "never more helpers than wanted");
            Holds(holding.Select(c => c.Place).Distinct().Count() == holding.Count, "no place is held twice");
            Holds(holding.All(c => c.Place >= 1 && c.Place <= part.HelpersWanted), "every place exists");
            Holds(part.State is not (PartState.Open or PartState.Filled) || part.HelpersAgreed == holding.Count, "helpers are counted right");
            Holds(part.State != PartState.Filled || part.HelpersAgreed == part.HelpersWanted, "filled means full");
            Holds(part.State is PartState.Open or PartState.Filled || !need.Claims.Any(c => c.PartId == part.Id && c.State.IsActive()), "a part that is over keeps nobody waiting");
        }

        foreach (var pair in need.Claims.Where(c => c.State.IsActive()).GroupBy(c => (c.PartId, c.HelperId)))
        {
            Holds(pair.Count() == 1, "one active claim for each helper and part");
        }

        Holds(need.Claims.All(c => c.State.HoldsPlace() == c.Place is not null), "a claim has a place while it holds one");
    }
}
