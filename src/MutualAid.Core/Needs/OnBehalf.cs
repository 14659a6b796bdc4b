namespace MutualAid.Core.Needs;

/// <summary>Somebody at the desk asks for a neighbour who rang or came by.</summary>
/// <param name="MemberId">The member who asks, when the household is known already; null for a new one.</param>
public sealed record OnBehalf(Guid? MemberId);
