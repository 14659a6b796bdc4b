using MutualAid.Core.Common;

namespace MutualAid.Core.Needs;

/// <summary>A helper's commitment to a part, from being asked to how it went.</summary>
public sealed partial class Claim
{
    public const int HelloMaxLength = 300;

    private Claim()
    {
    }

    public Guid Id { get; private set; }

    public Guid NeedId { get; private set; }

    public Guid PartId { get; private set; }

    public Guid HelperId { get; private set; }

    public ClaimState State { get; private set; }

    /// <summary>Which of the part's places this claim holds, 1 to <see cref="HelpersWanted"/>; null while it holds none.</summary>
    public short? Place { get; private set; }

    /// <summary>The part's wanted helpers, kept here so that the database can hold "never more than wanted" by itself.</summary>
    public short HelpersWanted { get; private set; }

    /// <summary>A line the helper wrote along with the offer.</summary>
    public string? Hello { get; private set; }

    /// <summary>The Monday of the week this piece counts to in the helper's own limit.</summary>
    public DateOnly WeekOf { get; private set; }

    public Outcome? HelperSaid { get; private set; }

    public Outcome? AskerSaid { get; private set; }

    /// <summary>The neighbour said no, thank you. This part is not shown to the helper again, and nobody says why.</summary>
    public bool AskerSaidNo { get; private set; }

    /// <summary>The agreed claim this one was asked to take over; null for any other.</summary>
    public Guid? TakesOver { get; private set; }

    /// <summary>What the first helper wrote to the one who takes over; read after their yes.</summary>
    public string? HandNote { get; private set; }

    /// <summary>What one side said is still missing, after "part done".</summary>
    public string? Missing { get; private set; }

    /// <summary>Whether the helper would like to meet again; nobody else reads it.</summary>
    public bool? HelperAgain { get; private set; }

    /// <summary>Whether the neighbour would like to meet again; nobody else reads it.</summary>
    public bool? AskerAgain { get; private set; }

    /// <summary>When the helper was told that something changed; null again once they said that it is still fine.</summary>
    public DateTimeOffset? ChangeToldAt { get; private set; }

    public DateTimeOffset MadeAt { get; private set; }

    /// <summary>An unanswered invitation lapses at this instant.</summary>
    public DateTimeOffset? AnswerBy { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public uint Version { get; private set; }

    internal static Claim Make(NeedPart part, Guid helperId, ClaimState state, DateOnly weekOf, string? hello, DateTimeOffset now, DateTimeOffset? answerBy = null) => new()
    {
        Id = Guid.CreateVersion7(now),
        NeedId = part.NeedId,
        PartId = part.Id,
        HelperId = helperId,
        State = state,
        HelpersWanted = part.HelpersWanted,
        WeekOf = weekOf,
        Hello = hello,
        MadeAt = now,
        AnswerBy = answerBy,
        ChangedAt = now,
    };

    internal Result MoveTo(ClaimState next, DateTimeOffset now, short? place = null)
    {
        if (!ClaimSteps.May(State, next))
        {
            return Refusal.Conflict(Phrase.Of("This has moved on since you opened the page. Here is how it stands now."));
        }

        State = next;
        ChangedAt = now;
        Place = next.HoldsPlace() ? place ?? Place : null;
        return Result.Done;
    }

    internal void HearOfChange(DateTimeOffset now) => ChangeToldAt = now;

    internal void SayStillFine() => ChangeToldAt = null;

    internal void HearNo() => AskerSaidNo = true;

    internal void ForgetHello() => (Hello, Missing, HandNote) = (null, null, null);

    internal void AskToTakeOver(Guid claimId, string? note) => (TakesOver, HandNote) = (claimId, note);

    internal void SayHello(string? hello) => Hello = hello ?? Hello;

    internal void Hear(Outcome outcome, bool fromHelper, Leftover? left = null)
    {
        Missing = outcome == Outcome.PartDone ? left?.What ?? Missing : Missing;
        if (fromHelper)
        {
            HelperSaid = outcome;
        }
        else
        {
            AskerSaid = outcome;
        }
    }

    // One side said that it didn't happen, and it is open again: the other may still tell, for the record and nothing else.
    internal bool WaitsOnlyFor(bool helper) =>
        State == ClaimState.DidntHappen && (helper ? HelperSaid is null && AskerSaid is not null : AskerSaid is null && HelperSaid is not null);

    /// <summary>Help came of it, all or a part; not where somebody came and it was no longer wanted.</summary>
    internal bool Helped => State is (ClaimState.Done or ClaimState.PartDone) && HelperSaid != Outcome.NoLongerWanted && AskerSaid != Outcome.NoLongerWanted;

    /// <summary>Both sides told how it went, and they tell it differently. Nobody is to blame; a coordinator has a look.</summary>
    public bool ToldDifferently => HelperSaid is { } helper && AskerSaid is { } asker && !helper.IsLike(asker);

    /// <summary>One side says whether it would like to meet again. Refuses a claim nothing came of.</summary>
    public Result MeetAgain(bool again, bool fromHelper)
    {
        if (State is not (ClaimState.Done or ClaimState.PartDone))
        {
            return Refusal.NotFound;
        }

        HelperAgain = fromHelper ? again : HelperAgain;
        AskerAgain = fromHelper ? AskerAgain : again;
        return Result.Done;
    }
}
