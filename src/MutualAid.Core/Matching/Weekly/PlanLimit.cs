using MutualAid.Core.Common;

namespace MutualAid.Core.Matching.Weekly;

/// <summary>How many places of one kind of help a plan fills at most, until a coordinator takes it off. One for a kind: the database holds that.</summary>
public sealed class PlanLimit
{
    public const int HighestMost = 999;

    private PlanLimit()
    {
    }

    public string KindId { get; private set; } = "";

    /// <summary>Places in one plan, 0 to <see cref="HighestMost"/>; 0 leaves the kind out of plans.</summary>
    public short Most { get; private set; }

    /// <summary>Who set it; null once they left.</summary>
    public Guid? SetById { get; private set; }

    public DateTimeOffset At { get; private set; }

    public uint Version { get; private set; }

    /// <summary>A limit for a kind. Refuses a missing number and one outside 0 to <see cref="HighestMost"/>.</summary>
    public static Result<PlanLimit> Set(string kindId, int? most, Guid? by, DateTimeOffset now)
    {
        var limit = new PlanLimit { KindId = kindId };
        var set = limit.Change(most, by, now);
        return set.Ok ? limit : set.Refusal!;
    }

    /// <summary>Another number for the same kind. Refuses what <see cref="Set"/> refuses.</summary>
    public Result Change(int? most, Guid? by, DateTimeOffset now)
    {
        if (most is not { } number || number is < 0 or > HighestMost)
        {
            return Refusal.Invalid(nameof(Most), Phrase.Of("Pick a number from 0 to {0}.", HighestMost));
        }

        (Most, SetById, At) = ((short)number, by, now);
        return Result.Done;
    }
}
