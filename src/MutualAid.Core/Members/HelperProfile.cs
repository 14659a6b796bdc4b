using System.Collections;
using MutualAid.Core.Common;
using MutualAid.Core.Places;
using NpgsqlTypes;

namespace MutualAid.Core.Members;

/// <summary>What a helper offers and how much: matching obeys it, and never asks for more.</summary>
public sealed class HelperProfile
{
    public const int MinRadius = 500;
    public const int MaxRadius = 15_000;
    public const int MaxWeeklyCapacity = 14;
    public const int MaxADay = 6;

    private HelperProfile()
    {
    }

    public Guid MemberId { get; private set; }

    /// <summary>Kinds of help as a mask: bit n is the kind with number n.</summary>
    public long Kinds { get; private set; }

    /// <summary>Free hours of a week, 168 of them, Monday 00:00 first, in the network's own time.</summary>
    public BitArray Hours { get; private set; } = new(168);

    /// <summary>How far this person goes, in metres.</summary>
    public int Radius { get; private set; }

    /// <summary>How many pieces of help a week at most.</summary>
    public int WeeklyCapacity { get; private set; }

    /// <summary>How many pieces of help on one day at most; null when only the week counts.</summary>
    public int? MostADay { get; private set; }

    /// <summary>Resting up to and including this day; no suggestions, no nudges.</summary>
    public DateOnly? RestUntil { get; private set; }

    /// <summary>Whether an ask for something critical may come at night, too; only who said so is ever asked then.</summary>
    public bool EvenAtNight { get; private set; }

    public Vetting Vetting { get; private set; }

    /// <summary>The last day a check holds; only for <see cref="Vetting.Checked"/>.</summary>
    public DateOnly? CheckedUntil { get; private set; }

    /// <summary>Centre of the cell this person starts from, in metres of the network's plane; matching reads nothing finer.</summary>
    public NpgsqlPoint? Point { get; private set; }

    /// <summary>Whether matching may look at this profile at all.</summary>
    public bool Active { get; private set; }

    /// <summary>Those with the same one live together, as a coordinator was told; null when nobody has said. Never worked out from an address.</summary>
    public Guid? HomeId { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }

    public uint Version { get; private set; }

    public static HelperProfile Start(Guid memberId, DateTimeOffset now) =>
        new() { MemberId = memberId, StartedAt = now, Radius = 2_000, WeeklyCapacity = 1, Vetting = Vetting.New };

    /// <summary>
    /// Sets what this helper gives: kinds (mask), weekly hours, how far (metres) and how often (a week).
    /// Refuses a reach or a number outside the limits; no kinds or no hours are allowed and simply match nothing.
    /// </summary>
    public Result Offer(long kinds, BitArray hours, int radius, int weeklyCapacity, NpgsqlPoint? point)
    {
        var wrong = new List<FieldRefusal>();
        if (radius is < MinRadius or > MaxRadius)
        {
            wrong.Add(new FieldRefusal(nameof(Radius), Phrase.Of("Pick how far you would go, from half a kilometre to 15.")));
        }

        if (weeklyCapacity is < 0 or > MaxWeeklyCapacity)
        {
            wrong.Add(new FieldRefusal(nameof(WeeklyCapacity), Phrase.Of("Pick a number from 0 to {0} a week.", MaxWeeklyCapacity)));
        }

        if (wrong.Count > 0)
        {
            return Refusal.Invalid(wrong);
        }

        // Nothing finer than the cell is kept, whatever is handed in.
        (Kinds, Hours, Radius, WeeklyCapacity, Point) = (kinds, hours, radius, weeklyCapacity, point is { } metres ? Cell.Holding(metres).Centre : null);
        Active = kinds != 0 && point is not null;
        return Result.Done;
    }

    /// <summary>Rests up to and including the day; null ends the rest. Refuses a day that has passed.</summary>
    public Result Rest(DateOnly? until, DateOnly today)
    {
        if (until < today)
        {
            return Refusal.Invalid(nameof(RestUntil), Phrase.Of("The day has passed. Pick today or later."));
        }

        RestUntil = until;
        return Result.Done;
    }

    /// <summary>Sets how many pieces of help on one day at most (1 to <see cref="MaxADay"/>); null when only the week counts. Refuses other numbers.</summary>
    public Result LimitDays(int? mostADay)
    {
        if (mostADay is < 1 or > MaxADay)
        {
            return Refusal.Invalid(nameof(MostADay), Phrase.Of("Pick a number from 1 to {0} a day, or leave it open.", MaxADay));
        }

        MostADay = mostADay;
        return Result.Done;
    }

    /// <summary>Allows asks for something critical at night, or ends it.</summary>
    public void AskAtNight(bool allowed) => EvenAtNight = allowed;

    /// <summary>Records what a coordinator found: approved after a talk, or checked up to a day.</summary>
    public void Vet(Vetting level, DateOnly? checkedUntil)
    {
        Vetting = level;
        CheckedUntil = level == Vetting.Checked ? checkedUntil : null;
    }

    /// <summary>Records what a coordinator was told: lives in that home, or, with null, with no other helper.</summary>
    public void LiveIn(Guid? homeId) => HomeId = homeId;

    /// <summary>The level that counts today: a check whose day has passed counts as approved.</summary>
    public Vetting VettingOn(DateOnly today) => Vetting.On(CheckedUntil, today);
}
