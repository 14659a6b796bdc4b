using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace MutualAid.Core.Data;

/// <summary>
/// Writes many new rows of one entity with PostgreSQL's COPY, which is some ten times faster than inserts. Columns, their types and
/// conversions come from the model, so a new property is copied without a change here. Takes part in the context's transaction.
/// </summary>
internal static class BulkCopy
{
    public static async Task CopyAsync<T>(this MutualAidDb db, IReadOnlyCollection<T> rows, CancellationToken ct)
        where T : class
    {
        if (rows.Count == 0)
        {
            return;
        }

        var entity = db.Model.FindEntityType(typeof(T))!;
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;

        // The row version is the system's own column (xmin), and what the database works out it works out for copied rows too.
        var columns = entity.GetProperties().Where(p => !p.IsConcurrencyToken && p.GetComputedColumnSql() is null).Select(p => new Column(p, table)).ToList();
        var sql = db.GetService<ISqlGenerationHelper>();
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY {sql.DelimitIdentifier(table.Name)} ({string.Join(", ", columns.Select(c => sql.DelimitIdentifier(c.Name)))}) FROM STDIN (FORMAT BINARY)", ct);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(ct);
            foreach (var column in columns)
            {
                await copy.WriteAsync(column.Of(row) ?? DBNull.Value, column.Type, ct);
            }
        }

        await copy.CompleteAsync(ct);
    }

    private sealed class Column(IProperty property, StoreObjectIdentifier table)
    {
        private readonly IClrPropertyGetter getter = property.GetGetter();
        private readonly Func<object?, object?>? convert = property.GetTypeMapping().Converter?.ConvertToProvider;

        public string Name { get; } = property.GetColumnName(table)!;

        public string Type { get; } = property.GetRelationalTypeMapping().StoreTypeNameBase;

        public object? Of(object row)
        {
            var value = getter.GetClrValue(row);
            return convert is null ? value : convert(value);
        }
    }
}
