namespace MutualAid.LocalPostgres;

/// <summary>The private cluster cannot be used. The message is one sentence or two that a person can act on; nothing was lost.</summary>
public sealed class LocalPostgresException(string message, Exception? inner = null) : Exception(message, inner);
