namespace MutualAid.Core.Places;

/// <summary>Rows that are kept as ciphertext. <see cref="KeyRotation"/> has all of them written anew when the key changes.</summary>
public interface ISealedRows
{
    /// <summary>How many rows are still written with an older key.</summary>
    Task<int> CountOldAsync(CancellationToken ct = default);

    /// <summary>Writes the next batch of rows anew with the current key; returns how many were written. Rows somebody changes just now are passed over.</summary>
    Task<int> RewriteOldAsync(int batch, CancellationToken ct = default);
}
