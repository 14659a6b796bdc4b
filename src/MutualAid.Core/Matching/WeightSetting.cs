using MutualAid.Core.Common;

namespace MutualAid.Core.Matching;

/// <summary>One version of the weights: what counts how much, who said so, when and why. Written once; a change is a new version.</summary>
public sealed class WeightSetting
{
    public const int WhyMaxLength = 200;

    private WeightSetting()
    {
    }

    /// <summary>Counts up by one; version 1 is <see cref="Matching.Weights.Default"/> and has no row.</summary>
    public int Version { get; private set; }

    public int Nearness { get; private set; }

    public int Continuity { get; private set; }

    public int LanguageComfort { get; private set; }

    public int TimeFit { get; private set; }

    public int LoadHeadroom { get; private set; }

    public int ScarcityGuard { get; private set; }

    public int AskedLately { get; private set; }

    public int Reserve { get; private set; }

    /// <summary>Who changed it; null once they left.</summary>
    public Guid? ChangedById { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>Why, in the coordinator's own words; empty for the way back to the first setting.</summary>
    public string Why { get; private set; } = "";

    /// <summary>
    /// The version after the one that was <paramref name="seen"/>. Refuses weights outside 0 to <see cref="Weights.Max"/>, weights that give nobody
    /// a point, and a missing reason.
    /// </summary>
    public static Result<WeightSetting> Change(int seen, Weights wanted, string? why, Guid? by, DateTimeOffset now)
    {
        var wrong = new List<FieldRefusal>();
        foreach (var feature in Enum.GetValues<MatchFeature>())
        {
            if (wanted.Set(feature) is < 0 or > Matching.Weights.Max)
            {
                wrong.Add(new FieldRefusal(feature.ToString(), Phrase.Of("Pick a number from 0 to {0}.", Matching.Weights.Max)));
            }
        }

        if (wrong.Count == 0 && wanted.GivesNothing)
        {
            wrong.Add(new FieldRefusal(nameof(Nearness), Phrase.Of("With near, known, language and time all at 0 nobody would get a point, and the list would be in no order. Move one of them up.")));
        }

        var reason = TypedText.Check(nameof(Why), why, WhyMaxLength, wrong, Phrase.Of("Write a few words on why, for whoever reads this later."));
        return wrong.Count > 0 ? Refusal.Invalid(wrong) : Of(seen, wanted, reason!, by, now);
    }

    /// <summary>The version after the one that was seen, with the weights everything began with.</summary>
    public static Result<WeightSetting> BackToTheFirst(int seen, Guid? by, DateTimeOffset now) => Of(seen, Matching.Weights.Default, "", by, now);

    /// <summary>The weights as the score reads them.</summary>
    public Weights Weights() => new(Version)
    {
        Nearness = Nearness,
        Continuity = Continuity,
        LanguageComfort = LanguageComfort,
        TimeFit = TimeFit,
        LoadHeadroom = LoadHeadroom,
        ScarcityGuard = ScarcityGuard,
        AskedLately = AskedLately,
        Reserve = Reserve,
    };

    private static WeightSetting Of(int seen, Weights weights, string why, Guid? by, DateTimeOffset now) => new()
    {
        Version = seen + 1,
        Nearness = weights.Nearness,
        Continuity = weights.Continuity,
        LanguageComfort = weights.LanguageComfort,
        TimeFit = weights.TimeFit,
        LoadHeadroom = weights.LoadHeadroom,
        ScarcityGuard = weights.ScarcityGuard,
        AskedLately = weights.AskedLately,
        Reserve = weights.Reserve,
        ChangedById = by,
        ChangedAt = now,
        Why = why,
    };
}
