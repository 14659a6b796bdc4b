using System.Diagnostics;
using MutualAid.Bench.Sites;

namespace MutualAid.Bench.Races;

/// <summary>
/// <c>./measure claim-race</c>: 100 helpers at two servers say "I can do this" 10,000 times to 1,000 parts that want one helper each, ten of
/// them to the same part at the same time.
/// </summary>
public static class ClaimRace
{
    public const int Parts = 1_000;
    public const int Helpers = 100;
    public const int ForEachPart = 10;

    public static async Task<bool> RunAsync(Workbench bench, CancellationToken ct)
    {
        await using var town = await HelpersTown.OpenAsync(bench, Parts, wanted: 1, Helpers, servers: 2, ct);
        var race = new Race();
        var started = Stopwatch.GetTimestamp();
        await race.RunAsync(town, PartsOf, ct);
        await race.PrintAsync(bench.Output, Stopwatch.GetElapsedTime(started));

        var agreed = await town.CountAsync("SELECT count(*) FROM claim WHERE state = 'Agreed'", ct);
        var doubled = await town.CountAsync("SELECT count(*) FROM (SELECT FROM claim WHERE state = 'Agreed' GROUP BY part_id HAVING count(*) > 1) d", ct);
        var untold = await town.CountAsync(RaceFacts.AgreedWithoutTrail, ct);
        await bench.Output.WriteLineAsync($"in the database: {agreed:N0} agreed, {doubled} parts given twice, {untold} without audit entry and notices");
        return race.Won == Parts && race.Late == (Parts * ForEachPart) - Parts && race.Odd.Count == 0 && agreed == Parts && doubled == 0 && untold == 0;

        // Ten helpers, five at each server, walk the same hundred parts in the same order.
        IEnumerable<(Guid Need, Guid Part)> PartsOf(int helper) => town.Parts.Where((_, i) => i % (Helpers / ForEachPart) == helper / ForEachPart);
    }
}
