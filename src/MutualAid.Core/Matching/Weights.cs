namespace MutualAid.Core.Matching;

/// <summary>What the score is made of. At most eight, so that a coordinator can keep them in mind.</summary>
public enum MatchFeature
{
    Nearness,
    Continuity,
    LanguageComfort,
    TimeFit,
    LoadHeadroom,
    ScarcityGuard,
    AskedLately,
    Reserve,
}

/// <summary>How much each feature counts, in hundredths of its base points (0 to 200): policy set by people, with a version to say which.</summary>
public sealed record Weights(int Version)
{
    public const int Max = 200;

    public static Weights Default { get; } = new(1);

    public int Nearness { get; init; } = 100;

    public int Continuity { get; init; } = 100;

    public int LanguageComfort { get; init; } = 100;

    public int TimeFit { get; init; } = 100;

    public int LoadHeadroom { get; init; } = 100;

    public int ScarcityGuard { get; init; } = 100;

    public int AskedLately { get; init; } = 100;

    public int Reserve { get; init; } = 100;

    /// <summary>Whether nothing that adds points counts at all: every sum would be 0.</summary>
    public bool GivesNothing => Nearness <= 0 && Continuity <= 0 && LanguageComfort <= 0 && TimeFit <= 0;

    /// <summary>What the feature counts, never outside its range.</summary>
    public int Of(MatchFeature feature) => Math.Clamp(Set(feature), 0, Max);

    /// <summary>What the feature was set to.</summary>
    public int Set(MatchFeature feature) => feature switch
    {
        MatchFeature.Nearness => Nearness,
        MatchFeature.Continuity => Continuity,
        MatchFeature.LanguageComfort => LanguageComfort,
        MatchFeature.TimeFit => TimeFit,
        MatchFeature.LoadHeadroom => LoadHeadroom,
        MatchFeature.ScarcityGuard => ScarcityGuard,
        MatchFeature.AskedLately => AskedLately,
        _ => Reserve,
    };

    /// <summary>These weights with one of them set anew.</summary>
    public Weights With(MatchFeature feature, int weight) => feature switch
    {
        MatchFeature.Nearness => this with { Nearness = weight },
        MatchFeature.Continuity => this with { Continuity = weight },
        MatchFeature.LanguageComfort => this with { LanguageComfort = weight },
        MatchFeature.TimeFit => this with { TimeFit = weight },
        MatchFeature.LoadHeadroom => this with { LoadHeadroom = weight },
        MatchFeature.ScarcityGuard => this with { ScarcityGuard = weight },
        MatchFeature.AskedLately => this with { AskedLately = weight },
        _ => this with { Reserve = weight },
    };
}
