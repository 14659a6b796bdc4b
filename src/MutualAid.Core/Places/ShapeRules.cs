using MutualAid.Core.Common;

namespace MutualAid.Core.Places;

/// <summary>What makes polygons a usable border: rings closed, of four positions at least, on earth, with some size, and not crossing themselves.</summary>
internal static class ShapeRules
{
    /// <summary>More positions than the borders of a whole country need; a file with more is not a map of neighbourhoods.</summary>
    public const int MaxPositions = 200_000;

    // Square degrees: about a hundredth of a square metre.
    private const double NoSize = 1e-12;

    /// <summary>The first thing that is wrong, or null.</summary>
    public static Phrase? Look(GeoPoint[][][] polygons)
    {
        if (polygons.Length == 0 || Array.Exists(polygons, polygon => polygon.Length == 0))
        {
            return Phrase.Of("The border has no ring.");
        }

        if (polygons.Sum(polygon => polygon.Sum(ring => (long)ring.Length)) > MaxPositions)
        {
            return Phrase.Of("The border has more than {0} positions.", MaxPositions);
        }

        return polygons.SelectMany(polygon => polygon).Select(Look).FirstOrDefault(wrong => wrong is not null);
    }

    /// <summary>The size of a ring in square degrees, whichever way round it goes.</summary>
    public static double Size(GeoPoint[] ring)
    {
        // Measured from the first position, so that small rings far from zero keep their digits.
        var twice = 0.0;
        for (var i = 1; i < ring.Length; i++)
        {
            var (ax, ay) = (ring[i - 1].Longitude - ring[0].Longitude, ring[i - 1].Latitude - ring[0].Latitude);
            var (bx, by) = (ring[i].Longitude - ring[0].Longitude, ring[i].Latitude - ring[0].Latitude);
            twice += (ax * by) - (bx * ay);
        }

        return Math.Abs(twice) / 2;
    }

    private static Phrase? Look(GeoPoint[] ring)
    {
        if (ring.Length < 4)
        {
            return Phrase.Of("A ring of the border has {0} positions. It takes 4 at least.", ring.Length);
        }

        if (Array.Exists(ring, p => !p.IsOnEarth))
        {
            return Phrase.Of("A position of the border is not on earth. It takes degrees, longitude first (WGS 84).");
        }

        if (ring[0] != ring[^1])
        {
            return Phrase.Of("A ring of the border is not closed: it does not end where it began.");
        }

        if (Size(ring) < NoSize)
        {
            return Phrase.Of("A ring of the border has no size.");
        }

        return CrossesItself(ring) ? Phrase.Of("A ring of the border crosses itself.") : null;
    }

    // Touching is allowed (real borders do it); passing through to the other side is not.
    // Lines are taken from west to east, so that each is compared only with those it can meet.
    private static bool CrossesItself(GeoPoint[] ring)
    {
        var lines = Enumerable.Range(1, ring.Length - 1)
            .Select(i => (From: ring[i - 1], To: ring[i], West: Math.Min(ring[i - 1].Longitude, ring[i].Longitude), East: Math.Max(ring[i - 1].Longitude, ring[i].Longitude)))
            .OrderBy(line => line.West)
            .ToArray();
        for (var i = 0; i < lines.Length; i++)
        {
            for (var j = i + 1; j < lines.Length && lines[j].West <= lines[i].East; j++)
            {
                if (Cross(lines[i].From, lines[i].To, lines[j].From, lines[j].To))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Cross(GeoPoint a, GeoPoint b, GeoPoint c, GeoPoint d) =>
        Side(a, b, c) * Side(a, b, d) < 0 && Side(c, d, a) * Side(c, d, b) < 0;

    private static int Side(GeoPoint a, GeoPoint b, GeoPoint p) => Math.Sign(
        ((b.Longitude - a.Longitude) * (p.Latitude - a.Latitude)) - ((b.Latitude - a.Latitude) * (p.Longitude - a.Longitude)));
}
