using MutualAid.Core.Common;

namespace MutualAid.Core.Demo;

/// <summary>Somebody of the demo neighbourhood to sign in as, and what there is to see as that person.</summary>
public sealed record DemoPerson(string Email, string Password, Phrase Role, string Name);
