using MutualAid.Core.Common;

namespace MutualAid.Core.Needs;

/// <content>A need that was asked without an account comes into one.</content>
public sealed partial class Need
{
    /// <summary>The member is the asker from now on; nothing else moves. Refuses a member who offered to help with it.</summary>
    public Result BelongTo(Guid memberId)
    {
        if (claims.Exists(c => c.HelperId == memberId && (c.State.IsActive() || c.State is ClaimState.Done or ClaimState.PartDone)))
        {
            return Refusal.Conflict(Phrase.Of("You offered to help with this one, so it can’t be your own need as well."));
        }

        AskerId = memberId;
        return Result.Done;
    }
}
