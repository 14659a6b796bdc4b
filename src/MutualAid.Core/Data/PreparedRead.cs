using System.Collections.Concurrent;
using System.Data;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace MutualAid.Core.Data;

/// <summary>
/// Reads by one statement that the connection prepares once and keeps: for the few questions where planning anew would cost more than the answer.
/// Every value has its type said; an untyped one can make the planner forget an index.
/// </summary>
internal static partial class PreparedRead
{
    private static readonly ConcurrentDictionary<string, string> Numbered = new();

    public static async Task<List<T>> ReadAsync<T>(this MutualAidDb db, string sql, IReadOnlyCollection<NpgsqlParameter> values, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
#pragma warning disable CA2100 // Every text handed in is a constant; what varies goes in as values.
            await using var command = new NpgsqlCommand(ByNumber(sql, values), (NpgsqlConnection)db.Database.GetDbConnection());
#pragma warning restore CA2100
            command.Transaction = (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();
            foreach (var value in values)
            {
                value.ParameterName = "";
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

    // The driver goes through a text with names each time to number them, which for a long one takes longer than sending it. Here that is done once.
    private static string ByNumber(string sql, IReadOnlyCollection<NpgsqlParameter> values) => Numbered.GetOrAdd(
        sql,
        static (text, given) =>
        {
            var numbers = given.Select((value, i) => (value.ParameterName, Number: i + 1)).Where(v => v.ParameterName != "").ToDictionary(v => v.ParameterName, v => v.Number);
            return Name().Replace(text, name => numbers.TryGetValue(name.Groups[1].Value, out var number) ? string.Create(CultureInfo.InvariantCulture, $"${number}") : name.Value);
        },
        values);

    [GeneratedRegex("@([a-z_]+)")]
    private static partial Regex Name();
}
