using MutualAid.Core.Common;

namespace MutualAid.Core.Needs.Visits;

/// <summary>A visit plan as a helper writes it: a day, from and until on the network's clock, where to leave things, and whether somebody comes along.</summary>
public sealed record VisitPlan(DateOnly? Day, TimeOnly? From, TimeOnly? Until, string? Leave, bool InPair);

/// <summary>What a new plan changed.</summary>
public enum PlanNews
{
    Nothing,
    Details,
    Time,
}

/// <summary>
/// The planned visit of an agreed claim: when, where to leave things, who comes along and who watches the clock, and that it began and ended.
/// It knows no database and no clock.
/// </summary>
public sealed class Visit
{
    public const int LeaveMaxLength = 160;

    private readonly List<Companion> companions = [];

    private Visit()
    {
    }

    public Guid ClaimId { get; private set; }

    public Guid NeedId { get; private set; }

    public DateOnly Day { get; private set; }

    public TimeOnly From { get; private set; }

    public TimeOnly Until { get; private set; }

    /// <summary>The instants of <see cref="From"/> and <see cref="Until"/>: what addresses open by and alarms count from.</summary>
    public DateTimeOffset PlannedFor { get; private set; }

    public DateTimeOffset PlannedUntil { get; private set; }

    /// <summary>Where to leave things, in the helper's words; erased with the need's details.</summary>
    public string? Leave { get; private set; }

    public bool InPair { get; private set; }

    public DateTimeOffset PlannedAt { get; private set; }

    /// <summary>Set while the neighbour has asked for another time and the helper has not answered with a new plan.</summary>
    public DateTimeOffset? AnotherTimeAt { get; private set; }

    /// <summary>A coordinator said that this first visit may be made by one person.</summary>
    public DateTimeOffset? PairWaivedAt { get; private set; }

    public DateTimeOffset? ArrivedAt { get; private set; }

    public DateTimeOffset? LeftAt { get; private set; }

    public DateTimeOffset? BuddyToldAt { get; private set; }

    public DateTimeOffset? DeskToldAt { get; private set; }

    /// <summary>A coordinator has heard that all is well.</summary>
    public DateTimeOffset? SafeAt { get; private set; }

    public uint Version { get; private set; }

    public IReadOnlyList<Companion> Companions => companions;

    /// <summary>The plan of a claim, before anything is written into it.</summary>
    public static Visit Of(Guid claimId, Guid needId) => new() { ClaimId = claimId, NeedId = needId };

    /// <summary>
    /// Writes the plan. A new time stands even if the neighbour wanted another one, begins the visit's own clock anew, and asks a partner again.
    /// Refuses a missing day or hour, an end that is not after the start, a visit that would be over already, and days more than a year away.
    /// </summary>
    public Result<PlanNews> Plan(VisitPlan plan, NetworkClock clock, DateTimeOffset now)
    {
        var wrong = new List<FieldRefusal>();
        var leave = TypedText.Check(nameof(Leave), plan.Leave, LeaveMaxLength, wrong);
        wrong.AddRange(Look(plan, clock.Day(now)));
        if (wrong.Count > 0)
        {
            return Refusal.Invalid(wrong);
        }

        var (day, from, until) = (plan.Day!.Value, plan.From!.Value, plan.Until!.Value);
        var (starts, ends) = Instants(clock, day, from, until);
        if (ends <= now)
        {
            return Refusal.Invalid(nameof(Until), Phrase.Of("The visit would be over already. Pick a later time."));
        }

        var news = starts != PlannedFor || ends != PlannedUntil || AnotherTimeAt is not null ? PlanNews.Time
            : leave != Leave || plan.InPair != InPair ? PlanNews.Details
            : PlanNews.Nothing;
        (Day, From, Until, PlannedFor, PlannedUntil, Leave, InPair) = (day, from, until, starts, ends, leave, plan.InPair);
        if (news == PlanNews.Time)
        {
            BeginAnew(now);
        }

        return news;
    }

    /// <summary>The neighbour asks for another time: the address closes until there is a new plan. Refuses a visit that has begun.</summary>
    public Result AskForAnotherTime(DateTimeOffset now)
    {
        if (AnotherTimeAt is not null || ArrivedAt is not null || LeftAt is not null || PlannedUntil <= now)
        {
            return MovedOn;
        }

        AnotherTimeAt = now;
        return Result.Done;
    }

    /// <summary>The helper is there. Refuses one who has arrived already, and more than <see cref="VisitRules.ArriveBefore"/> too early.</summary>
    public Result Arrive(DateTimeOffset now)
    {
        if (ArrivedAt is not null || LeftAt is not null || AnotherTimeAt is not null)
        {
            return MovedOn;
        }

        if (now < PlannedFor - VisitRules.ArriveBefore)
        {
            return Refusal.Conflict(Phrase.Of("It is a little early. You can say that you are there from two hours before."));
        }

        ArrivedAt = now;
        return Result.Done;
    }

    /// <summary>The helper has left and all is well; every alarm of this visit is over. One who forgot to say that they arrived can say this all the same.</summary>
    public Result Leaves(DateTimeOffset now)
    {
        if (LeftAt is not null || AnotherTimeAt is not null)
        {
            return MovedOn;
        }

        if (now < PlannedFor - VisitRules.ArriveBefore)
        {
            return Refusal.Conflict(Phrase.Of("It is a little early. You can say that you are there from two hours before."));
        }

        LeftAt = now;
        return Result.Done;
    }

    /// <summary>A coordinator lets one person make this first visit. Refuses one that was let already.</summary>
    public Result WaivePair(DateTimeOffset now)
    {
        if (PairWaivedAt is not null)
        {
            return MovedOn;
        }

        PairWaivedAt = now;
        return Result.Done;
    }

    /// <summary>A coordinator has heard that the helper is safe. Refuses a visit whose end was told already.</summary>
    public Result CallSafe(DateTimeOffset now)
    {
        if (SafeAt is not null || LeftAt is not null)
        {
            return MovedOn;
        }

        SafeAt = now;
        return Result.Done;
    }

    /// <summary>Names somebody for the visit. Null when the role is taken, or waits for an answer.</summary>
    public Companion? Ask(CompanyRole role, Guid? memberId, DateTimeOffset now)
    {
        if (companions.Exists(c => c.Role == role && c.Answer != CompanyAnswer.No))
        {
            return null;
        }

        // Somebody who said no, or is in it already, is not asked twice: the row then waits for nobody.
        var asked = Companion.Ask(ClaimId, role, companions.Exists(c => c.MemberId == memberId) ? null : memberId, now);
        companions.Add(asked);
        return asked;
    }

    /// <summary>The helper does without somebody named before.</summary>
    public Companion? DoWithout(CompanyRole role, DateTimeOffset now)
    {
        var named = companions.Find(c => c.Role == role && c.Answer != CompanyAnswer.No);
        named?.Say(yes: false, now);
        return named;
    }

    internal void TellBuddy(DateTimeOffset now) => BuddyToldAt = now;

    internal void TellDesk(DateTimeOffset now) => DeskToldAt = now;

    private static Refusal MovedOn => Refusal.Conflict(Phrase.Of("This has moved on since you opened the page. Here is how it stands now."));

    private static IEnumerable<FieldRefusal> Look(VisitPlan plan, DateOnly today)
    {
        if (plan.Day is null)
        {
            yield return new FieldRefusal(nameof(Day), Phrase.Of("Pick the day of your visit."));
        }
        else if (plan.Day < today)
        {
            yield return new FieldRefusal(nameof(Day), Phrase.Of("The day has passed. Pick today or later."));
        }
        else if (plan.Day > today.AddYears(1))
        {
            yield return new FieldRefusal(nameof(Day), Phrase.Of("That is more than a year away. Pick a nearer day."));
        }

        if (plan.From is null)
        {
            yield return new FieldRefusal(nameof(From), Phrase.Of("Pick a time. A guess is fine."));
        }

        if (plan.Until is null)
        {
            yield return new FieldRefusal(nameof(Until), Phrase.Of("Pick a time. A guess is fine."));
        }
        else if (plan.Until <= plan.From)
        {
            yield return new FieldRefusal(nameof(Until), Phrase.Of("The end comes before the start. Pick a later end."));
        }
    }

    // In the night the clocks go forward, both hours of a plan can fall on the same side of the gap: then its length counts.
    private static (DateTimeOffset Starts, DateTimeOffset Ends) Instants(NetworkClock clock, DateOnly day, TimeOnly from, TimeOnly until)
    {
        var (starts, ends) = (clock.At(day, from), clock.At(day, until));
        return (starts, ends > starts ? ends : starts + (until - from));
    }

    private void BeginAnew(DateTimeOffset now)
    {
        (PlannedAt, AnotherTimeAt, BuddyToldAt, DeskToldAt, SafeAt) = (now, null, null, null, null);
        if (LeftAt is not null || PlannedFor > now)
        {
            (ArrivedAt, LeftAt) = (null, null);
        }

        companions.Find(c => c is { Role: CompanyRole.Partner, Answer: CompanyAnswer.Yes })?.AskAgain(now);
    }
}
