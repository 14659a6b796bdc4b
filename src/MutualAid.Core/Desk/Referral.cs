using MutualAid.Core.Common;

namespace MutualAid.Core.Desk;

/// <summary>Who said yes to a referral.</summary>
public enum ConsentBy
{
    Asker,

    /// <summary>Somebody the asker chose to speak for them.</summary>
    SomeoneForThem,
}

/// <summary>How the yes was given.</summary>
public enum ConsentVia
{
    Phone,
    InPerson,
    InWriting,
}

/// <summary>What a coordinator says about a referral: to whom, and the yes to it.</summary>
public sealed record ReferNeed(Guid OperationId, Guid? PartnerId, ConsentBy? SaidBy, ConsentVia? Via, DateOnly? SaidOn);

/// <summary>A need handed to a partner, with the yes of the neighbour it is about. There is none without that yes.</summary>
public sealed class Referral
{
    private Referral()
    {
    }

    public Guid Id { get; private set; }

    public Guid NeedId { get; private set; }

    public Guid PartnerId { get; private set; }

    public ConsentBy SaidBy { get; private set; }

    public ConsentVia Via { get; private set; }

    public DateOnly SaidOn { get; private set; }

    /// <summary>The coordinator who heard the yes and wrote it down.</summary>
    public Guid RecordedById { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>Records a referral. Refuses one without who said yes, how and when, and a day before the need was asked or after today.</summary>
    public static Result<Referral> Record(Guid needId, Guid recordedBy, ReferNeed asked, DateOnly postedOn, DateOnly today, DateTimeOffset now)
    {
        var wrong = new List<FieldRefusal>();
        if (asked.PartnerId is null)
        {
            wrong.Add(new FieldRefusal(nameof(asked.PartnerId), Phrase.Of("Pick a partner from the list.")));
        }

        if (asked.SaidBy is not { } by || !Enum.IsDefined(by))
        {
            wrong.Add(new FieldRefusal(nameof(asked.SaidBy), Phrase.Of("Say who said yes. Without a yes, nothing goes to a partner.")));
        }

        if (asked.Via is not { } via || !Enum.IsDefined(via))
        {
            wrong.Add(new FieldRefusal(nameof(asked.Via), Phrase.Of("Pick how the yes was given.")));
        }

        if (asked.SaidOn is not { } on)
        {
            wrong.Add(new FieldRefusal(nameof(asked.SaidOn), Phrase.Of("Write the day of the yes.")));
        }
        else if (on > today || on < postedOn)
        {
            wrong.Add(new FieldRefusal(nameof(asked.SaidOn), Phrase.Of("The yes lies between the day it was asked for and today. Pick a day among those.")));
        }

        return wrong.Count > 0
            ? Refusal.Invalid(wrong)
            : new Referral
            {
                Id = Guid.CreateVersion7(now),
                NeedId = needId,
                PartnerId = asked.PartnerId!.Value,
                SaidBy = asked.SaidBy!.Value,
                Via = asked.Via!.Value,
                SaidOn = asked.SaidOn!.Value,
                RecordedById = recordedBy,
                At = now,
            };
    }
}
