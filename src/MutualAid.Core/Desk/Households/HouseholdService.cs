using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Desk;

/// <summary>Finds households that asked before, so that nobody has to tell everything again. Nothing is decided by it: a person says whether it is the same one.</summary>
public sealed class HouseholdService(MutualAidDb db, AddressBook addresses, NetworkQueries networks, TimeProvider time)
{
    public const int MostFound = 6;

    private const int MostAsked = 3;

    /// <summary>
    /// Households of the coordinator's areas with this phone, and then those whose name begins like this. Nothing for anybody else, and nobody who
    /// would rather not be found by this coordinator. A phone that finds somebody is written in the record of what was done, without the number.
    /// </summary>
    public async Task<IReadOnlyList<Household>> LookUpAsync(Actor actor, string? phone, string? name, CancellationToken ct = default)
    {
        var byPhone = await addresses.WithPhoneAsync(actor, phone, ct);
        var like = NamePattern.Of(name);
        if (!actor.IsCoordinator || (byPhone.Count == 0 && like is null))
        {
            return [];
        }

        var found = await Known(actor).Where(m => byPhone.Contains(m.Id)).OrderByDescending(m => m.JoinedAt).Take(MostFound).ToListAsync(ct);
        if (like is not null)
        {
            var ids = found.ConvertAll(m => m.Id);
            found.AddRange(await Known(actor).Where(m => EF.Functions.ILike(m.Name, like) && !ids.Contains(m.Id))
                .OrderByDescending(m => m.JoinedAt).Take(MostFound - found.Count).ToListAsync(ct));
        }

        var now = time.GetUtcNow();
        foreach (var member in found.Where(m => byPhone.Contains(m.Id)))
        {
            db.AuditEntries.Add(AuditEntry.Of(actor, Deed.HouseholdLookedUp, now, subjectId: member.Id));
        }

        await db.SaveChangesAsync(ct);
        return await DescribeAsync(actor, found, byPhone, ct);
    }

    /// <summary>Whether the member is a household this coordinator could have found.</summary>
    public Task<bool> KnowsAsync(Actor actor, Guid memberId, CancellationToken ct = default) => Known(actor).AnyAsync(m => m.Id == memberId, ct);

    /// <summary>Whether this phone would find somebody.</summary>
    public async Task<bool> KnowsPhoneAsync(Actor actor, string? phone, CancellationToken ct = default) =>
        await addresses.WithPhoneAsync(actor, phone, ct) is { Count: > 0 } members && await Known(actor).AnyAsync(m => members.Contains(m.Id), ct);

    // Whoever asked for something in one of the areas; a block counts both ways, for coordinators too.
    private IQueryable<Member> Known(Actor actor)
    {
        var needs = db.Needs.InAreasOf(actor);
        return db.Members.AsNoTracking().Where(m => needs.Any(n => n.AskerId == m.Id) && m.Id != actor.MemberId
            && !db.Blocks.Any(b => (b.MemberId == m.Id && b.OtherId == actor.MemberId) || (b.OtherId == m.Id && b.MemberId == actor.MemberId)));
    }

    private async Task<IReadOnlyList<Household>> DescribeAsync(Actor actor, List<Member> found, IReadOnlyList<Guid> byPhone, CancellationToken ct)
    {
        var (clock, today) = (await networks.ClockAsync(ct), (await networks.ClockAsync(ct)).Day(time.GetUtcNow()));
        var kinds = await db.HelpKinds.AsNoTracking().ToDictionaryAsync(k => k.Id, ct);
        var areas = await db.Areas.AsNoTracking().ToDictionaryAsync(a => a.Id, a => a.Name, ct);
        var households = new List<Household>();
        foreach (var member in found)
        {
            var asked = await db.Needs.AsNoTracking().InAreasOf(actor).Where(n => n.AskerId == member.Id)
                .OrderByDescending(n => n.PostedAt).ThenBy(n => n.Id).Take(MostAsked)
                .Select(n => new { n.Id, n.KindId, n.PostedAt, n.State, n.NotToSay }).ToListAsync(ct);
            households.Add(new Household
            {
                MemberId = member.Id,
                Name = member.Name,
                Area = member.AreaId is { } area ? areas.GetValueOrDefault(area) : null,
                ByPhone = byPhone.Contains(member.Id),
                HasAccount = await db.Users.AnyAsync(a => a.MemberId == member.Id, ct),
                SafeContact = member.SafeContact,
                Asked =
                [
                    .. asked.Select(n => new AskedBefore(
                        n.Id, new Phrase(kinds[n.KindId].Name), n.PostedAt, Math.Max(0, today.DayNumber - clock.Day(n.PostedAt).DayNumber), n.State)),
                ],
                NotToSay = asked.Select(n => n.NotToSay).FirstOrDefault(words => words is not null),
            });
        }

        return households;
    }
}
