using MutualAid.Core.Common;

namespace MutualAid.Core.Places;

/// <summary>A place on earth in degrees (WGS 84). <see cref="Of"/> is the way in for numbers that somebody typed or sent.</summary>
public readonly record struct GeoPoint(double Latitude, double Longitude)
{
    public bool IsOnEarth => double.IsFinite(Latitude) && double.IsFinite(Longitude) && Math.Abs(Latitude) <= 90 && Math.Abs(Longitude) <= 180;

    /// <summary>Refuses numbers that are not a place on earth: a latitude beyond 90, a longitude beyond 180, or no number at all.</summary>
    public static Result<GeoPoint> Of(double latitude, double longitude)
    {
        var point = new GeoPoint(latitude, longitude);
        return point.IsOnEarth
            ? point
            : Refusal.Invalid("Point", Phrase.Of("A latitude goes from -90 to 90 and a longitude from -180 to 180, in degrees."));
    }
}

/// <summary>The upright box around a shape, in degrees.</summary>
public readonly record struct GeoBounds(double South, double West, double North, double East)
{
    public GeoPoint Middle => new((South + North) / 2, (West + East) / 2);

    public bool Contains(GeoPoint p) => p.Latitude >= South && p.Latitude <= North && p.Longitude >= West && p.Longitude <= East;

    public GeoBounds With(GeoBounds other) =>
        new(Math.Min(South, other.South), Math.Min(West, other.West), Math.Max(North, other.North), Math.Max(East, other.East));

    /// <summary>The box around some points; there has to be one at least.</summary>
    public static GeoBounds Around(IEnumerable<GeoPoint> points) =>
        points.Select(p => new GeoBounds(p.Latitude, p.Longitude, p.Latitude, p.Longitude)).Aggregate((box, p) => box.With(p));
}
