using System.Diagnostics;
using MutualAid.Bench.Sites;

namespace MutualAid.Bench.Races;

/// <summary><c>./measure join-race</c>: 100 helpers at two servers try 5,000 times to join 100 parts that want five helpers each.</summary>
public static class JoinRace
{
    public const int Parts = 100;
    public const int Wanted = 5;
    public const int Helpers = 100;
    public const int ForEachPart = 50;

    public static async Task<bool> RunAsync(Workbench bench, CancellationToken ct)
    {
        await using var town = await HelpersTown.OpenAsync(bench, Parts, Wanted, Helpers, servers: 2, ct);
        var race = new Race();
        var started = Stopwatch.GetTimestamp();
        await race.RunAsync(town, PartsOf, ct);
        await race.PrintAsync(bench.Output, Stopwatch.GetElapsedTime(started));

        var over = await town.CountAsync("SELECT count(*) FROM (SELECT FROM claim WHERE state = 'Agreed' GROUP BY part_id HAVING count(*) > 5) o", ct);
        var full = await town.CountAsync("SELECT count(*) FROM need_part WHERE state = 'Filled' AND helpers_agreed = 5", ct);
        var untold = await town.CountAsync(RaceFacts.AgreedWithoutTrail, ct);
        await bench.Output.WriteLineAsync($"in the database: {full} parts full, {over} with too many, {untold} without audit entry and notices");
        return race.Won == Parts * Wanted && race.Late == Parts * (ForEachPart - Wanted) && race.Odd.Count == 0 && over == 0 && full == Parts && untold == 0;

        // Each part is wanted by half of the helpers, of both servers alike.
        IEnumerable<(Guid Need, Guid Part)> PartsOf(int helper) => town.Parts.Where((_, i) => (i + (helper / 2)) % (Helpers / ForEachPart) == 0);
    }
}
