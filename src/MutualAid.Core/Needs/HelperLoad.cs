using MutualAid.Core.Common;
using MutualAid.Core.Members;

namespace MutualAid.Core.Needs;

/// <summary>How much a helper gives already, and the hard rules that follow from it. The rules know no database and no clock.</summary>
public sealed record HelperLoad
{
    public required Vetting Vetting { get; init; }

    /// <summary>The last day a check holds.</summary>
    public DateOnly? CheckedUntil { get; init; }

    public required DateOnly Today { get; init; }

    public DateOnly? RestUntil { get; init; }

    /// <summary>How many pieces a week at most, as the helper said.</summary>
    public required int WeeklyCapacity { get; init; }

    /// <summary>How many pieces on one day at most, as the helper said; null when only the week counts.</summary>
    public int? MostADay { get; init; }

    /// <summary>Pieces of help a helper of this network may have in hand at once.</summary>
    public int MostInHand { get; init; } = new HelperLimits().InHand;

    /// <summary>Pieces offered or agreed and not over yet.</summary>
    public int InHand { get; init; }

    /// <summary>Pieces of each week, by its Monday; what is done still counts to its week.</summary>
    public IReadOnlyDictionary<DateOnly, int> Weeks { get; init; } = new Dictionary<DateOnly, int>();

    /// <summary>Pieces of each day from today on; only read for who has a limit for a day.</summary>
    public IReadOnlyDictionary<DateOnly, int> Days { get; init; } = new Dictionary<DateOnly, int>();

    public int TakenIn(DateOnly week) => Weeks.GetValueOrDefault(week);

    public bool Resting => RestUntil >= Today;

    /// <summary>
    /// Why this helper cannot take on a piece of the kind at that time; null when nothing stands in the way of the kind itself.
    /// A check has to hold on the day of the help, not only today.
    /// </summary>
    public Phrase? LookAtKind(HelpKind kind, PartTime time)
    {
        var day = time is { When: PartWhen.OnDay, Day: { } planned } && planned > Today ? planned : Today;
        var level = Vetting == Vetting.Checked && CheckedUntil < day ? Vetting.Approved : Vetting;
        return level >= kind.LowestVetting ? null
            : kind.LowestVetting != Vetting.Checked ? Phrase.Of("A coordinator talks with every new helper first. We’ll be in touch soon.")
            : Vetting == Vetting.Checked && CheckedUntil < Today ? Phrase.Of("Your check ended on {0}. Ring the coordinator, and we’ll renew it together.", CheckedUntil!.Value)
            : Vetting == Vetting.Checked ? Phrase.Of("Your check ends before that day. Ring the coordinator, and we’ll renew it together.")
            : Phrase.Of("You’d need a check first. Ring the coordinator, and we’ll arrange it together.");
    }

    /// <summary>
    /// Why this helper cannot take on more pieces, the time of each named; null when there is room in hand, on their days and in their weeks.
    /// The limits are the helper's own, so the sentence says where to change them.
    /// </summary>
    public Phrase? LookAtRoom(IReadOnlyCollection<PartTime> times)
    {
        if (Resting)
        {
            return Phrase.Of("You are resting until {0}. When you feel like it, end your rest on your page.", RestUntil!.Value);
        }

        if (times.CountBy(time => HelperLoads.WeekOf(time, Today)).Any(week => TakenIn(week.Key) + week.Value > WeeklyCapacity))
        {
            return Phrase.Of("You said at most {0} a week, and that week is full. You can change your limit on your page.", WeeklyCapacity);
        }

        var days = times.Select(time => time.SetDay(Today)).OfType<DateOnly>().CountBy(day => day);
        if (MostADay is { } most && days.Any(day => Days.GetValueOrDefault(day.Key) + day.Value > most))
        {
            return Phrase.Of("You said at most {0} on one day, and that day is full. You can change your limit on your page.", most);
        }

        return InHand + times.Count > MostInHand
            ? Phrase.Of("You can have {0} things in hand at once. Tell us how one of them went, and there is room again.", MostInHand)
            : null;
    }
}
