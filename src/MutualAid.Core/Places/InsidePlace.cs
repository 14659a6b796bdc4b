namespace MutualAid.Core.Places;

/// <summary>Finds a place well inside a polygon; see <see cref="AreaShape.InsidePoint"/>.</summary>
internal static class InsidePlace
{
    // Level lines through the polygon. More would move the place by less than a label's height.
    private const int Levels = 24;

    public static GeoPoint Of(GeoPoint[][] polygon)
    {
        var bounds = GeoBounds.Around(polygon[0]);
        var (best, room) = (polygon[0][0], -1.0);
        for (var level = 1; level <= Levels; level++)
        {
            var latitude = bounds.South + ((bounds.North - bounds.South) * level / (Levels + 1));
            var crossings = Crossings(polygon, latitude);
            for (var i = 1; i < crossings.Count; i += 2)
            {
                var middle = new GeoPoint(latitude, (crossings[i - 1] + crossings[i]) / 2);
                var distance = ToBorder(polygon, middle);
                if (distance > room)
                {
                    (best, room) = (middle, distance);
                }
            }
        }

        return best;
    }

    // Where the level line enters and leaves, from west to east.
    private static List<double> Crossings(GeoPoint[][] polygon, double latitude)
    {
        var crossings = new List<double>();
        foreach (var ring in polygon)
        {
            for (var i = 1; i < ring.Length; i++)
            {
                var (a, b) = (ring[i - 1], ring[i]);
                if (a.Latitude > latitude != b.Latitude > latitude)
                {
                    crossings.Add(a.Longitude + ((b.Longitude - a.Longitude) * (latitude - a.Latitude) / (b.Latitude - a.Latitude)));
                }
            }
        }

        crossings.Sort();
        return crossings;
    }

    private static double ToBorder(GeoPoint[][] polygon, GeoPoint place)
    {
        // A degree of longitude is shorter than one of latitude by this much; without it "farthest" would lean east and west.
        var shrink = Math.Cos(place.Latitude * Math.PI / 180);
        var nearest = double.MaxValue;
        foreach (var ring in polygon)
        {
            for (var i = 1; i < ring.Length; i++)
            {
                nearest = Math.Min(nearest, ToLine(ring[i - 1], ring[i], place, shrink));
            }
        }

        return nearest;
    }

    private static double ToLine(GeoPoint a, GeoPoint b, GeoPoint p, double shrink)
    {
        var (dx, dy) = ((b.Longitude - a.Longitude) * shrink, b.Latitude - a.Latitude);
        var (px, py) = ((p.Longitude - a.Longitude) * shrink, p.Latitude - a.Latitude);
        var squared = (dx * dx) + (dy * dy);
        var along = squared == 0 ? 0 : Math.Clamp(((px * dx) + (py * dy)) / squared, 0, 1);
        return double.Hypot(px - (along * dx), py - (along * dy));
    }
}
