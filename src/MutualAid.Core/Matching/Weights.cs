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

    public int Of(MatchFeature feature) => Math.Clamp(
        feature switch
        {
            MatchFeature.Nearness => Nearness,
            MatchFeature.Continuity => Continuity,
            MatchFeature.LanguageComfort => LanguageComfort,
            MatchFeature.TimeFit => TimeFit,
            MatchFeature.LoadHeadroom => LoadHeadroom,
            _ => ScarcityGuard,
        },
        0,
        Max);
}
