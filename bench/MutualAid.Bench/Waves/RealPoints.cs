using System.Globalization;
using MutualAid.Core.Desk.Import;
using MutualAid.Core.Places;
using NpgsqlTypes;

namespace MutualAid.Bench.Waves;

/// <summary>
/// Real places for made needs to lie on, from a folder laid out like shared/data: reports of needs in Haiti in 2010, community gardens in Seattle.
/// Of each the 20 by 20 km with the most points are taken. No word of the files is read but the code of what is needed and the place.
/// </summary>
public static class RealPoints
{
    public static IReadOnlyList<(string Name, string File, string Latitude, string Longitude, string? Codes)> Sets { get; } =
    [
        ("Haiti reports", Path.Combine("haiti-reports", "haiti_reports_part1.csv"), "LATITUDE", "LONGITUDE", "CATEGORY"),
        ("Seattle gardens", Path.Combine("areas", "seattle_ppatch.csv"), "latitude", "longitude", null),
    ];

    /// <summary>The points of a set in metres of the square; empty when the folder does not hold it.</summary>
    public static async Task<IReadOnlyList<NpgsqlPoint>> ReadAsync(string? directory, string file, string latitude, string longitude, string? codes, CancellationToken ct)
    {
        var path = directory is null ? null : Path.Combine(directory, file);
        if (path is null || !File.Exists(path))
        {
            return [];
        }

        using var rows = new CsvRows(File.OpenRead(path));
        var (columns, places) = (new List<string>(), new List<GeoPoint>());
        await foreach (var row in rows.ReadAsync(ct))
        {
            if (columns.Count == 0)
            {
                columns = [.. row.Cells];
                continue;
            }

            if (row.Damage is null && Number(row, columns.IndexOf(latitude)) is { } north && Number(row, columns.IndexOf(longitude)) is { } east
                && GeoPoint.Of(north, east) is { Ok: true } place && (codes is null || IsNeed(row.Cells[columns.IndexOf(codes)])))
            {
                places.Add(place.Value);
            }
        }

        return Densest(places);
    }

    // The codes 1, 2, 3 and 4e with all below them say that something is needed (shared/data/README.md).
    private static bool IsNeed(string category) =>
        category.Split(',', StringSplitOptions.TrimEntries).Any(code => code.StartsWith("4e", StringComparison.Ordinal) || (code.Length > 0 && code[0] is '1' or '2' or '3'));

    private static double? Number(CsvRow row, int column) =>
        column >= 0 && column < row.Cells.Count && double.TryParse(row.Cells[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static List<NpgsqlPoint> Densest(List<GeoPoint> places)
    {
        if (places.Count == 0)
        {
            return [];
        }

        var middle = new GeoPoint(places.Select(p => p.Latitude).Order().ElementAt(places.Count / 2), places.Select(p => p.Longitude).Order().ElementAt(places.Count / 2));
        var plane = LocalPlane.Around(middle.Latitude, middle.Longitude).Value;
        var metres = places.Select(plane.ToMetres).ToList();

        // Each point is tried as the middle of the square.
        var best = metres.MaxBy(c => metres.Count(p => IsIn(p, c)));
        return [.. metres.Where(p => IsIn(p, best)).Select(p => new NpgsqlPoint(p.X - best.X + (WaveTown.Side / 2), p.Y - best.Y + (WaveTown.Side / 2)))];
    }

    private static bool IsIn(NpgsqlPoint point, NpgsqlPoint middle) =>
        Math.Abs(point.X - middle.X) < WaveTown.Side / 2 && Math.Abs(point.Y - middle.Y) < WaveTown.Side / 2;
}
