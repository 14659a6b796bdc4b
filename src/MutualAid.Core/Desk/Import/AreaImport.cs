using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;
using NpgsqlTypes;

namespace MutualAid.Core.Desk.Import;

/// <summary>A feature of the map file that was left out, or kept and worth a second look; numbered from 1.</summary>
public sealed record FeatureNote(int Number, string? Name, Phrase Why);

/// <summary>What became of the features of a map file; every one is kept or left out.</summary>
public sealed record AreaImportReport(
    Guid Id, bool DryRun, int Features, int Added, int Redrawn, int AlreadyHere, int Joined, IReadOnlyList<FeatureNote> Rejected, bool OriginSet)
{
    public int Accepted => Added + Redrawn + AlreadyHere + Joined;
}

/// <summary>Brings in the network's areas from a map (GeoJSON).</summary>
public sealed class AreaImport(MutualAidDb db, TimeProvider time)
{
    /// <summary>
    /// Reads the map and keeps its polygons by name: a new name becomes an area, a known one gets the new border, and the same border changes nothing.
    /// Features of one name are pieces of one area. A network whose map has no middle yet gets it from the areas.
    /// Refuses everybody but coordinators and administrators, and a file that is no map; a feature that is no named polygon is reported instead.
    /// </summary>
    public async Task<Result<AreaImportReport>> RunAsync(
        Actor actor, Stream file, string nameProperty = GeoJsonAreas.DefaultNameProperty, bool dryRun = false, CancellationToken ct = default)
    {
        if (!actor.IsCoordinator && !actor.IsAdministrator)
        {
            return Refusal.NotFound;
        }

        var read = await GeoJsonAreas.ReadAsync(file, nameProperty, ct);
        if (!read.Ok)
        {
            return read.Refusal!;
        }

        var drawn = new Dictionary<string, (string Name, AreaShape Shape)>(StringComparer.OrdinalIgnoreCase);
        var rejected = new List<FeatureNote>();
        foreach (var feature in read.Value)
        {
            if (feature.Shape is null)
            {
                rejected.Add(new FeatureNote(feature.Number, feature.Name, feature.Reason!));
            }
            else
            {
                drawn[feature.Name!] = drawn.TryGetValue(feature.Name!, out var piece)
                    ? (piece.Name, piece.Shape.With(feature.Shape))
                    : (feature.Name!, feature.Shape);
            }
        }

        var now = time.GetUtcNow();
        var network = await db.Networks.SingleAsync(ct);
        var setsOrigin = !network.OriginIsSet && drawn.Count > 0;
        if (setsOrigin)
        {
            var middle = drawn.Values.Select(area => area.Shape.Bounds).Aggregate((box, next) => box.With(next)).Middle;
            network.SetOrigin(middle.Latitude, middle.Longitude);
        }

        var plane = LocalPlane.Around(network.OriginLatitude, network.OriginLongitude);
        if (!plane.Ok)
        {
            return plane.Refusal!;
        }

        var report = await DrawAsync(drawn.Values, plane.Value, now, ct) with
        {
            DryRun = dryRun,
            Features = read.Value.Count,
            Joined = read.Value.Count - rejected.Count - drawn.Count,
            Rejected = rejected,
            OriginSet = setsOrigin,
        };
        if (dryRun)
        {
            db.ChangeTracker.Clear();
            return report;
        }

        db.AuditEntries.Add(AuditEntry.Of(
            actor, Deed.Imported, now, subjectId: report.Id, reason: $"areas: {report.Added} added, {report.Redrawn} redrawn, {rejected.Count} left out"));
        var saved = await db.SaveAsync(ct);
        return saved.Ok ? report : saved.Refusal!;
    }

    private async Task<AreaImportReport> DrawAsync(IEnumerable<(string Name, AreaShape Shape)> drawn, LocalPlane plane, DateTimeOffset now, CancellationToken ct)
    {
        var known = new Dictionary<string, Area>(StringComparer.OrdinalIgnoreCase);
        foreach (var area in await db.Areas.ToListAsync(ct))
        {
            known.TryAdd(area.Name, area);
        }

        var (added, redrawn, alreadyHere) = (0, 0, 0);
        foreach (var (name, shape) in drawn)
        {
            var border = shape.ToGeoJson();
            var point = CentreOf(shape, plane);
            if (!known.TryGetValue(name, out var area))
            {
                db.Areas.Add(Area.Draw(name, border, point, now));
                added++;
            }
            else if (area.Border != border || area.Point != point)
            {
                area.Redraw(border, point);
                redrawn++;
            }
            else
            {
                alreadyHere++;
            }
        }

        return new AreaImportReport(Guid.CreateVersion7(now), false, 0, added, redrawn, alreadyHere, 0, [], false);
    }

    private static NpgsqlPoint CentreOf(AreaShape shape, LocalPlane plane) => Cell.Holding(plane.ToMetres(shape.InsidePoint())).Centre;
}
