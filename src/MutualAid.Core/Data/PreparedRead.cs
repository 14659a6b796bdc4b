using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace MutualAid.Core.Data;

/// <summary>
/// Reads by one statement that the connection prepares once and keeps: for the few questions where planning anew would cost more than the answer.
/// Every value has its type said; an untyped one can make the planner forget an index.
/// </summary>
internal static class PreparedRead
{
    public static async Task<List<T>> ReadAsync<T>(this MutualAidDb db, string sql, IReadOnlyCollection<NpgsqlParameter> values, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
#pragma warning disable CA2100 // Every text handed in is a constant; what varies goes in as values.
            await using var command = new NpgsqlCommand(sql, (NpgsqlConnection)db.Database.GetDbConnection());
#pragma warning restore CA2100
            command.Transaction = (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();
            foreach (var value in values)
            {
                command.Parameters.Add(value);
            }

            await command.PrepareAsync(ct);
            var rows = new List<T>();
            await using var reader = await command.ExecuteReaderAsync(CommandBehavior.Default, ct);
            while (await reader.ReadAsync(ct))
            {
                rows.Add(read(reader));
            }

            return rows;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
