using MutualAid.Core.Common;

namespace MutualAid.Core.Needs;

/// <summary>Lets a need that is being posted ask for something another room knows of: a neighbour's offer.</summary>
public abstract class AskLink
{
    /// <summary>Links the need before it is kept. Refuses what was asked for when it cannot be had any more; adds to the change, the caller saves.</summary>
    public abstract Task<Result> LinkAsync(Actor actor, Need need, PostNeed asked, CancellationToken ct = default);

    /// <summary>Asks the giver, once the need is kept. What does not succeed at this moment the network's clock does a minute later.</summary>
    public abstract Task TellAsync(Guid needId, CancellationToken ct = default);
}
