using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Exchanges;
using MutualAid.Core.Matching.Weekly;
using MutualAid.Core.Members;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Demo;

/// <summary>
/// Fills an empty database with Millbrook, a lively made-up neighbourhood to look around in. Everything goes through the same
/// methods that people's clicks go through, with instants of the last 60 days, and is the same each time.
/// </summary>
public sealed class DemoNeighbourhood(
    MutualAidDb db, AddressBook book, MessageSeals seals, NetworkQueries networks, UserManager<Account> accounts, PlanMaker plans, TimeProvider time)
{
    /// <summary>The password of every demo person.</summary>
    public const string Password = "many small hands";

    private const long FillLock = 0x4D41_4445;
    private const int Seed = 1904;

    /// <summary>
    /// Fills the database when nobody is in it yet, and returns the people to sign in as. On a database that has members it changes nothing,
    /// and returns those demo people who are there: all of them, or none in a real network. Of two processes at once one fills.
    /// </summary>
    public async Task<IReadOnlyList<DemoPerson>> FillIfEmptyAsync(CancellationToken ct = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({FillLock})", ct);
        var empty = !await db.Members.AnyAsync(ct);
        if (empty)
        {
            await FillAsync(ct);
        }

        await transaction.CommitAsync(ct);
        if (empty)
        {
            await PlanAsync(ct);
        }

        db.ChangeTracker.Clear();
        return await PeopleAsync(ct);
    }

    // The coordinator finds a plan of the week ready to be looked at.
    private async Task PlanAsync(CancellationToken ct)
    {
        var email = EmailOf(DemoPeople.Coordinator);
        var coordinator = await db.Users.Where(a => a.Email == email).Select(a => a.MemberId).SingleAsync(ct);
        var now = time.GetUtcNow();
        var plan = WeekPlan.Begin(coordinator, (await networks.ClockAsync(ct)).Day(now), WeekPlan.MostDays, now).Value;
        db.WeekPlans.Add(plan);
        db.AuditEntries.Add(AuditEntry.Of(new Actor { MemberId = coordinator }, Deed.WeekPlanBegun, now, subjectId: plan.Id));
        await db.SaveChangesAsync(ct);
        await plans.MakeAsync(plan.Id, null, ct);
    }

    private async Task<IReadOnlyList<DemoPerson>> PeopleAsync(CancellationToken ct)
    {
        var people = DemoPeople.WithAccount.Select(p => new DemoPerson(EmailOf(p.Name), Password, p.Role, p.Name)).ToList();
        var emails = people.ConvertAll(p => p.Email);
        var there = await db.Users.Where(a => emails.Contains(a.Email!)).Select(a => a.Email).ToListAsync(ct);
        return people.FindAll(p => there.Contains(p.Email));
    }

    private async Task FillAsync(CancellationToken ct)
    {
        var (now, clock) = (time.GetUtcNow(), await networks.ClockAsync(ct));
        var chance = new Random(Seed);
        var town = new DemoTown(chance, now.AddDays(-100));
        (await db.Networks.SingleAsync(ct)).SetOrigin(DemoTown.Latitude, DemoTown.Longitude);
        db.Areas.AddRange(town.Areas);
        db.AuditEntries.Add(AuditEntry.Of(Actor.System, Deed.NetworkChanged, now.AddDays(-100), reason: "areas of the demo neighbourhood"));
        var cast = new DemoCast(town, await db.HelpKinds.ToListAsync(ct), now, clock.Day(now));
        AddMembers(cast, town);
        AddAccounts(cast);

        // Claims name their part by a key that only the database knows of, so the needs are saved before anybody takes one.
        var story = new DemoStory(db, book, seals, town, cast, clock, chance, now);
        var posted = DemoAsks.All.Select((ask, i) => (ask, need: story.Post(ask, i))).ToList();
        await db.SaveChangesAsync(ct);

        // Whoever is named comes first, while there is room in their week.
        foreach (var (ask, need) in posted.OrderByDescending(p => p.ask.Fate == Fate.Tonight))
        {
            story.Play(ask, need);
        }

        new DemoOffers(db, town, cast, clock.Day(now), now).Play(posted.Select(p => p.need));

        await db.SaveChangesAsync(ct);
    }

    private void AddMembers(DemoCast cast, DemoTown town)
    {
        foreach (var player in cast.Everybody)
        {
            var joined = player.Member.JoinedAt;
            db.Members.Add(player.Member);
            db.AuditEntries.Add(AuditEntry.Of(player.Actor, Deed.MemberJoined, joined, subjectId: player.Member.Id));
            book.Write(player.Member.Id, null, player.Phone, null, null, joined);
            if (player.Profile is not { } profile)
            {
                continue;
            }

            db.HelperProfiles.Add(profile);
            db.AuditEntries.Add(AuditEntry.Of(player.Actor, Deed.HelperOffered, joined.AddMinutes(10), subjectId: player.Member.Id));
            if (profile.Vetting != Vetting.New)
            {
                db.AuditEntries.Add(AuditEntry.Of(
                    cast[DemoPeople.Coordinator].Actor, Deed.HelperVetted, joined.AddDays(2), subjectId: player.Member.Id, reason: profile.Vetting.ToString()));
            }
        }

        Give(cast[DemoPeople.Coordinator], Role.Coordinator, null);
        Give(cast[DemoPeople.AreaCoordinator], Role.Coordinator, town.IdOf(DemoPeople.AreaOfCoordinator));
        Give(cast[DemoPeople.Administrator], Role.Administrator, null);
    }

    private void Give(Player player, Role role, Guid? areaId)
    {
        var at = player.Member.JoinedAt.AddHours(1);
        db.RoleGrants.Add(RoleGrant.Give(player.Member.Id, role, areaId, at));
        db.AuditEntries.Add(AuditEntry.Of(Actor.System, Deed.RoleGiven, at, subjectId: player.Member.Id, reason: role.ToString()));
    }

    private void AddAccounts(DemoCast cast)
    {
        // One slow hash for all of them: they have the same password, which is printed on the screen anyway.
        string? hash = null;
        foreach (var (name, _) in DemoPeople.WithAccount)
        {
            var email = EmailOf(name);
            var account = new Account
            {
                MemberId = cast[name].Member.Id,
                Email = email,
                NormalizedEmail = accounts.NormalizeEmail(email),
                UserName = email,
                NormalizedUserName = accounts.NormalizeName(email),
                EmailConfirmed = true,
                LockoutEnabled = true,
                SecurityStamp = Secrets.NewKey(),
            };
            account.PasswordHash = hash ??= accounts.PasswordHasher.HashPassword(account, Password);
            db.Users.Add(account);
        }
    }

    private static string EmailOf(string name) => $"{name.ToLowerInvariant()}@millbrook.example";
}
