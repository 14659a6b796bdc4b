using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using Npgsql;

namespace MutualAid.Bench.Sites;

/// <summary>
/// A town with one database and one or two servers, with parts to take on and helpers who are signed in. With two servers every second helper
/// is at the other one, so that whoever is first is settled by the database and not within one process.
/// </summary>
public sealed class HelpersTown : IAsyncDisposable
{
    // What is raced for is the part, so no helper's own limit may get in the way: more in hand than one person ever has, and the parts lie
    // in so many weeks that nobody's week fills.
    // A server that is killed on purpose says so at length; what counts is what comes out.
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Helpers__InHand"] = "100",
        ["Serilog__MinimumLevel__Default"] = "Fatal",
        ["Serilog__MinimumLevel__Override__Microsoft"] = "Fatal",
    };

    private const int Days = 200;

    private readonly List<PublishedSite> sites = [];

    private HelpersTown(string connectionString) => ConnectionString = connectionString;

    public string ConnectionString { get; }

    public IReadOnlyList<Visit> Helpers { get; private set; } = [];

    public IReadOnlyList<PublishedSite> Sites => sites;

    /// <summary>The parts to race for, each with its need, in the order in which everybody comes to them.</summary>
    public IReadOnlyList<(Guid Need, Guid Part)> Parts { get; private set; } = [];

    /// <summary>Opens the town; with <paramref name="coordinator"/> the last helper coordinates the whole network too.</summary>
    public static async Task<HelpersTown> OpenAsync(Workbench bench, int needs, int wanted, int helpers, int servers, CancellationToken ct, bool coordinator = false)
    {
        var published = await PublishedSite.PublishAsync(bench, ct);
        var keys = Path.Combine(bench.Folder, "keys");
        var town = new HelpersTown(await bench.DatabaseAsync("race", ct));
        try
        {
            var emails = await town.FillAsync(keys, needs, wanted, helpers, coordinator, ct);
            for (var i = 0; i < servers; i++)
            {
                town.sites.Add(await PublishedSite.StartAsync(published, town.ConnectionString, keys, ct, Settings));
            }

            town.Helpers = [.. emails.Select((_, i) => new Visit(town.sites[i % servers].Address))];
            foreach (var (visit, email) in town.Helpers.Zip(emails))
            {
                await TownPeople.SignInAsync(visit, email, ct);
            }

            return town;
        }
        catch
        {
            await town.DisposeAsync();
            throw;
        }
    }

    /// <summary>One number from the database; the value, if any, is the statement's first parameter.</summary>
    public async Task<long> CountAsync(string sql, CancellationToken ct, object? value = null)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(ct);
#pragma warning disable CA2100 // Every text is a literal of a measurement.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        if (value is not null)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Who asked for a need.</summary>
    public async Task<string> AskerAsync(Guid need, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand("SELECT asker_id::text FROM need WHERE id = $1", connection) { Parameters = { new() { Value = need } } };
        return (string)(await command.ExecuteScalarAsync(ct))!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visit in Helpers)
        {
            visit.Dispose();
        }

        foreach (var site in sites)
        {
            await site.DisposeAsync();
        }
    }

    private async Task<List<string>> FillAsync(string keys, int needs, int wanted, int helpers, bool coordinator, CancellationToken ct)
    {
        await using var provider = await TownServices.PrepareAsync(ConnectionString, keys, ct);
        await using var scope = provider.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MutualAidDb>();
        await CrowdedTown.FillAsync(ConnectionString, needs, helpers: 1, Workbench.Seed, ct);
        await db.Database.ExecuteSqlAsync($"UPDATE need SET kind_id = 'groceries'", ct);
        await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE need_part p SET kind_id = 'groceries', helpers_wanted = {wanted}, "when" = 'OnDay', day = current_date + 7 + (n.place % {Days})::int
            FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM need_part) n WHERE n.id = p.id
            """,
            ct);
        Parts = [.. (await db.NeedParts.OrderBy(p => p.Id).Select(p => new { p.NeedId, p.Id }).ToListAsync(ct)).Select(p => (p.NeedId, p.Id))];

        var area = await db.Areas.Where(a => a.Name == "Quarter 5").SingleAsync(ct);
        var accounts = scope.ServiceProvider.GetRequiredService<AccountService>();
        var emails = Enumerable.Range(1, helpers).Select(i => $"helper{i}@millbrook.example").ToList();
        foreach (var email in emails)
        {
            var member = await TownPeople.JoinAsync(accounts, "Helper", email, area.Id, ct);
            db.HelperProfiles.Add(TownPeople.ReadyFor(member, area.Point!.Value));
            if (coordinator && email == emails[^1])
            {
                db.RoleGrants.Add(RoleGrant.Give(member, Role.Coordinator, null, DateTimeOffset.UtcNow));
            }
        }

        await db.SaveChangesAsync(ct);
        return emails;
    }
}
