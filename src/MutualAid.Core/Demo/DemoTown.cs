using MutualAid.Core.Places;
using NpgsqlTypes;

namespace MutualAid.Core.Demo;

/// <summary>Millbrook on the map: nine areas that fit together like a quilt, around a place where no town is.</summary>
internal sealed class DemoTown
{
    public const double Latitude = 52.0;
    public const double Longitude = -1.5;

    // The town is drawn on a sheet of 360 by 320 squares, 15 metres to a square; its middle is the network's zero.
    private const double MetresPerSquare = 15;
    private const double MiddleX = 180;
    private const double MiddleY = 160;

    private static readonly (string Name, string Street, int[] Corners)[] Drawn =
    [
        ("The Terraces", "Chapel Terrace", [14, 20, 118, 12, 132, 96, 92, 128, 18, 118]),
        ("Canal Side", "Weavers Row", [118, 12, 236, 18, 228, 84, 132, 96]),
        ("Orchard Hill", "Pippin Lane", [236, 18, 346, 26, 350, 116, 262, 124, 228, 84]),
        ("Millgate", "Old Dye Yard", [132, 96, 228, 84, 262, 124, 236, 186, 150, 176]),
        ("Station", "Signal Street", [18, 118, 92, 128, 104, 214, 12, 222]),
        ("Market", "Bell Court", [92, 128, 132, 96, 150, 176, 168, 236, 104, 214]),
        ("Elm Park", "Long Elms", [262, 124, 350, 116, 346, 298, 262, 308, 268, 232, 236, 186]),
        ("Riverside", "Ferry Walk", [104, 214, 168, 236, 176, 306, 24, 300, 12, 222]),
        ("Lower Mill", "Millrace Road", [150, 176, 236, 186, 268, 232, 262, 308, 176, 306, 168, 236]),
    ];

    private readonly Dictionary<string, Quarter> quarters;
    private readonly Random chance;
    private readonly LocalPlane plane;

    public DemoTown(Random chance, DateTimeOffset now)
    {
        this.chance = chance;
        plane = LocalPlane.Around(Latitude, Longitude).Value;
        quarters = Drawn.ToDictionary(d => d.Name, d => Draw(d.Name, d.Street, d.Corners, now), StringComparer.Ordinal);
    }

    public IEnumerable<Area> Areas => quarters.Values.Select(q => q.Area);

    public Guid IdOf(string area) => quarters[area].Area.Id;

    /// <summary>The cell of some home in the area. Only the cell is kept; the home was never anywhere.</summary>
    public NpgsqlPoint SomeHome(string area)
    {
        var shape = quarters[area].Shape;
        while (true)
        {
            var place = new GeoPoint(
                shape.Bounds.South + (chance.NextDouble() * (shape.Bounds.North - shape.Bounds.South)),
                shape.Bounds.West + (chance.NextDouble() * (shape.Bounds.East - shape.Bounds.West)));
            if (shape.Contains(place))
            {
                return CellOf(place);
            }
        }
    }

    /// <summary>An address in the area's one named street.</summary>
    public string SomeAddress(string area) => $"Flat {chance.Next(1, 13)}, {chance.Next(2, 60)} {quarters[area].Street}";

    private Quarter Draw(string name, string street, int[] corners, DateTimeOffset now)
    {
        // Neighbouring areas share their corners, so equal squares have to become equal degrees.
        var ring = corners.Chunk(2).Append([corners[0], corners[1]]).Select(c => Degrees(c[0], c[1])).ToArray();
        var shape = AreaShape.Of([[ring]]).Value;
        return new Quarter(Area.Draw(name, shape.ToGeoJson(), CellOf(shape.InsidePoint()), now), shape, street);
    }

    private GeoPoint Degrees(int x, int y)
    {
        var place = plane.ToDegrees(new NpgsqlPoint((x - MiddleX) * MetresPerSquare, (MiddleY - y) * MetresPerSquare));
        return new GeoPoint(Math.Round(place.Latitude, 6), Math.Round(place.Longitude, 6));
    }

    private NpgsqlPoint CellOf(GeoPoint place) => Cell.Holding(plane.ToMetres(place)).Centre;

    private sealed record Quarter(Area Area, AreaShape Shape, string Street);
}
