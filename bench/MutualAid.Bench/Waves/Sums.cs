using MutualAid.Core.Matching;

namespace MutualAid.Bench.Waves;

/// <summary>The points of each helper for each need by <see cref="MatchScore"/>, kept until what the helper carries or was asked changes.</summary>
internal sealed class Sums(int needs)
{
    private readonly (long State, int Points)[]?[] known = new (long, int)[needs][];

    /// <summary>The points of the helper at this place in the list of those within whose distance the need lies.</summary>
    public int Of(WaveRun run, int need, int place, int askedLately, int? price = null)
    {
        var what = run.Town.Needs[need];
        var helper = what.Within[place];
        ref var kept = ref (known[need] ??= new (long, int)[what.Within.Length])[place];
        var (held, given) = (run.HeldThisWeek(helper), run.GivenBy(helper));
        var state = 1L + held + (given << 8) + (askedLately << 16) + (((price ?? -1) + 1L) << 32);
        if (kept.State != state && state == 1)
        {
            kept = (state, run.Town.PointsOfTheRested(need, place));
        }
        else if (kept.State != state)
        {
            var facts = run.Town.Helpers[helper].Facts with { AskedLately = askedLately, HelpedLately = given };
            kept = (state, MatchScore.Of(new Pairing(facts, what.Facts, new BetweenFacts { HeldThatWeek = held, Price = price }, WaveTown.Today), Weights.Default).Total);
        }

        return kept.Points;
    }
}
