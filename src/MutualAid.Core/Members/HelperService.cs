using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;
using NpgsqlTypes;

namespace MutualAid.Core.Members;

/// <summary>One ticked box of the week: a part of a day somebody is free.</summary>
public readonly record struct FreeTime(DayOfWeek Day, DayPart Part);

/// <summary>What a helper gives: kinds of help by id, languages, free parts of the week, how far (metres), how often (a week, a day), rest, and where from.</summary>
public sealed record HelperOffer
{
    public required IReadOnlyCollection<string> Kinds { get; init; }

    public required IReadOnlyList<string> Languages { get; init; }

    public required IReadOnlyCollection<FreeTime> Free { get; init; }

    public required int Radius { get; init; }

    public required int WeeklyCapacity { get; init; }

    /// <summary>How many on one day at most; null when only the week counts.</summary>
    public int? MostADay { get; init; }

    public DateOnly? RestUntil { get; init; }

    /// <summary>Whether something critical may be asked at night.</summary>
    public bool EvenAtNight { get; init; }

    public Guid? AreaId { get; init; }
}

/// <summary>What became of a saved profile.</summary>
/// <param name="Started">True the first time: a coordinator is told.</param>
/// <param name="Findable">False when no kind is ticked or the area has no place on the map yet, so that nothing can be suggested.</param>
public sealed record SavedOffer(bool Started, bool Findable);

/// <summary>Lets members say what they give, and rest.</summary>
public sealed class HelperService(MutualAidDb db, NetworkQueries networks, TimeProvider time)
{
    /// <summary>
    /// Saves what the actor gives. A ticked part of a day sets its six hours and a cleared one clears them; a part of which only some hours
    /// were set elsewhere keeps them until it is ticked. The first time, coordinators of the area are told that somebody new wants to help.
    /// Refuses unknown kinds and languages, an area that is not on the list, numbers outside their limits and a rest that is over.
    /// </summary>
    public async Task<Result<SavedOffer>> OfferAsync(Actor actor, HelperOffer offer, CancellationToken ct = default)
    {
        var member = await db.Members.SingleOrDefaultAsync(m => m.Id == actor.MemberId, ct);
        if (member is null)
        {
            return Refusal.NotFound;
        }

        var wrong = new List<FieldRefusal>();
        var kinds = await MaskAsync(offer.Kinds, wrong, ct);
        var area = await db.Areas.SingleOrDefaultAsync(a => a.Id == offer.AreaId, ct);
        if (offer.AreaId is not null && area is null)
        {
            wrong.Add(new FieldRefusal(nameof(offer.AreaId), Phrase.Of("Pick an area from the list.")));
        }

        var now = time.GetUtcNow();
        var profile = await db.HelperProfiles.SingleOrDefaultAsync(p => p.MemberId == member.Id, ct);
        var started = profile is null;
        profile ??= HelperProfile.Start(member.Id, now);
        Gather(member.Describe(member.Name, offer.Languages, offer.AreaId), wrong);
        Gather(profile.Rest(offer.RestUntil, (await networks.ClockAsync(ct)).Day(now)), wrong);
        Gather(profile.Offer(kinds, Tick(WeekHours.From(profile.Hours), offer.Free).ToBits(), offer.Radius, offer.WeeklyCapacity, StartingPoint(area)), wrong);
        Gather(profile.LimitDays(offer.MostADay), wrong);
        profile.AskAtNight(offer.EvenAtNight);
        if (wrong.Count > 0)
        {
            db.ChangeTracker.Clear();
            return Refusal.Invalid(wrong);
        }

        if (started)
        {
            db.HelperProfiles.Add(profile);
            await NewHelpers.TellCoordinatorsAsync(db, member, now, ct);
        }

        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.HelperOffered, now, subjectId: member.Id));
        var saved = await db.SaveAsync(ct);
        return saved.Ok ? new SavedOffer(started, profile.Active) : saved.Refusal!;
    }

    /// <summary>Rests the actor up to and including a day; null ends the rest. Refuses a day that has passed, and a member who gives nothing yet.</summary>
    public async Task<Result> RestAsync(Actor actor, DateOnly? until, CancellationToken ct = default)
    {
        var profile = await db.HelperProfiles.SingleOrDefaultAsync(p => p.MemberId == actor.MemberId, ct);
        if (profile is null)
        {
            return Refusal.NotFound;
        }

        var now = time.GetUtcNow();
        var rested = profile.Rest(until, (await networks.ClockAsync(ct)).Day(now));
        if (!rested.Ok)
        {
            return rested;
        }

        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.HelperRested, now, subjectId: profile.MemberId));
        return await db.SaveAsync(ct);
    }

    /// <summary>Where a helper of an area starts from: the centre of the cell that stands for it. Nobody's door is ever read.</summary>
    internal static NpgsqlPoint? StartingPoint(Area? area) => area?.Point is { } point ? Cell.Holding(point).Centre : null;

    /// <summary>The week after the boxes were ticked and cleared.</summary>
    internal static WeekHours Tick(WeekHours week, IReadOnlyCollection<FreeTime> free)
    {
        foreach (var day in Enum.GetValues<DayOfWeek>())
        {
            foreach (var part in Enum.GetValues<DayPart>())
            {
                week = free.Contains(new FreeTime(day, part)) ? week.With(day, part)
                    : week.Has(day, part) ? week.Without(day, part)
                    : week;
            }
        }

        return week;
    }

    private static void Gather(Result result, List<FieldRefusal> wrong) => wrong.AddRange(result.Refusal?.Fields ?? []);

    private async Task<long> MaskAsync(IReadOnlyCollection<string> kinds, List<FieldRefusal> wrong, CancellationToken ct)
    {
        var known = await db.HelpKinds.AsNoTracking().ToDictionaryAsync(k => k.Id, k => k.Number, ct);
        if (kinds.Any(kind => !known.ContainsKey(kind)))
        {
            wrong.Add(new FieldRefusal(nameof(HelperOffer.Kinds), Phrase.Of("Pick kinds of help from the list.")));
        }

        return kinds.Where(known.ContainsKey).Aggregate(0L, (mask, kind) => mask | (1L << known[kind]));
    }
}
