using System.Globalization;
using NpgsqlTypes;

namespace MutualAid.Core.Places;

/// <summary>
/// One square of the fixed 1 km grid over the local plane: the finest place that lists, maps, matching and distances ever use.
/// It is never jittered, because the average of many jittered points is the address (domain.md, "Location").
/// </summary>
public readonly record struct Cell(int East, int North)
{
    /// <summary>Width of a square in metres.</summary>
    public const int Size = 1_000;

    public NpgsqlPoint Centre => new((East + 0.5) * Size, (North + 0.5) * Size);

    /// <summary>The square that holds a point of the plane; the south and west edges belong to it.</summary>
    public static Cell Holding(NpgsqlPoint metres) => new((int)Math.Floor(metres.X / Size), (int)Math.Floor(metres.Y / Size));

    /// <summary>Every square whose centre is at most <paramref name="metres"/> from a point of the plane.</summary>
    public static IEnumerable<Cell> Around(NpgsqlPoint point, double metres)
    {
        var (first, last) = (Holding(new(point.X - metres, point.Y - metres)), Holding(new(point.X + metres, point.Y + metres)));
        for (var east = first.East; east <= last.East; east++)
        {
            for (var north = first.North; north <= last.North; north++)
            {
                var cell = new Cell(east, north);
                if (double.Hypot(cell.Centre.X - point.X, cell.Centre.Y - point.Y) <= metres)
                {
                    yield return cell;
                }
            }
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{East},{North}");

    /// <summary>Reads back what <see cref="ToString"/> wrote; null for anything else.</summary>
    public static Cell? Parse(string? text)
    {
        var numbers = text?.Split(',') ?? [];
        return numbers.Length == 2
            && int.TryParse(numbers[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var east)
            && int.TryParse(numbers[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var north)
                ? new Cell(east, north)
                : null;
    }
}
