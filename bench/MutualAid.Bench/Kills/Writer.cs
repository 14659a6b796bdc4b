using System.Collections.Concurrent;
using MutualAid.Bench.Sites;

namespace MutualAid.Bench.Kills;

/// <summary>
/// People who go on asking and offering while the servers are killed under them, and remember what they were told had been kept. What they
/// were told nothing about may be there or not.
/// </summary>
public sealed class Writer(HelpersTown town)
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentQueue<(Guid Need, Guid Part)> parts = new(town.Parts);
    private int asked;

    /// <summary>Ids of claims whose helper was led to the page that says "this is yours".</summary>
    public ConcurrentBag<Guid> Claims { get; } = [];

    /// <summary>Words of needs whose asker was led to the page that says "we have it".</summary>
    public ConcurrentBag<string> Needs { get; } = [];

    /// <summary>Sendings that were cut off.</summary>
    public int CutOff => cutOff;

    private int cutOff;

    /// <summary>Takes parts on, one helper after another as their hands fill, until told to stop.</summary>
    public async Task TakeAsync(IReadOnlyList<Visit> helpers, CancellationToken stop)
    {
        var (helper, token) = (0, (KeyValuePair<string, string>?)null);
        while (!stop.IsCancellationRequested && parts.TryDequeue(out var next))
        {
            await TryAsync(
                async () =>
                {
                    token ??= await TakeForm.TokenAsync(helpers[helper], next.Need, stop);
                    var answer = await TakeForm.SendAsync(helpers[helper], token.Value, next, stop);
                    if (TakeForm.ClaimOf(answer) is { } claim)
                    {
                        Claims.Add(claim);
                    }
                    else if (answer.Status == 400)
                    {
                        // Hands full: the next helper goes on.
                        (helper, token) = ((helper + 1) % helpers.Count, null);
                    }
                },
                stop);
        }
    }

    /// <summary>Asks for help without an account, again and again, until told to stop.</summary>
    public async Task AskAsync(Uri site, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await TryAsync(
                async () =>
                {
                    using var visitor = new Visit(site);
                    var words = $"Bread and milk, number {Interlocked.Increment(ref asked)}";
                    await Asking.WriteAsync(visitor, words, stop);
                    if ((await visitor.PostAsync(Asking.CheckPath, await Asking.LastPageAsync(visitor, stop), stop)).Led)
                    {
                        Needs.Add(words);
                    }
                },
                stop);
        }
    }

    private async Task TryAsync(Func<Task> step, CancellationToken stop)
    {
        try
        {
            await step();
            await Task.Delay(Breath, stop);
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
        catch (Exception e) when (e is HttpRequestException or InvalidOperationException)
        {
            // The server went away in the middle, or is not back yet.
            Interlocked.Increment(ref cutOff);
            await Task.Delay(Breath, CancellationToken.None);
        }
    }
}
