using System.Text;

namespace MutualAid.Core.Desk.Import;

/// <summary>The one way this system writes CSV: RFC 4180, and no cell that a spreadsheet would run (security.md, T13).</summary>
public static class CsvLine
{
    /// <summary>The cells as one line, with CRLF at its end. A cell that starts like a formula gets a leading apostrophe.</summary>
    public static string Of(IEnumerable<string> cells)
    {
        var line = new StringBuilder();
        foreach (var cell in cells)
        {
            line.Append(line.Length == 0 ? "" : ",").Append(Cell(cell));
        }

        return line.Append("\r\n").ToString();
    }

    // Always quoted, so that an empty first cell cannot be mistaken for no cell.
    private static string Cell(string text)
    {
        var safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;
        return "\"" + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }
}
