using MutualAid.Core.Common;

namespace MutualAid.Core.Needs;

/// <summary>Lets another room hear of a yes that came when somebody else had the place already, so that it is not lost.</summary>
public abstract class LateYes
{
    /// <summary>Keeps that this helper would have done it; nothing for somebody who was not asked, and nothing twice. Done in a change of its own.</summary>
    public abstract Task KeepAsync(Actor actor, Guid needId, CancellationToken ct = default);

    /// <summary>Whether the actor is among the first to be asked for the next one like it.</summary>
    public abstract Task<bool> StandsByAsync(Actor actor, Guid needId, CancellationToken ct = default);
}
