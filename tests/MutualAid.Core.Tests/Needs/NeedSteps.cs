using MutualAid.Core.Needs;

namespace MutualAid.Core.Tests.Needs;

/// <summary>One random step, and a look at the rules after it.</summary>
internal static class NeedSteps
{
    // What walks begin with comes more often, so that most of them get somewhere.
    private static readonly string[] Often = ["take", "take", "take", "accept", "report Done", "report PartDone", "report rest", "reopen"];
    private static readonly string[] Seldom = ["erase", "withdraw", "refer", "expire", "keep"];

    /// <summary>Takes the step the number stands for, and says what was done; null when nothing was.</summary>
    public static string? Take(Need need, int step, DateTimeOffset now)
    {
        var verbs = NeedVerbs.All(need).GroupBy(c => c.Verb).SelectMany(g => Enumerable.Repeat(g.ToList(), 1 + Often.Count(v => v == g.Key))).ToList();
        var calls = verbs[step % verbs.Count];
        if (Seldom.Contains(calls[0].Verb) && step / 1_000 % 4 != 0)
        {
            return null;
        }

        var before = NeedSnapshot.Of(need);
        var call = calls[step / verbs.Count % calls.Count];
        var result = call.Do(need, now);
        var after = $"{call.Verb} ({(result.Ok ? "done" : result.Refusal!.Kind)})";
        NeedRules.Look(need, after);
        NeedRules.Compare(before, need, result.Ok, after);
        NeedRules.Means(call.Verb, need, result.Ok);
        return result.Ok ? call.Verb : null;
    }
}
