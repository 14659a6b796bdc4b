using NpgsqlTypes;

namespace MutualAid.Core.Places;

/// <summary>
/// A named part of town, drawn or imported by the network. It is as much as anybody but the agreed helper learns of where a need is.
/// An area may have no border (a place name from a list); then nothing is found inside it by its point.
/// </summary>
public sealed class Area
{
    public const int NameMaxLength = 120;

    private Area()
    {
    }

    public Guid Id { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>The border as GeoJSON text of a MultiPolygon in degrees, null when there is none.</summary>
    public string? Border { get; private set; }

    /// <summary>Centre of the cell that stands for the area, in metres of the network's plane; null without a border or a point.</summary>
    public NpgsqlPoint? Point { get; private set; }

    public uint Version { get; private set; }

    public static Area Draw(string name, string? border, NpgsqlPoint? point, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), Name = name, Border = border, Point = point };

    /// <summary>Gives the area a new border and centre, such as when it is imported again.</summary>
    public void Redraw(string? border, NpgsqlPoint? point) => (Border, Point) = (border, point);
}
