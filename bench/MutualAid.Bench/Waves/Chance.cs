namespace MutualAid.Bench.Waves;

/// <summary>
/// Chance that depends on whom and what it is about and not on when it is asked for: the same neighbour has the same mood about the same need
/// whoever does the asking, so that two ways of asking are compared on the same people and not on luck.
/// </summary>
public readonly struct Chance(int seed)
{
    /// <summary>A number from 0 up to 1 for these two and this question (splitmix64, a public mixing function).</summary>
    public double Of(int one, int other, int question)
    {
        var z = Mixed(Mixed(Mixed((ulong)seed + 0x9E3779B97F4A7C15) + (ulong)(uint)one) + (ulong)(uint)other + ((ulong)(uint)question << 40));
        return (z >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>A waiting time with this mean, most of them short.</summary>
    public double Wait(double mean, int one, int other, int question) => -mean * Math.Log(1 - Of(one, other, question));

    /// <summary>A number around 0 as nature spreads it, one standard deviation wide.</summary>
    public double Normal(int one, int other, int question) =>
        Math.Sqrt(-2 * Math.Log(1 - Of(one, other, question))) * Math.Cos(2 * Math.PI * Of(one, other, question + 1));

    private static ulong Mixed(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
