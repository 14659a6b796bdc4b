using System.Runtime.CompilerServices;
using System.Text;
using MutualAid.Core.Common;

namespace MutualAid.Core.Desk.Import;

/// <summary>
/// One row of a CSV file. The number is the one a spreadsheet shows, so the first line of columns is row 1.
/// <see cref="Damage"/> says why the row could not be taken apart; its cells are then what could be read.
/// </summary>
public sealed record CsvRow(long Number, IReadOnlyList<string> Cells, Phrase? Damage = null);

/// <summary>
/// Reads CSV (RFC 4180) as a stream: UTF-8 with or without a byte order mark, UTF-16 with one, lines ended by LF, CRLF or CR,
/// line ends inside quotes. It is our own reader because of one thing libraries do not do: after a quote that never closes it gives up
/// that one line, goes on with the next, and never holds more than <see cref="MaxRowLength"/> characters.
/// </summary>
public sealed class CsvRows : IDisposable
{
    /// <summary>Characters a row may have; a longer one is damage.</summary>
    public const int MaxRowLength = 4 * 1024 * 1024;

    // Enough of a damaged line to find it again.
    private const int KeptOfDamagedLine = 2_000;

    private readonly StreamReader reader;
    private readonly char delimiter;
    private readonly StringBuilder row = new();
    private readonly List<string> cells = [];
    private readonly StringBuilder cell = new();
    private readonly char[] block = new char[16 * 1024];
    private int blockLength;
    private int blockAt;

    // What was read too far while looking for the end of a quote, to be read again.
    private string again = "";
    private int againAt;

    public CsvRows(Stream file, char delimiter = ',')
    {
        var utf8 = (Encoding)new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).Clone();
        utf8.DecoderFallback = new DecoderReplacementFallback(TypedText.Unreadable.ToString());
        reader = new StreamReader(file, utf8, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        this.delimiter = delimiter;
    }

    /// <summary>Every row, from the first line on. A line with nothing in it is no row.</summary>
    public async IAsyncEnumerable<CsvRow> ReadAsync([EnumeratorCancellation] CancellationToken ct = default)
    {
        var number = 0L;
        while (await PeekAsync(ct) >= 0)
        {
            var damage = await ReadRowAsync(ct);
            number++;
            if (damage is null && row.Length == 0)
            {
                continue;
            }

            if (damage is null && cells.Exists(c => c.Contains(TypedText.Unreadable)))
            {
                damage = Phrase.Of("Some letters could not be read. Save the file as UTF-8.");
            }

            yield return new CsvRow(number, [.. cells], damage);
        }
    }

    public void Dispose() => reader.Dispose();

    // Takes one row apart into cells; null when it is sound.
    private async ValueTask<Phrase?> ReadRowAsync(CancellationToken ct)
    {
        row.Clear();
        cells.Clear();
        cell.Clear();
        var (inQuotes, afterQuotes, atStart) = (false, false, true);
        Phrase? damage = null;
        while (true)
        {
            var next = Buffered() ? Take() : await NextAsync(ct);
            if (next < 0 && !inQuotes)
            {
                cells.Add(cell.ToString());
                return damage;
            }

            if (next < 0 || row.Length >= MaxRowLength)
            {
                return await GiveUpLineAsync(ct);
            }

            var sign = (char)next;
            row.Append(sign);
            if (inQuotes)
            {
                if (sign != '"')
                {
                    cell.Append(sign);
                }
                else if (await PeekAsync(ct) == '"')
                {
                    row.Append((char)Take());
                    cell.Append('"');
                }
                else
                {
                    (inQuotes, afterQuotes) = (false, true);
                }
            }
            else if (sign == '"' && atStart)
            {
                (inQuotes, atStart) = (true, false);
            }
            else if (sign == delimiter)
            {
                cells.Add(cell.ToString());
                cell.Clear();
                (afterQuotes, atStart) = (false, true);
            }
            else if (sign is '\n' or '\r')
            {
                if (sign == '\r' && await PeekAsync(ct) == '\n')
                {
                    Take();
                }

                row.Length--;
                cells.Add(cell.ToString());
                return damage;
            }
            else
            {
                if (afterQuotes)
                {
                    damage ??= Phrase.Of("There is text after a closing quote.");
                }

                cell.Append(sign);
                atStart = false;
            }
        }
    }

    // Only the first line is lost: whatever a quote swallowed after it is read again.
    private async ValueTask<Phrase> GiveUpLineAsync(CancellationToken ct)
    {
        var read = row.ToString();
        var end = read.AsSpan().IndexOfAny('\n', '\r');
        var line = end < 0 ? read : read[..end];
        cells.Clear();
        cells.Add(line.Length > KeptOfDamagedLine ? line[..KeptOfDamagedLine] : line);
        if (end >= 0)
        {
            var next = end + (read.AsSpan(end).StartsWith("\r\n") ? 2 : 1);
            (again, againAt) = (string.Concat(read.AsSpan(next), again.AsSpan(againAt)), 0);
        }
        else if (row.Length >= MaxRowLength)
        {
            int sign;
            while ((sign = await NextAsync(ct)) is not ('\n' or '\r' or < 0))
            {
            }

            if (sign == '\r' && await PeekAsync(ct) == '\n')
            {
                Take();
            }

            return Phrase.Of("The row is longer than {0} letters.", MaxRowLength);
        }

        return Phrase.Of("A quote is opened and never closed.");
    }

    private bool Buffered() => againAt < again.Length || blockAt < blockLength;

    private int Take() => againAt < again.Length ? again[againAt++] : block[blockAt++];

    private async ValueTask<int> NextAsync(CancellationToken ct) => await PeekAsync(ct) < 0 ? -1 : Take();

    private async ValueTask<int> PeekAsync(CancellationToken ct)
    {
        if (againAt < again.Length)
        {
            return again[againAt];
        }

        if (blockAt == blockLength)
        {
            (blockAt, blockLength) = (0, await reader.ReadAsync(block, ct));
        }

        return blockLength == 0 ? -1 : block[blockAt];
    }
}
