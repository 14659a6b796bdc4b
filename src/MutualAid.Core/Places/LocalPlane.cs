using MutualAid.Core.Common;
using NpgsqlTypes;

namespace MutualAid.Core.Places;

/// <summary>
/// The network's own flat map: metres east (x) and north (y) of its origin. An equirectangular projection, which for the size of a town
/// or a county is true to a few parts in a thousand; all of matching, distances and cells is measured on it.
/// </summary>
public sealed class LocalPlane
{
    /// <summary>Mean radius of the earth in metres (IUGG).</summary>
    private const double EarthRadius = 6_371_008.8;

    private const double MetresPerDegree = EarthRadius * Math.PI / 180;

    // Nearer to a pole a degree of longitude shrinks to nothing, and east stops meaning anything.
    public const double MaxOriginLatitude = 85;

    private readonly double metresPerDegreeEast;

    private LocalPlane(GeoPoint origin)
    {
        Origin = origin;
        metresPerDegreeEast = MetresPerDegree * Math.Cos(origin.Latitude * Math.PI / 180);
    }

    public GeoPoint Origin { get; }

    /// <summary>The plane around an origin in degrees. Refuses what is not a place on earth, and places within five degrees of a pole.</summary>
    public static Result<LocalPlane> Around(double latitude, double longitude)
    {
        var origin = GeoPoint.Of(latitude, longitude);
        if (!origin.Ok)
        {
            return origin.Refusal!;
        }

        return Math.Abs(latitude) > MaxOriginLatitude
            ? Refusal.Invalid("Origin", Phrase.Of("The middle of the map is too near a pole to measure from."))
            : new LocalPlane(origin.Value);
    }

    /// <summary>The place in metres of the plane. Goes the short way round where the network lies on the date line.</summary>
    public NpgsqlPoint ToMetres(GeoPoint place) =>
        new(AcrossDateLine(place.Longitude - Origin.Longitude) * metresPerDegreeEast, (place.Latitude - Origin.Latitude) * MetresPerDegree);

    /// <summary>The place in degrees of a point of the plane.</summary>
    public GeoPoint ToDegrees(NpgsqlPoint metres) =>
        new(Origin.Latitude + (metres.Y / MetresPerDegree), AcrossDateLine(Origin.Longitude + (metres.X / metresPerDegreeEast)));

    private static double AcrossDateLine(double degrees) => degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees;
}
