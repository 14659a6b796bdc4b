using MutualAid.Core.Common;
using MutualAid.Core.Needs;

namespace MutualAid.Web.Pages.Needs;

/// <summary>Where a need stands, in a word or two.</summary>
public static class NeedStateWords
{
    public static Phrase Of(NeedState state) => state switch
    {
        NeedState.Draft => Phrase.Of("a coordinator looks first"),
        NeedState.Open => Phrase.Of("still looking"),
        NeedState.PartFilled => Phrase.Of("partly taken on"),
        NeedState.Agreed => Phrase.Of("somebody has this"),
        NeedState.Done => Phrase.Of("done"),
        NeedState.Referred => Phrase.Of("with a partner"),
        _ => Phrase.Of("not needed any more"),
    };

    /// <summary>Where a part stands.</summary>
    public static Phrase Of(PartState state) => state switch
    {
        PartState.Open => Phrase.Of("open"),
        PartState.Filled => Phrase.Of("taken"),
        PartState.Done => Phrase.Of("done"),
        PartState.Missed => Phrase.Of("its time has passed"),
        _ => Phrase.Of("not needed any more"),
    };

    /// <summary>Where a helper's claim stands.</summary>
    public static Phrase Of(ClaimState state) => state switch
    {
        ClaimState.Invited => Phrase.Of("asked first"),
        ClaimState.Offered => Phrase.Of("offered"),
        ClaimState.Agreed => Phrase.Of("agreed"),
        ClaimState.Done => Phrase.Of("done"),
        ClaimState.PartDone => Phrase.Of("part done"),
        ClaimState.DidntHappen => Phrase.Of("it didn’t happen"),
        _ => Phrase.Of("let go"),
    };
}
