using MutualAid.Core.Common;

namespace MutualAid.Core.Needs;

/// <content>The neighbour's no to a helper: without a reason, and without being asked about the same helper again.</content>
public sealed partial class Need
{
    /// <summary>
    /// The asker says no to a helper who offered or had agreed. The need keeps its place, the part is open again, and this helper is not
    /// brought to the same part again. Refuses a claim that is over, and an invitation: whom the network asks is not shown to the asker.
    /// </summary>
    public Result TurnDown(Guid claimId, DateTimeOffset now)
    {
        var claim = claims.Find(c => c.Id == claimId);
        if (claim is null or { State: ClaimState.Invited })
        {
            return Refusal.NotFound;
        }

        var letGo = LetGo(claimId, ClaimState.Declined, now);
        if (letGo.Ok)
        {
            claim.HearNo();
        }

        return letGo;
    }

    // Said kindly, and it tells no more than that somebody else is looked for.
    private static Refusal NotThisOne => Refusal.Conflict(Phrase.Of("Your neighbour is looking for somebody else this time. Thank you for offering."));

    private bool SaidNoTo(Guid partId, Guid helperId) => claims.Exists(c => c.PartId == partId && c.HelperId == helperId && c.AskerSaidNo);
}
