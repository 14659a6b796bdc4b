namespace MutualAid.Core.Matching;

/// <summary>One version of the weights: what counts how much, who said so, when and why. Written once; a change is a new version.</summary>
public sealed class WeightSetting
{
    public const int WhyMaxLength = 200;

    private WeightSetting()
    {
    }

    /// <summary>Counts up by one; version 1 is <see cref="Weights.Default"/> and has no row.</summary>
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

    /// <summary>Why, in the coordinator's own words.</summary>
    public string Why { get; private set; } = "";
}
