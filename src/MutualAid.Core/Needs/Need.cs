using System.Collections;
using MutualAid.Core.Common;
using NpgsqlTypes;

namespace MutualAid.Core.Needs;

/// <summary>What somebody asks for, before it is posted.</summary>
public sealed record NewNeed
{
    public required Guid AskerId { get; init; }

    public required string KindId { get; init; }

    /// <summary>The asker's own words; only the agreed helper and the coordinator read them.</summary>
    public string? Words { get; init; }

    public Urgency Urgency { get; init; } = Urgency.Normal;

    /// <summary>ISO codes; a helper who speaks one of them is looked for.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    public Guid? AreaId { get; init; }

    /// <summary>Centre of the need's cell; null when only the area is known.</summary>
    public NpgsqlPoint? Point { get; init; }

    public HelperChoice Choice { get; init; } = HelperChoice.FirstIsFine;

    public Channel Channel { get; init; } = Channel.Web;

    public IReadOnlyList<NewPart> Parts { get; init; } = [];

    /// <summary>True when a coordinator looks first.</summary>
    public bool Draft { get; init; }
}

/// <summary>
/// Something a neighbour asks for. It decides its own life and that of its parts and claims; it knows no database and no clock.
/// A need that is opened again keeps its first posted-at, hence its place in the queue.
/// </summary>
public sealed class Need
{
    public const int WordsMaxLength = 400;

    /// <summary>Room for words that come in with a list: a report was written for another form, and cutting it would lose what somebody said.</summary>
    public const int ImportedWordsMaxLength = 8_000;

    public const int MaxParts = 26;

    private readonly List<NeedPart> parts = [];
    private readonly List<Claim> claims = [];

    private Need()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>Six unmistakable letters and digits to say on the phone.</summary>
    public string Reference { get; private set; } = "";

    /// <summary>SHA-256 of the private link's key.</summary>
    public byte[] StatusKeyHash { get; private set; } = [];

    public Guid AskerId { get; private set; }

    public string KindId { get; private set; } = "";

    public string? Words { get; private set; }

    public Urgency Urgency { get; private set; }

    public List<string> Languages { get; private set; } = [];

    public Guid? AreaId { get; private set; }

    public NpgsqlPoint? Point { get; private set; }

    public HelperChoice Choice { get; private set; }

    public Channel Channel { get; private set; }

    public NeedState State { get; private set; }

    /// <summary>Whether a coordinator still has to look before helpers see it. It stays so when the need is taken back and wanted after all.</summary>
    public bool AwaitsLook { get; private set; }

    /// <summary>Whether helpers are still wanted: what every list of open needs asks for.</summary>
    public bool Looking { get; private set; }

    public short PartsWanted { get; private set; }

    public short PartsOpen { get; private set; }

    public DateTimeOffset PostedAt { get; private set; }

    /// <summary>When the first helper offered or agreed; honest waits are counted from it.</summary>
    public DateTimeOffset? HeardAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Set when the words and contact facts were erased, by the asker or by the clock.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }

    /// <summary>Where an imported need came from, so that the same row is never brought in twice.</summary>
    public string? SourceKey { get; private set; }

    public uint Version { get; private set; }

    public IReadOnlyList<NeedPart> Parts => parts;

    public IReadOnlyList<Claim> Claims => claims;

    /// <summary>
    /// Posts a need. Refuses missing parts, more than <see cref="MaxParts"/>, times that have passed and numbers of helpers outside 1 to 50.
    /// <paramref name="hours"/> turns a part's time into the hours of a week.
    /// </summary>
    public static Result<Need> Post(NewNeed asked, string reference, string statusKey, Func<PartTime, BitArray> hours, DateOnly today, DateTimeOffset now)
    {
        var wrong = new List<FieldRefusal>();
        var words = TypedText.Check(nameof(Words), asked.Words, asked.Channel == Channel.Import ? ImportedWordsMaxLength : WordsMaxLength, wrong);
        var newParts = asked.Parts.Count > 0 ? asked.Parts : [new NewPart(asked.KindId, null, PartTime.Whenever)];
        if (newParts.Count > MaxParts)
        {
            wrong.Add(new FieldRefusal(nameof(Parts), Phrase.Of("That is more than {0} parts. Ask for the rest in a second need.", MaxParts)));
        }

        foreach (var part in newParts)
        {
            wrong.AddRange(part.Time.Look(today));
            if (part.HelpersWanted is < 1 or > NeedPart.MaxHelpers)
            {
                wrong.Add(new FieldRefusal(nameof(NeedPart.HelpersWanted), Phrase.Of("Pick a number of helpers from 1 to {0}.", NeedPart.MaxHelpers)));
            }
        }

        if (wrong.Count > 0)
        {
            return Refusal.Invalid(wrong);
        }

        var need = new Need
        {
            Id = Guid.CreateVersion7(now),
            Reference = reference,
            StatusKeyHash = Secrets.Hash(statusKey),
            AskerId = asked.AskerId,
            KindId = asked.KindId,
            Words = words,
            Urgency = asked.Urgency,
            Languages = [.. asked.Languages.Distinct(StringComparer.Ordinal)],
            AreaId = asked.AreaId,
            Point = asked.Point,
            Choice = asked.Choice,
            Channel = asked.Channel,
            PostedAt = now,
            State = asked.Draft ? NeedState.Draft : NeedState.Open,
            AwaitsLook = asked.Draft,
        };
        need.parts.AddRange(newParts.Select((part, i) => NeedPart.Of(need.Id, (short)i, part, hours(part.Time), now)));
        need.Settle(now);
        return need;
    }

    /// <summary>A coordinator has looked: helpers may see it now.</summary>
    public Result Open(DateTimeOffset now)
    {
        if (State != NeedState.Draft)
        {
            return MovedOn;
        }

        State = NeedState.Open;
        AwaitsLook = false;
        Settle(now);
        return Result.Done;
    }

    /// <summary>
    /// A helper says "I can do this" about a part: agreed at once when the first is fine, otherwise offered for the asker to decide.
    /// An earlier invitation of the same helper is taken up. Refuses one's own need and a part that has no room.
    /// </summary>
    public Result<Claim> Take(Guid partId, Guid helperId, DateOnly weekOf, string? hello, DateTimeOffset now)
    {
        if (helperId == AskerId)
        {
            return Refusal.NotAllowed(Phrase.Of("This is your own need, so somebody else will have to do it."));
        }

        var part = parts.Find(p => p.Id == partId);
        if (part is null || State == NeedState.Draft)
        {
            return Refusal.NotFound;
        }

        if (!Looking || !part.HasRoom)
        {
            return Refusal.Conflict(Phrase.Of("Someone else was a moment faster. Thank you for offering."));
        }

        var next = Choice == HelperChoice.FirstIsFine ? ClaimState.Agreed : ClaimState.Offered;
        var claim = claims.Find(c => c.PartId == partId && c.HelperId == helperId && c.State.IsActive());
        if (claim is { State: not ClaimState.Invited })
        {
            return Refusal.Conflict(Phrase.Of("You have offered this already."));
        }

        if (claim is null)
        {
            claim = Claim.Make(part, helperId, ClaimState.Invited, weekOf, hello, now);
            claims.Add(claim);
        }

        claim.SayHello(hello);
        var moved = claim.MoveTo(next, now, next == ClaimState.Agreed ? FreePlace(part) : null);
        if (!moved.Ok)
        {
            return moved.Refusal!;
        }

        if (next == ClaimState.Agreed)
        {
            part.TakePlace();
        }

        HeardAt ??= now;
        Settle(now);
        return claim;
    }

    /// <summary>Asks a helper first, privately, until the given instant. Refuses somebody who is asked already, and the asker.</summary>
    public Result<Claim> Invite(Guid partId, Guid helperId, DateOnly weekOf, DateTimeOffset now, DateTimeOffset answerBy)
    {
        var part = parts.Find(p => p.Id == partId);
        if (part is null)
        {
            return Refusal.NotFound;
        }

        if (helperId == AskerId || !Looking || !part.HasRoom)
        {
            return Refusal.Conflict(Phrase.Of("This part does not look for helpers any more."));
        }

        if (claims.Exists(c => c.PartId == partId && c.HelperId == helperId && c.State.IsActive()))
        {
            return Refusal.Conflict(Phrase.Of("This helper has been asked already."));
        }

        var claim = Claim.Make(part, helperId, ClaimState.Invited, weekOf, null, now, answerBy);
        claims.Add(claim);
        return claim;
    }

    /// <summary>The asker says yes to an offer.</summary>
    public Result Accept(Guid claimId, DateTimeOffset now)
    {
        var claim = claims.Find(c => c.Id == claimId);
        if (claim is null)
        {
            return Refusal.NotFound;
        }

        var part = parts.Single(p => p.Id == claim.PartId);
        if (claim.State != ClaimState.Offered || !part.HasRoom)
        {
            return MovedOn;
        }

        claim.MoveTo(ClaimState.Agreed, now, FreePlace(part));
        part.TakePlace();
        Settle(now);
        return Result.Done;
    }

    /// <summary>Either side says no, without a reason; the need keeps its place in the queue.</summary>
    public Result Decline(Guid claimId, DateTimeOffset now) => LetGo(claimId, ClaimState.Declined, now);

    /// <summary>The helper can't make it: the place is open again at once.</summary>
    public Result Release(Guid claimId, DateTimeOffset now) => LetGo(claimId, ClaimState.Released, now);

    /// <summary>The clock lets a silent claim go.</summary>
    public Result Lapse(Guid claimId, DateTimeOffset now) => LetGo(claimId, ClaimState.Lapsed, now);

    /// <summary>
    /// One side says how it went. Done, left at the door and no longer wanted close the part; part done and not home keep what is missing open;
    /// "it didn't happen" opens the part again at its old place, and names nobody.
    /// </summary>
    public Result Report(Guid claimId, Outcome outcome, bool fromHelper, DateTimeOffset now)
    {
        var claim = claims.Find(c => c.Id == claimId);
        if (claim is null)
        {
            return Refusal.NotFound;
        }

        // The second side only adds what it saw; it moves nothing unless it says that the help never came.
        if (claim.State is ClaimState.Done or ClaimState.PartDone && outcome != Outcome.DidntHappen)
        {
            claim.Hear(outcome, fromHelper);
            return Result.Done;
        }

        var part = parts.Single(p => p.Id == claim.PartId);
        var next = outcome switch
        {
            Outcome.Done or Outcome.LeftAtDoor or Outcome.NoLongerWanted => ClaimState.Done,
            Outcome.PartDone => ClaimState.PartDone,
            _ => ClaimState.DidntHappen,
        };
        if (ErasedAt is not null && next != ClaimState.Done)
        {
            return Erased;
        }

        var held = claim.State.HoldsPlace();
        var moved = claim.MoveTo(next, now);
        if (!moved.Ok)
        {
            return moved;
        }

        claim.Hear(outcome, fromHelper);
        if (outcome == Outcome.NoLongerWanted)
        {
            Finish(part, PartState.NotNeeded, now);
        }
        else if (next == ClaimState.Done)
        {
            var allDone = part.HelpersAgreed >= part.HelpersWanted
                && claims.Where(c => c.PartId == part.Id && c.State.HoldsPlace()).All(c => c.State == ClaimState.Done);
            if (allDone)
            {
                Finish(part, PartState.Done, now);
            }
        }
        else if (held && part.State != PartState.NotNeeded && State is not (NeedState.Withdrawn or NeedState.Expired or NeedState.Referred))
        {
            // One side had called it done, so the need may be closed by now: what is missing opens it again.
            part.Reopen((short)claims.Count(c => c.PartId == part.Id && c.State.HoldsPlace()));
            State = State == NeedState.Done ? NeedState.Open : State;
        }

        Settle(now);
        return Result.Done;
    }

    /// <summary>
    /// The asker's words or time changed. Pieces that a helper has agreed to keep their time: that one the two settle together.
    /// Refuses a need that is closed or erased, words that are too long, and a time that has passed.
    /// </summary>
    public Result Change(string? newWords, PartTime newTime, Func<PartTime, BitArray> hours, DateOnly today)
    {
        if (IsClosed || ErasedAt is not null)
        {
            return MovedOn;
        }

        var wrong = new List<FieldRefusal>();
        var clean = TypedText.Check(nameof(Words), newWords, WordsMaxLength, wrong);
        wrong.AddRange(newTime.Look(today));
        if (wrong.Count > 0)
        {
            return Refusal.Invalid(wrong);
        }

        Words = clean;
        foreach (var part in parts.Where(p => p.State == PartState.Open && p.HelpersAgreed == 0))
        {
            part.MoveTo(newTime, hours(newTime));
        }

        return Result.Done;
    }

    /// <summary>The asker takes the need back; everyone who held a part of it is let go.</summary>
    public Result Withdraw(DateTimeOffset now) => Close(NeedState.Withdrawn, PartState.NotNeeded, now);

    /// <summary>The asker says it is sorted: what was agreed counts as done, what was open is not needed any more.</summary>
    public Result Sort(DateTimeOffset now)
    {
        if (IsClosed)
        {
            return MovedOn;
        }

        foreach (var claim in claims.Where(c => c.State == ClaimState.Agreed))
        {
            claim.Hear(Outcome.Done, fromHelper: false);
            claim.MoveTo(ClaimState.Done, now);
        }

        foreach (var part in parts.Where(p => p.State is PartState.Open or PartState.Filled))
        {
            Finish(part, claims.Exists(c => c.PartId == part.Id && c.State == ClaimState.Done) ? PartState.Done : PartState.NotNeeded, now);
        }

        Settle(now);
        return Result.Done;
    }

    /// <summary>
    /// The asker says the help never came, or wants it after all: every part opens again, at the old place in the queue.
    /// One that was taken back before a coordinator's look waits for that look again. Refuses when the details were erased, and a draft:
    /// that waits for a coordinator's look, not for helpers.
    /// </summary>
    public Result Reopen(DateTimeOffset now)
    {
        if (ErasedAt is not null)
        {
            return Erased;
        }

        if (State == NeedState.Draft)
        {
            return MovedOn;
        }

        foreach (var claim in claims.Where(c => ClaimSteps.May(c.State, ClaimState.DidntHappen)))
        {
            claim.Hear(Outcome.DidntHappen, fromHelper: false);
            claim.MoveTo(ClaimState.DidntHappen, now);
        }

        parts.ForEach(part => part.Reopen(0));
        State = AwaitsLook ? NeedState.Draft : NeedState.Open;
        ClosedAt = null;
        Settle(now);
        return Result.Done;
    }

    /// <summary>Erases the words; the contact facts are the address book's to erase in the same breath.</summary>
    public void Erase(DateTimeOffset now)
    {
        Words = null;
        ErasedAt = now;
        parts.ForEach(part => part.ForgetWhat());
        claims.ForEach(claim => claim.ForgetHello());
    }

    /// <summary>Marks where an imported need came from.</summary>
    public void ComesFrom(string sourceKey, DateTimeOffset? postedAt)
    {
        SourceKey = sourceKey;
        PostedAt = postedAt ?? PostedAt;
    }

    public bool IsClosed => State is NeedState.Done or NeedState.Withdrawn or NeedState.Expired or NeedState.Referred;

    private static Refusal MovedOn => Refusal.Conflict(Phrase.Of("This has moved on since you opened the page. Here is how it stands now."));

    private static Refusal Erased => Refusal.Conflict(Phrase.Of("The details of this were erased. Please ask anew."));

    private Result LetGo(Guid claimId, ClaimState next, DateTimeOffset now)
    {
        var claim = claims.Find(c => c.Id == claimId);
        if (claim is null)
        {
            return Refusal.NotFound;
        }

        var held = claim.State.HoldsPlace();
        var moved = claim.MoveTo(next, now);
        if (!moved.Ok)
        {
            return moved;
        }

        if (held)
        {
            parts.Single(p => p.Id == claim.PartId).GiveBackPlace();
            Settle(now);
        }

        return Result.Done;
    }

    private Result Close(NeedState state, PartState part, DateTimeOffset now)
    {
        if (IsClosed)
        {
            return MovedOn;
        }

        foreach (var open in parts.Where(p => p.State is PartState.Open or PartState.Filled))
        {
            Finish(open, part, now);
        }

        State = state;
        ClosedAt = now;
        Count();
        return Result.Done;
    }

    // A part that is over keeps nobody waiting: whoever was asked, had offered or had agreed is let go.
    private void Finish(NeedPart part, PartState state, DateTimeOffset now)
    {
        part.Finish(state);
        foreach (var claim in claims.Where(c => c.PartId == part.Id && c.State.IsActive()))
        {
            claim.MoveTo(ClaimState.Cancelled, now);
        }
    }

    private short FreePlace(NeedPart part)
    {
        var taken = claims.Where(c => c.PartId == part.Id && c.State.HoldsPlace()).Select(c => c.Place).ToHashSet();
        return (short)Enumerable.Range(1, part.HelpersWanted).First(place => !taken.Contains((short)place));
    }

    private void Count()
    {
        PartsWanted = (short)parts.Count(p => p.State != PartState.NotNeeded);
        PartsOpen = (short)parts.Count(p => p.State == PartState.Open);
        Looking = PartsOpen > 0 && State is (NeedState.Open or NeedState.PartFilled);
    }

    // The need's own state follows from its parts; a closed need keeps its state, and so does a draft while something is wanted.
    private void Settle(DateTimeOffset now)
    {
        if (!IsClosed)
        {
            var left = parts.Where(p => p.State is PartState.Open or PartState.Filled).ToList();
            State = left.Count == 0 ? (parts.Exists(p => p.State == PartState.Done) ? NeedState.Done : NeedState.Withdrawn)
                : State == NeedState.Draft ? NeedState.Draft
                : left.TrueForAll(p => p.State == PartState.Filled) ? NeedState.Agreed
                : parts.Exists(p => p.State is PartState.Filled or PartState.Done) || left.Exists(p => p.HelpersAgreed > 0) ? NeedState.PartFilled
                : NeedState.Open;
            ClosedAt = State is NeedState.Done or NeedState.Withdrawn ? now : null;
        }

        Count();
    }
}
