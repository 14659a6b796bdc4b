using System.Collections;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Needs.Visits;
using MutualAid.Core.Places;
using NpgsqlTypes;

namespace MutualAid.TestKit;

/// <summary>Builds the people, places and needs a test talks about, through the same factories the app uses.</summary>
public sealed class Neighbourhood(TestDatabase database, TimeProvider time)
{
    public const string Password = "three quiet words";

    private DateTimeOffset Now => time.GetUtcNow();

    /// <summary>An area without a border whose centre is at the given metres.</summary>
    public async Task<Area> AreaAsync(string name = "Canal Side", double x = 500, double y = 500)
    {
        var area = Area.Draw(name, null, new NpgsqlPoint(x, y), Now);
        await KeepAsync(area);
        return area;
    }

    public async Task<Member> MemberAsync(string name = "Samira", Guid? areaId = null, params string[] languages)
    {
        var member = Member.Join(name, languages.Length == 0 ? ["en"] : languages, areaId, Now).Value;
        await KeepAsync(member);
        return member;
    }

    /// <summary>A helper who is free at every hour, goes 5 km, takes 7 a week and does every kind, unless told otherwise.</summary>
    public async Task<Member> HelperAsync(
        string name = "Yusuf", Vetting vetting = Vetting.Approved, Guid? areaId = null, NpgsqlPoint? point = null,
        long kinds = (1L << 22) - 1, BitArray? hours = null, int radius = 5_000, int capacity = 7, DateOnly? restUntil = null, params string[] languages)
    {
        var member = Member.Join(name, languages.Length == 0 ? ["en"] : languages, areaId, Now).Value;
        var profile = HelperProfile.Start(member.Id, Now);
        profile.Offer(kinds, hours ?? new BitArray(168, true), radius, capacity, point ?? new NpgsqlPoint(500, 500));
        profile.Vet(vetting, vetting == Vetting.Checked ? DateOnly.FromDateTime(Now.UtcDateTime).AddYears(1) : null);
        profile.Rest(restUntil, DateOnly.FromDateTime(Now.UtcDateTime));
        await KeepAsync(member, profile);
        return member;
    }

    public async Task<Member> CoordinatorAsync(string name = "Ana", Guid? areaId = null)
    {
        var member = Member.Join(name, ["en"], null, Now).Value;
        await KeepAsync(member, RoleGrant.Give(member.Id, Role.Coordinator, areaId, Now));
        return member;
    }

    /// <summary>An open need; <see cref="Keys"/> holds the key of its private page.</summary>
    public async Task<Need> NeedAsync(
        Guid askerId, string kindId = "groceries", string? words = "Bread and milk, please", Guid? areaId = null, NpgsqlPoint? point = null,
        Urgency urgency = Urgency.Normal, HelperChoice choice = HelperChoice.FirstIsFine, bool draft = false, params NewPart[] parts)
    {
        var key = Secrets.NewKey();
        var need = Need.Post(
            new NewNeed
            {
                AskerId = askerId,
                KindId = kindId,
                Words = words,
                AreaId = areaId,
                Point = point ?? new NpgsqlPoint(500, 500),
                Urgency = urgency,
                Choice = choice,
                Languages = ["en"],
                Parts = parts,
                Draft = draft,
            },
            Secrets.NewSpokenCode(), key, _ => new BitArray(168, true), DateOnly.FromDateTime(Now.UtcDateTime), Now).Value;
        Keys[need.Id] = key;
        await KeepAsync(need);
        return need;
    }

    /// <summary>The key of a need's private page.</summary>
    public Dictionary<Guid, string> Keys { get; } = [];

    /// <summary>The contact facts of a need, written by the address book as the app does.</summary>
    public async Task ContactAsync(Need need, string? phone = "07700 900 118", string? address = "Flat 9, 14 Weavers Row", string? doorNote = null, string? careNote = null)
    {
        await using var db = database.Context();
        var book = new AddressBook(db, TestKeys.Ring(), new NetworkQueries(db), time);
        book.Write(need.AskerId, need.Id, phone, address, doorNote, Now, careNote);
        await db.SaveChangesAsync();
    }

    /// <summary>A visit of three hours that every agreed helper of the need has planned, by the clock on the wall.</summary>
    public async Task VisitAsync(Guid needId, DateTime from)
    {
        await using var db = database.Context();
        var clock = await new NetworkQueries(db).ClockAsync();
        foreach (var claimId in await db.Claims.Where(c => c.NeedId == needId && c.State == ClaimState.Agreed).Select(c => c.Id).ToListAsync())
        {
            var visit = Visit.Of(claimId, needId);
            visit.Plan(new VisitPlan(DateOnly.FromDateTime(from), TimeOnly.FromDateTime(from), TimeOnly.FromDateTime(from).AddHours(3), null, InPair: false), clock, Now);
            db.Visits.Add(visit);
        }

        await db.SaveChangesAsync();
    }

    /// <summary>These helpers live together, as a coordinator was told.</summary>
    public async Task LiveTogetherAsync(params Member[] together)
    {
        await using var db = database.Context();
        var (home, ids) = (Guid.CreateVersion7(), together.Select(m => m.Id).ToList());
        (await db.HelperProfiles.Where(p => ids.Contains(p.MemberId)).ToListAsync()).ForEach(p => p.LiveIn(home));
        await db.SaveChangesAsync();
    }

    /// <summary>This helper does so many things on one day at most.</summary>
    public async Task LimitDaysAsync(Member helper, int? mostADay)
    {
        await using var db = database.Context();
        (await db.HelperProfiles.SingleAsync(p => p.MemberId == helper.Id)).LimitDays(mostADay);
        await db.SaveChangesAsync();
    }

    /// <summary>A member's actor as a request would carry it.</summary>
    public static Actor ActorOf(Member member, params Role[] roles) => new() { MemberId = member.Id, Roles = roles.ToHashSet() };

    /// <summary>Changes the need through its own methods and saves it.</summary>
    public async Task<Result> ChangeAsync(Guid needId, Func<Need, Result> change)
    {
        await using var db = database.Context();
        var need = await db.LoadNeedAsync(needId);
        var result = change(need);
        if (result.Ok)
        {
            await db.SaveChangesAsync();
        }

        return result;
    }

    public async Task KeepAsync(params object[] rows)
    {
        await using var db = database.Context();
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }
}
