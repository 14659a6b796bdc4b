using System.Collections.Concurrent;
using System.Diagnostics;
using MutualAid.Bench.Sites;

namespace MutualAid.Bench.Races;

/// <summary>What came of a race: how many got a place, how many found a kind page, and everything else.</summary>
public sealed class Race
{
    private const string KindWords = "a moment faster";

    private readonly ConcurrentDictionary<string, int> odd = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<double> times = [];
    private int won;
    private int late;

    public int Won => won;

    public int Late => late;

    public IReadOnlyDictionary<string, int> Odd => odd;

    /// <summary>Every helper says "I can do this" to one part after another, all helpers at once; whoever is late reads the page that follows.</summary>
    public async Task RunAsync(HelpersTown town, Func<int, IEnumerable<(Guid Need, Guid Part)>> partsOf, CancellationToken ct) =>
        await Task.WhenAll(town.Helpers.Select((visit, i) => Task.Run(() => TakeAsync(visit, [.. partsOf(i)], ct), ct)));

    public async Task PrintAsync(TextWriter output, TimeSpan took)
    {
        var sorted = times.Order().ToList();
        await output.WriteLineAsync($"{"sent",10} {"got it",10} {"were late",10} {"else",6} {"in",9} {"middle",9} {"slowest",9}");
        await output.WriteLineAsync(FormattableString.Invariant(
            $"{sorted.Count,10:N0} {won,10:N0} {late,10:N0} {odd.Values.Sum(),6:N0} {took.TotalSeconds,7:0.0} s {sorted[sorted.Count / 2],6:0} ms {sorted[^1],6:0} ms"));
        foreach (var (what, count) in odd)
        {
            await output.WriteLineAsync($"{count,10:N0} × {what}");
        }
    }

    private async Task TakeAsync(Visit visit, List<(Guid Need, Guid Part)> parts, CancellationToken ct)
    {
        var token = await TakeForm.TokenAsync(visit, parts[0].Need, ct);
        foreach (var wanted in parts)
        {
            var started = Stopwatch.GetTimestamp();
            var answer = await TakeForm.SendAsync(visit, token, wanted, ct);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            if (TakeForm.ClaimOf(answer) is not null)
            {
                Interlocked.Increment(ref won);
            }
            else if (answer.Led && (await visit.OpenAsync(answer.Location!, ct)).Contains(KindWords, StringComparison.Ordinal))
            {
                Interlocked.Increment(ref late);
            }
            else
            {
                odd.AddOrUpdate($"{answer.Status} {answer.Location}", 1, (_, n) => n + 1);
            }
        }
    }
}
