using System.Globalization;

namespace MutualAid.Bench;

/// <summary>A table of things measured on two sides, each with its ratio beside the limit it has to keep.</summary>
public sealed class Report(string what, string left, string right, double limit, string unit = "ms")
{
    private readonly List<(string Name, double Left, double Right)> rows = [];

    /// <summary>Whether anything was measured and every ratio kept the limit.</summary>
    public bool Met => rows.Count > 0 && rows.TrueForAll(Keeps);

    public void Add(string name, double leftValue, double rightValue) => rows.Add((name, leftValue, rightValue));

    public async Task PrintAsync(TextWriter output)
    {
        var width = rows.Select(r => r.Name.Length).Append(what.Length).Max();
        await output.WriteLineAsync($"{what.PadRight(width)}  {left,14}  {right,14}  {"ratio",6}  at most");
        foreach (var row in rows)
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Name.PadRight(width)}  {$"{row.Left:0.0} {unit}",14}  {$"{row.Right:0.0} {unit}",14}  {row.Right / row.Left,6:0.00}  {limit:0.##}{(Keeps(row) ? "" : "  TOO MUCH")}"));
        }
    }

    private bool Keeps((string Name, double Left, double Right) row) => row.Right <= limit * row.Left;
}
