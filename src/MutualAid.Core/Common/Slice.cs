namespace MutualAid.Core.Common;

/// <summary>One stretch of a longer list: its rows and the key to ask for the older ones, null at the end. Never a page number (keyset paging).</summary>
public sealed record Slice<T>(IReadOnlyList<T> Rows, string? Older);
