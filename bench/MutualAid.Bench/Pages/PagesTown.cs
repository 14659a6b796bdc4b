using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Bench.Sites;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;

namespace MutualAid.Bench.Pages;

/// <summary>A crowded town with the people and needs whose pages are opened.</summary>
public sealed record PagesTown(Guid OpenNeedId, Guid TakenNeedId, Guid ClaimId, Guid AreaId, string StatusKey)
{
    public const string Helper = "helper@millbrook.example";
    public const string BusyHelper = "busy@millbrook.example";
    public const string Coordinator = "coordinator@millbrook.example";

    private const int Helpers = 500;

    /// <summary>Fills an empty database: as many needs as told, the same helpers whatever their number.</summary>
    public static async Task<PagesTown> FillAsync(string connectionString, string keys, int needs, CancellationToken ct)
    {
        await using var provider = await TownServices.PrepareAsync(connectionString, keys, ct);
        await using var scope = provider.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MutualAidDb>();
        await CrowdedTown.FillAsync(connectionString, needs, Helpers, Workbench.Seed, ct);

        var area = await db.Areas.Where(a => a.Name == "Quarter 5").SingleAsync(ct);
        var accounts = scope.ServiceProvider.GetRequiredService<AccountService>();
        var helper = await TownPeople.JoinAsync(accounts, "Helper", Helper, area.Id, ct);
        var busy = await TownPeople.JoinAsync(accounts, "Busy", BusyHelper, area.Id, ct);
        var coordinator = await TownPeople.JoinAsync(accounts, "Coordinator", Coordinator, area.Id, ct);
        foreach (var member in new[] { helper, busy })
        {
            db.HelperProfiles.Add(TownPeople.ReadyFor(member, area.Point!.Value));
        }

        db.RoleGrants.Add(RoleGrant.Give(coordinator, Role.Coordinator, null, DateTimeOffset.UtcNow));
        await db.SaveChangesAsync(ct);

        // The busy helper takes one near need on; of the needs that stay open, the nearest next is opened.
        var near = await db.Needs.Where(n => n.AreaId == area.Id && n.Looking && n.KindId == "groceries").OrderBy(n => n.Id).Take(2)
            .Select(n => new { n.Id, Part = n.Parts.First().Id }).ToListAsync(ct);
        db.ChangeTracker.Clear();
        var taken = await scope.ServiceProvider.GetRequiredService<ClaimService>()
            .TakeAsync(new Actor { MemberId = busy }, near[0].Id, new Taking(Guid.NewGuid(), [near[0].Part], null), ct);
        var ask = PostNeed.Begin() with
        {
            KindId = "groceries",
            Words = "Bread and milk",
            When = WantedWhen.NoHurry,
            Languages = ["en"],
            Name = "Sam",
            ReachBy = ReachBy.Nobody,
            AreaId = area.Id,
        };
        var posted = await scope.ServiceProvider.GetRequiredService<NeedService>().PostAsync(Actor.Visitor, ask, ct);
        return new PagesTown(near[1].Id, near[0].Id, taken.Value.ClaimId, area.Id, posted.Value.StatusKey);
    }
}
