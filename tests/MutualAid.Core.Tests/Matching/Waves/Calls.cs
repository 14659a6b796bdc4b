using MutualAid.Core.Common;
using MutualAid.Core.Matching.Waves;
using MutualAid.Core.Needs;

namespace MutualAid.Core.Tests.Matching.Waves;

/// <summary>Calls and candidates for the tests: a Monday noon in Madrid, ten people whom nobody asked yet.</summary>
internal static class Calls
{
    public static readonly NetworkClock Madrid = NetworkClock.ForZone("Europe/Madrid")!;

    public static readonly DateTimeOffset Noon = Madrid.At(new DateOnly(2026, 5, 18), new TimeOnly(12, 0));

    public static WavePolicy Policy { get; } = new(WaveSettings.Default, Madrid);

    public static WaveCall Call(Urgency urgency = Urgency.Normal, DateTimeOffset? now = null) => new()
    {
        Urgency = urgency,
        Since = now ?? Noon,
        Now = now ?? Noon,
        Deadline = (now ?? Noon).AddHours(24),
    };

    public static WaveCandidate Helper(int number, double probability = 0.1, int points = 500) =>
        new() { HelperId = Id(number), Points = points, Probability = probability };

    public static List<WaveCandidate> Helpers(int count, double probability = 0.1, Func<WaveCandidate, WaveCandidate>? with = null) =>
        [.. Enumerable.Range(1, count).Select(n => Helper(n, probability, 1_000 - n)).Select(c => with is null ? c : with(c))];

    public static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    public static IEnumerable<Guid> Asked(this WaveDecision decision) => decision.Asks.Select(a => a.HelperId);
}
