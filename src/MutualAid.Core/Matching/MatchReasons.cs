using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;

namespace MutualAid.Core.Matching;

/// <summary>Why a match was made, from the sum itself: at most three reasons, the heaviest first, and at most one thing to mind.</summary>
public sealed record MatchReasons(IReadOnlyList<Phrase> For, Phrase? Caution)
{
    public const int Most = 3;


    /// <summary>About a helper, to a coordinator: "under 1 km away", "speaks Spanish", "free on Tuesday evening", "has helped them before".</summary>
    public static MatchReasons AboutHelper(Pairing pairing, MatchScore score)
    {
        var heaviest = score.Lines.Where(line => -line.Points >= WorthSaying(line.Feature)).OrderBy(line => line.Points).ThenBy(line => line.Feature).FirstOrDefault();
        return new MatchReasons(Top(score, feature => OfHelper(feature, pairing)), heaviest.Points == 0 ? null : Against(heaviest.Feature, pairing));
    }

    /// <summary>About a need, to the helper: "it’s under 1 km from you", "you speak Arabic", "you’re free on Tuesday morning".</summary>
    public static MatchReasons AboutNeed(Pairing pairing, MatchScore score)
    {
        var left = pairing.Helper.WeeklyCapacity - pairing.Between.HeldThatWeek;
        var caution = pairing.Between.HeldThatWeek > 0 && left == 1 ? Phrase.Of("it would fill your week") : null;
        return new MatchReasons(Top(score, feature => OfNeed(feature, pairing)), caution);
    }

    /// <summary>The reasons as one sentence without a full stop, such as "it’s under 1 km from you, you speak Arabic and you’re free on Tuesday morning".</summary>
    public Phrase InOneSentence() => For switch
    {
        [] => Phrase.Of("it is among the kinds of help you ticked"),
        [var one] => one,
        [var one, var two] => Phrase.Of("{0} and {1}", one, two),
        _ => Phrase.Of("{0}, {1} and {2}", For[0], For[1], For[2]),
    };

    // Under these points there is nothing to mind yet; for other features there never is.
    private static int WorthSaying(MatchFeature feature) => feature switch
    {
        MatchFeature.LoadHeadroom or MatchFeature.AskedLately => 120,
        MatchFeature.Reserve => 60,
        _ => int.MaxValue,
    };

    private static Phrase Against(MatchFeature feature, Pairing p) => feature switch
    {
        MatchFeature.AskedLately => p.Helper.AskedLately == 1 ? Phrase.Of("has been asked once in the last seven days") : Phrase.Of("has been asked {0} times in the last seven days", p.Helper.AskedLately),
        MatchFeature.Reserve => Phrase.Of("is wanted for something scarcer at that time"),
        _ => p.Between.HeldThatWeek switch
        {
            0 => Phrase.Of("has helped often in the last four weeks"),
            1 => Phrase.Of("has taken something on already that week"),
            var held => Phrase.Of("has taken {0} things on already that week", held),
        },
    };

    private static List<Phrase> Top(MatchScore score, Func<MatchFeature, Phrase?> say) =>
        [.. score.Lines.Where(line => line.Points > 0).OrderByDescending(line => line.Points).ThenBy(line => line.Feature)
            .Select(line => say(line.Feature)).OfType<Phrase>().Take(Most)];

    private static Phrase? OfHelper(MatchFeature feature, Pairing p) => feature switch
    {
        MatchFeature.Nearness => p.Band is { } band ? Phrase.Of("{0} away", band.Words()) : Phrase.Of("in the same area"),
        MatchFeature.Continuity => Phrase.Of("has helped them before"),
        MatchFeature.LanguageComfort => Phrase.Of("speaks {0}", p.Language),
        MatchFeature.TimeFit when FirstHour(p) is { } hour => WeekHours.PartOf(hour) switch
        {
            DayPart.Night => Phrase.Of("free early on {0}, before 6", WeekHours.DayOf(hour)),
            DayPart.Morning => Phrase.Of("free on {0} morning", WeekHours.DayOf(hour)),
            DayPart.Afternoon => Phrase.Of("free on {0} afternoon", WeekHours.DayOf(hour)),
            _ => Phrase.Of("free on {0} evening", WeekHours.DayOf(hour)),
        },
        _ => null,
    };

    private static Phrase? OfNeed(MatchFeature feature, Pairing p) => feature switch
    {
        MatchFeature.Nearness => p.Band is { } band ? Phrase.Of("it’s {0} from you", band.Words()) : Phrase.Of("it’s in your area"),
        MatchFeature.Continuity => Phrase.Of("you have helped this neighbour before"),
        MatchFeature.LanguageComfort => Phrase.Of("you speak {0}", p.Language),
        MatchFeature.TimeFit when FirstHour(p) is { } hour => WeekHours.PartOf(hour) switch
        {
            DayPart.Night => Phrase.Of("you’re free early on {0}, before 6", WeekHours.DayOf(hour)),
            DayPart.Morning => Phrase.Of("you’re free on {0} morning", WeekHours.DayOf(hour)),
            DayPart.Afternoon => Phrase.Of("you’re free on {0} afternoon", WeekHours.DayOf(hour)),
            _ => Phrase.Of("you’re free on {0} evening", WeekHours.DayOf(hour)),
        },
        _ => null,
    };

    // "Whenever" names no day, so being free says nothing about it.
    private static int? FirstHour(Pairing p) => p.Part.Time.When switch
    {
        PartWhen.OnDay => p.CommonHours.FirstFrom(p.Part.Time.Day!.Value.DayOfWeek),
        PartWhen.Before => p.CommonHours.FirstFrom(p.Today.DayOfWeek),
        _ => null,
    };
}
