using MutualAid.Core.Common;

namespace MutualAid.Core.Needs;

/// <content>What a coordinator does when nobody near has taken it on: look further around, or hand it to a partner.</content>
public sealed partial class Need
{
    /// <summary>How much further the search can go, in metres.</summary>
    public static IReadOnlyList<int> Widenings { get; } = [2_000, 5_000, 20_000];

    /// <summary>Metres that helpers are looked for beyond how far they usually go; 0 until a coordinator widens it.</summary>
    public int WiderBy { get; private set; }

    /// <summary>Looks further around. Refuses a width that is not in the list or no wider than now, and a need that does not look for helpers.</summary>
    public Result Widen(int metres)
    {
        if (!Widenings.Contains(metres))
        {
            return Refusal.Invalid("WiderBy", Phrase.Of("Pick how far from the list."));
        }

        if (!Looking)
        {
            return MovedOn;
        }

        if (metres <= WiderBy)
        {
            return Refusal.Conflict(Phrase.Of("The search goes that far already."));
        }

        WiderBy = metres;
        return Result.Done;
    }

    /// <summary>
    /// Hands to a partner what nobody has taken on. Parts with a helper stay with the helper; when there are none, the need is closed as
    /// referred. Refuses a need that is closed, and one whose every part has a helper.
    /// </summary>
    public Result Refer(DateTimeOffset now)
    {
        if (IsClosed)
        {
            return MovedOn;
        }

        var handed = parts.FindAll(p => p.State == PartState.Open && p.HelpersAgreed == 0);
        if (handed.Count == 0)
        {
            return Refusal.Conflict(Phrase.Of("Somebody has agreed to help with every part of it already."));
        }

        if (parts.TrueForAll(p => handed.Contains(p) || p.State is not (PartState.Open or PartState.Filled)))
        {
            return Close(NeedState.Referred, PartState.NotNeeded, now);
        }

        handed.ForEach(part => Finish(part, PartState.NotNeeded, now));
        Settle(now);
        return Result.Done;
    }
}
