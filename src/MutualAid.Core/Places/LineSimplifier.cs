namespace MutualAid.Core.Places;

/// <summary>Leaves out the corners of a line that nobody would miss (Douglas and Peucker, 1973).</summary>
internal static class LineSimplifier
{
    /// <summary>Keeps the first and last corner and every one without which the line would move by more than the tolerance.</summary>
    public static List<(double X, double Y)> Simplify((double X, double Y)[] line, double tolerance)
    {
        var keep = new bool[line.Length];
        keep[0] = keep[^1] = true;

        // A stack instead of recursion: a border of many thousand corners must not use up the thread's own.
        var stretches = new Stack<(int From, int To)>();
        stretches.Push((0, line.Length - 1));
        while (stretches.TryPop(out var stretch))
        {
            var (farthest, distance) = Farthest(line, stretch.From, stretch.To);
            if (distance > tolerance)
            {
                keep[farthest] = true;
                stretches.Push((stretch.From, farthest));
                stretches.Push((farthest, stretch.To));
            }
        }

        return [.. line.Where((_, i) => keep[i])];
    }

    private static (int Index, double Distance) Farthest((double X, double Y)[] line, int from, int to)
    {
        var (index, distance) = (from, 0.0);
        for (var i = from + 1; i < to; i++)
        {
            var d = Distance(line[from], line[to], line[i]);
            if (d > distance)
            {
                (index, distance) = (i, d);
            }
        }

        return (index, distance);
    }

    // To the straight line between the ends; to the point itself when a closed ring's ends are the same.
    private static double Distance((double X, double Y) a, (double X, double Y) b, (double X, double Y) p)
    {
        var (dx, dy) = (b.X - a.X, b.Y - a.Y);
        var length = double.Hypot(dx, dy);
        return length == 0 ? double.Hypot(p.X - a.X, p.Y - a.Y) : Math.Abs((dx * (p.Y - a.Y)) - (dy * (p.X - a.X))) / length;
    }
}
