using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Places;

namespace MutualAid.Core.Members;

/// <summary>A kind of help a helper may tick, with what it takes.</summary>
public sealed record KindOption(string Id, Phrase Name, Phrase Hint, string Icon, string Tone, Vetting LowestVetting, bool FirstVisitInPairs, bool Ticked);

/// <summary>A helper's own profile as the form shows it; for somebody new, what the form begins with.</summary>
public sealed record HelperForm
{
    /// <summary>False until the profile was saved once.</summary>
    public required bool Started { get; init; }

    public required IReadOnlyList<KindOption> Kinds { get; init; }

    public required IReadOnlyList<string> Languages { get; init; }

    public required WeekHours Hours { get; init; }

    public required int Radius { get; init; }

    public required int WeeklyCapacity { get; init; }

    public int? MostADay { get; init; }

    public DateOnly? RestUntil { get; init; }

    public bool EvenAtNight { get; init; }

    public Guid? AreaId { get; init; }

    /// <summary>The level that counts today.</summary>
    public required Vetting Vetting { get; init; }

    public DateOnly? CheckedUntil { get; init; }
}

/// <summary>Reads what members said about themselves, each only their own.</summary>
public sealed class MemberQueries(MutualAidDb db, NetworkQueries networks, TimeProvider time)
{
    /// <summary>The actor's own details; null for a visitor.</summary>
    public async Task<MemberDetails?> DetailsAsync(Actor actor, CancellationToken ct = default) =>
        await db.Members.AsNoTracking().Where(m => m.Id == actor.MemberId)
            .Select(m => new MemberDetails(m.Name, m.Languages, m.AreaId)).SingleOrDefaultAsync(ct);

    /// <summary>The actor's helper profile with every kind of help, in the order people read them; null for a visitor.</summary>
    public async Task<HelperForm?> HelperFormAsync(Actor actor, CancellationToken ct = default)
    {
        var member = await db.Members.AsNoTracking().SingleOrDefaultAsync(m => m.Id == actor.MemberId, ct);
        if (member is null)
        {
            return null;
        }

        var saved = await db.HelperProfiles.AsNoTracking().SingleOrDefaultAsync(p => p.MemberId == member.Id, ct);
        var profile = saved ?? HelperProfile.Start(member.Id, time.GetUtcNow());
        var kinds = await db.HelpKinds.AsNoTracking().OrderBy(k => k.Position).ToListAsync(ct);
        return new HelperForm
        {
            Started = saved is not null,
            Kinds =
            [
                .. kinds.Select(k => new KindOption(
                    k.Id, new Phrase(k.Name), new Phrase(k.Hint), k.Icon, k.Tone, k.LowestVetting, k.FirstVisitInPairs, (profile.Kinds & (1L << k.Number)) != 0)),
            ],
            Languages = member.Languages,
            Hours = WeekHours.From(profile.Hours),
            Radius = profile.Radius,
            WeeklyCapacity = profile.WeeklyCapacity,
            MostADay = profile.MostADay,
            RestUntil = profile.RestUntil,
            EvenAtNight = profile.EvenAtNight,
            AreaId = member.AreaId,
            Vetting = profile.VettingOn((await networks.ClockAsync(ct)).Day(time.GetUtcNow())),
            CheckedUntil = profile.CheckedUntil,
        };
    }
}
