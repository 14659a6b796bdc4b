using System.Diagnostics;
using MutualAid.Bench.Races;
using MutualAid.Bench.Sites;
using Npgsql;

namespace MutualAid.Bench.Kills;

/// <summary>
/// <c>./measure kill</c>: kills the app 50 times and PostgreSQL 20 times while people ask and offer, as a power cut would, and looks
/// afterwards whether everything they were told had been kept is there, whole.
/// </summary>
public static class KillMeasurement
{
    public const int AppKills = 50;
    public const int DatabaseKills = 20;
    public const double MaxSeconds = 10;

    private const int Helpers = 24;
    private const int Parts = 6_000;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    public static async Task<bool> RunAsync(Workbench bench, CancellationToken ct)
    {
        await using var town = await HelpersTown.OpenAsync(bench, Parts, wanted: 1, Helpers, servers: 1, ct);
        var (site, writer) = (town.Sites[0], new Writer(town));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        List<Task> people =
        [
            .. town.Helpers.Chunk(Helpers / 3).Select(some => Task.Run(() => writer.TakeAsync(some, stop.Token), ct)),
            Task.Run(() => writer.AskAsync(site.Address, stop.Token), ct),
            Task.Run(() => writer.AskAsync(site.Address, stop.Token), ct),
        ];
        var (app, database) = (new List<double>(), new List<double>());
        for (var i = 0; i < AppKills; i++)
        {
            await Task.Delay(Between, ct);
            app.Add((await site.KillAndStartAgainAsync(ct)).TotalSeconds);
        }

        for (var i = 0; i < DatabaseKills; i++)
        {
            await Task.Delay(Between, ct);
            var started = Stopwatch.GetTimestamp();
            bench.Cluster.KillAndStartAgain();
            await site.ReadyAgainAsync(ct);
            database.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
        }

        await Task.Delay(Between, ct);
        await stop.CancelAsync();
        await Task.WhenAll(people);
        NpgsqlConnection.ClearAllPools();

        await bench.Output.WriteLineAsync($"{"killed",-12} {"times",6} {"ready again",12} {"at most",8}");
        await PrintAsync(bench.Output, "the app", app);
        await PrintAsync(bench.Output, "PostgreSQL", database);
        var lostClaims = writer.Claims.Count - await town.CountAsync("SELECT count(*) FROM claim WHERE id = ANY($1)", ct, writer.Claims.ToArray());
        var lostNeeds = writer.Needs.Count - await town.CountAsync("SELECT count(*) FROM need WHERE words = ANY($1)", ct, writer.Needs.ToArray());
        var untold = await town.CountAsync(RaceFacts.AgreedWithoutTrail, ct);
        var silent = await town.CountAsync("SELECT count(*) FROM need n WHERE n.words LIKE 'Bread and milk%' AND NOT EXISTS (SELECT FROM audit_entry a WHERE a.need_id = n.id AND a.deed = 'NeedPosted')", ct);
        await bench.Output.WriteLineAsync(
            $"told and kept: {writer.Claims.Count:N0} claims, {writer.Needs.Count:N0} needs; cut off: {writer.CutOff:N0}\nlost: {lostClaims} claims, {lostNeeds} needs; "
            + $"without audit entry and notices: {untold} claims; without audit entry: {silent} needs");
        return app.Concat(database).Max() <= MaxSeconds && !writer.Claims.IsEmpty && !writer.Needs.IsEmpty && lostClaims + lostNeeds + untold + silent == 0;
    }

    private static Task PrintAsync(TextWriter output, string what, List<double> seconds) => output.WriteLineAsync(FormattableString.Invariant(
        $"{what,-12} {seconds.Count,6} {seconds.Order().ElementAt(seconds.Count / 2),10:0.0} s {seconds.Max(),6:0.0} s{(seconds.Max() > MaxSeconds ? "  TOO MUCH" : "")}"));
}
