using System.Globalization;
using System.Text;
using MutualAid.Core.Common;

namespace MutualAid.Core.Places;

/// <summary>
/// The border of an area: one or more polygons in degrees, each an outer ring and the rings of its holes. Every ring is closed
/// (its last position is its first). A shape that exists has passed <see cref="ShapeRules"/>.
/// </summary>
public sealed class AreaShape
{
    // A point this near a border line (about a tenth of a millimetre) lies on it.
    private const double OnLine = 1e-9;

    private readonly GeoPoint[][][] polygons;

    private AreaShape(GeoPoint[][][] polygons)
    {
        this.polygons = polygons;
        Bounds = GeoBounds.Around(polygons.SelectMany(polygon => polygon[0]));
    }

    /// <summary>Polygons, each with its outer ring first and its holes after it.</summary>
    public IReadOnlyList<IReadOnlyList<IReadOnlyList<GeoPoint>>> Polygons => polygons;

    public GeoBounds Bounds { get; }

    /// <summary>Makes a shape of polygons. Refuses, with the reason, what is no polygon: see <see cref="ShapeRules"/>.</summary>
    public static Result<AreaShape> Of(GeoPoint[][][] polygons)
    {
        var wrong = ShapeRules.Look(polygons);
        return wrong is null ? new AreaShape(polygons) : Refusal.Invalid("Border", wrong);
    }

    /// <summary>Whether the place lies inside or on the border. A hole is outside; its edge is inside.</summary>
    public bool Contains(GeoPoint place) => Bounds.Contains(place) && Array.Exists(polygons, polygon => Contains(polygon, place));

    /// <summary>This shape and another one as a single area of several polygons.</summary>
    public AreaShape With(AreaShape other) => new([.. polygons, .. other.polygons]);

    /// <summary>
    /// A place well inside, to put a name or a cell on: of the widest stretches that some level lines have inside the largest polygon,
    /// the middle that is farthest from any border. Unlike the centre of gravity it never falls outside a bent shape or into a hole.
    /// </summary>
    public GeoPoint InsidePoint() => InsidePlace.Of(polygons.MaxBy(polygon => ShapeRules.Size(polygon[0]))!);

    /// <summary>The shape as GeoJSON text of a MultiPolygon (RFC 7946: longitude first), as <see cref="Area.Border"/> keeps it.</summary>
    public string ToGeoJson()
    {
        var json = new StringBuilder("""{"type":"MultiPolygon","coordinates":[""");
        Join(json, polygons, polygon =>
        {
            json.Append('[');
            Join(json, polygon, ring =>
            {
                json.Append('[');
                Join(json, ring, p => json.Append(CultureInfo.InvariantCulture, $"[{p.Longitude:R},{p.Latitude:R}]"));
                json.Append(']');
            });
            json.Append(']');
        });
        return json.Append("]}").ToString();
    }

    // Even-odd: a line to the east crosses the rings an odd number of times from inside.
    private static bool Contains(GeoPoint[][] polygon, GeoPoint place)
    {
        var inside = false;
        foreach (var ring in polygon)
        {
            for (var i = 1; i < ring.Length; i++)
            {
                var (a, b) = (ring[i - 1], ring[i]);
                if (IsOn(a, b, place))
                {
                    return true;
                }

                if (a.Latitude > place.Latitude != b.Latitude > place.Latitude
                    && place.Longitude < a.Longitude + ((b.Longitude - a.Longitude) * (place.Latitude - a.Latitude) / (b.Latitude - a.Latitude)))
                {
                    inside = !inside;
                }
            }
        }

        return inside;
    }

    private static bool IsOn(GeoPoint a, GeoPoint b, GeoPoint p)
    {
        if (p.Latitude < Math.Min(a.Latitude, b.Latitude) - OnLine || p.Latitude > Math.Max(a.Latitude, b.Latitude) + OnLine
            || p.Longitude < Math.Min(a.Longitude, b.Longitude) - OnLine || p.Longitude > Math.Max(a.Longitude, b.Longitude) + OnLine)
        {
            return false;
        }

        var (dx, dy) = (b.Longitude - a.Longitude, b.Latitude - a.Latitude);
        var length = double.Hypot(dx, dy);
        return length <= OnLine || Math.Abs((dx * (p.Latitude - a.Latitude)) - (dy * (p.Longitude - a.Longitude))) / length <= OnLine;
    }

    private static void Join<T>(StringBuilder json, IReadOnlyList<T> items, Action<T> write)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
            {
                json.Append(',');
            }

            write(items[i]);
        }
    }
}
