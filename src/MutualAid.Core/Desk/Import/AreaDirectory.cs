using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Data;
using MutualAid.Core.Places;
using NpgsqlTypes;

namespace MutualAid.Core.Desk.Import;

/// <summary>The network's areas while rows come in: by name, by border, and the new ones that the rows name.</summary>
internal sealed class AreaDirectory
{
    private readonly MutualAidDb db;
    private readonly Dictionary<string, Area> byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Guid, Area> byId = [];
    private readonly AreaIndex borders;

    private AreaDirectory(MutualAidDb db, List<Area> areas)
    {
        this.db = db;
        areas.ForEach(Keep);
        borders = new AreaIndex(areas.Select(area => (area.Id, Shape: GeoJsonAreas.ReadBorder(area.Border))).Where(area => area.Shape is not null).Select(area => (area.Id, area.Shape!)));
    }

    /// <summary>How many areas were made for names that nobody had drawn.</summary>
    public int Made { get; private set; }

    public bool HasBorders => !borders.IsEmpty;

    public static async Task<AreaDirectory> OpenAsync(MutualAidDb db, CancellationToken ct) =>
        new(db, await db.Areas.AsNoTracking().OrderBy(area => area.Name).ToListAsync(ct));

    /// <summary>The area of the name, made without a border when there is none and <paramref name="create"/> says so.</summary>
    public Guid? ByName(string name, bool create, DateTimeOffset now)
    {
        if (byName.TryGetValue(Key(name), out var known))
        {
            return known.Id;
        }

        if (!create)
        {
            return null;
        }

        var area = Area.Draw(name, null, null, now);
        db.Areas.Add(area);
        Keep(area);
        Made++;
        return area.Id;
    }

    /// <summary>
    /// The area that holds the exact place. An area is what everybody may know of a need; it is found before the place is made coarse,
    /// because the coordinator of the wrong side of a border helps nobody.
    /// </summary>
    public Guid? Holding(GeoPoint place) => borders.Holding(place);

    /// <summary>The centre of the cell that stands for the area.</summary>
    public NpgsqlPoint? PointOf(Guid? areaId) => areaId is { } id ? byId[id].Point : null;

    private void Keep(Area area)
    {
        byName.TryAdd(Key(area.Name), area);
        byId[area.Id] = area;
    }

    private static string Key(string name) => string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
