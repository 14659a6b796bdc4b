using System.Globalization;
using System.Text;

namespace MutualAid.Core.Places;

/// <summary>
/// The picture of the network's areas: turns degrees into the units of an SVG viewBox, north up and true to shape, and draws borders
/// as path data with no more corners than can be seen.
/// </summary>
public sealed class MapFrame
{
    // A corner that moves a line by less than this many units is left out.
    private const double Tolerance = 0.6;

    private readonly GeoBounds bounds;
    private readonly double scale;
    private readonly double shrink;
    private readonly double margin;

    private MapFrame(GeoBounds bounds, double scale, double shrink, double margin, int width, int height) =>
        (this.bounds, this.scale, this.shrink, this.margin, Width, Height) = (bounds, scale, shrink, margin, width, height);

    public int Width { get; }

    public int Height { get; }

    public string ViewBox => string.Create(CultureInfo.InvariantCulture, $"0 0 {Width} {Height}");

    /// <summary>The frame that shows all shapes within a width and at most a height, with a margin, all in SVG units. Null when there is nothing to show.</summary>
    public static MapFrame? Around(IReadOnlyCollection<AreaShape> shapes, int width, int maxHeight, int margin = 4)
    {
        if (shapes.Count == 0)
        {
            return null;
        }

        var bounds = shapes.Select(shape => shape.Bounds).Aggregate((box, next) => box.With(next));
        var shrink = Math.Cos(bounds.Middle.Latitude * Math.PI / 180);
        var (wide, high) = ((bounds.East - bounds.West) * shrink, bounds.North - bounds.South);
        var scale = Math.Min((width - (2 * margin)) / wide, (maxHeight - (2 * margin)) / high);
        return new MapFrame(
            bounds, scale, shrink, margin, (int)Math.Ceiling((wide * scale) + (2 * margin)), (int)Math.Ceiling((high * scale) + (2 * margin)));
    }

    /// <summary>Where a place lies in the picture, in SVG units.</summary>
    public (double X, double Y) At(GeoPoint place) =>
        (margin + ((place.Longitude - bounds.West) * shrink * scale), margin + ((bounds.North - place.Latitude) * scale));

    /// <summary>The shape as SVG path data; fill it with the even-odd rule, so that holes stay holes.</summary>
    public string Path(AreaShape shape)
    {
        var path = new StringBuilder();
        foreach (var ring in shape.Polygons.SelectMany(polygon => polygon))
        {
            var corners = LineSimplifier.Simplify([.. ring.Select(At)], Tolerance);
            if (corners.Count < 4)
            {
                // Too small to see at this size.
                continue;
            }

            for (var i = 0; i < corners.Count - 1; i++)
            {
                path.Append(i == 0 ? 'M' : 'L').Append(CultureInfo.InvariantCulture, $"{corners[i].X:0.#} {corners[i].Y:0.#}");
            }

            path.Append('Z');
        }

        return path.ToString();
    }
}
