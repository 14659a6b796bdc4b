using System.Collections;
using MutualAid.Core.Common;
using MutualAid.Core.Places;
using NpgsqlTypes;

namespace MutualAid.Core.Needs;

/// <summary>
/// Something a neighbour asks for. It decides its own life and that of its parts and claims; it knows no database and no clock.
/// A need that is opened again keeps its first posted-at, hence its place in the queue.
/// </summary>
public sealed partial class Need
{
    public const int WordsMaxLength = 400;

    /// <summary>Room for words that come in with a list: a report was written for another form, and cutting it would lose what somebody said.</summary>
    public const int ImportedWordsMaxLength = 8_000;

    public const int MaxParts = 26;

    public const int RepeatsMaxLength = 120;

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

    /// <summary>The middle of the square kilometre it is in; nothing finer is kept, whatever was handed in.</summary>
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

    /// <summary>The kinds of the parts that are open: what a helper's own list of needs is narrowed by, without reading the parts.</summary>
    public List<string> OpenKinds { get; private set; } = [];

    public DateTimeOffset PostedAt { get; private set; }

    /// <summary>When the first helper offered or agreed.</summary>
    public DateTimeOffset? HeardAt { get; private set; }

    /// <summary>When the first helper had agreed; honest waits are counted from it, and a helper who lets go later does not move it.</summary>
    public DateTimeOffset? AgreedAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Set when the words and contact facts were erased, by the asker or by the clock.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }

    /// <summary>The iCalendar rule its dates came from; null when it has none. The dates are the parts, and those count.</summary>
    public string? Repeats { get; private set; }

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

        asked.Care.Look(wrong);
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
            Point = asked.Point is { } metres ? Cell.Holding(metres).Centre : null,
            Choice = asked.Choice,
            Channel = asked.Channel,
            Repeats = asked.Repeats,
            PostedAt = now,
            State = asked.Draft ? NeedState.Draft : NeedState.Open,
            AwaitsLook = asked.Draft,
        };
        need.parts.AddRange(newParts.Select((part, i) => NeedPart.Of(need.Id, (short)i, part, hours(part.Time), now)));
        need.TakeCare(asked.Care);
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
        Stir(now);
        Settle(now);
        return Result.Done;
    }

    /// <summary>Erases the words; the contact facts are the address book's to erase in the same breath.</summary>
    public void Erase(DateTimeOffset now)
    {
        Words = null;
        TakeCare(NeedCare.None);
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

    // Taken back, handed on or gone quiet: what a helper says afterwards is heard and opens nothing. One that is done wakes up again.
    private bool IsClosedByWord => State is NeedState.Withdrawn or NeedState.Expired or NeedState.Referred;

    private static Refusal MovedOn => Refusal.Conflict(Phrase.Of("This has moved on since you opened the page. Here is how it stands now."));

    private static Refusal Erased => Refusal.Conflict(Phrase.Of("The details of this were erased. Please ask anew."));

    // A part that is over keeps nobody waiting: whoever was asked, had offered or had agreed is let go.
    private void Finish(NeedPart part, PartState state, DateTimeOffset now)
    {
        part.Finish(state);
        foreach (var claim in claims.Where(c => c.PartId == part.Id && c.State.IsActive()))
        {
            claim.MoveTo(ClaimState.Cancelled, now);
        }
    }

    private void Count()
    {
        PartsWanted = (short)parts.Count(p => p.State != PartState.NotNeeded);
        PartsOpen = (short)parts.Count(p => p.State == PartState.Open);
        OpenKinds = [.. parts.Where(p => p.State == PartState.Open).Select(p => p.KindId).Distinct(StringComparer.Ordinal)];
        Looking = PartsOpen > 0 && State is (NeedState.Open or NeedState.PartFilled);
    }

    // The need's own state follows from its parts; a closed need keeps its state, and so does a draft while something is wanted.
    private void Settle(DateTimeOffset now)
    {
        AgreedAt ??= parts.Exists(p => p.HelpersAgreed > 0) ? now : null;
        if (!IsClosed)
        {
            var left = parts.Where(p => p.State is PartState.Open or PartState.Filled).ToList();
            State = left.Count == 0 ? (parts.Exists(p => p.State == PartState.Done) ? NeedState.Done : parts.Exists(p => p.State == PartState.Missed) ? NeedState.Open : NeedState.Withdrawn)
                : State == NeedState.Draft ? NeedState.Draft
                : left.TrueForAll(p => p.State == PartState.Filled) ? NeedState.Agreed
                : parts.Exists(p => p.State is PartState.Filled or PartState.Done) || left.Exists(p => p.HelpersAgreed > 0) ? NeedState.PartFilled
                : NeedState.Open;
            ClosedAt = State is NeedState.Done or NeedState.Withdrawn ? now : null;
        }

        Count();
    }
}
