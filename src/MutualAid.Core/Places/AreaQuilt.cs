using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Data;

namespace MutualAid.Core.Places;

/// <summary>One area as a patch of the map: its outline as SVG path data, and where its name goes.</summary>
public sealed record QuiltPatch(Guid AreaId, string Path, double LabelX, double LabelY);

/// <summary>The network's areas as one picture. Areas without a border are not in it; a table beside it lists all.</summary>
public sealed record Quilt(string ViewBox, int Width, int Height, IReadOnlyList<QuiltPatch> Patches);

/// <summary>
/// Draws the network's areas from their stored borders. Borders change once a year and are large, so the picture is kept and drawn again
/// only when an area was added, removed or redrawn; that is asked of the database at most every 30 seconds.
/// </summary>
public sealed class AreaQuilt(IServiceScopeFactory scopes, TimeProvider time) : IDisposable
{
    // The map of the mock: units of its viewBox, not of any screen.
    private const int Width = 360;
    private const int MaxHeight = 420;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim drawing = new(1, 1);
    private volatile Drawn? last;

    /// <summary>The picture; null while no area has a border.</summary>
    public async Task<Quilt?> ReadAsync(CancellationToken ct = default)
    {
        if (last is { } fresh && fresh.Until > time.GetUtcNow())
        {
            return fresh.Quilt;
        }

        await drawing.WaitAsync(ct);
        try
        {
            if (last is null || last.Until <= time.GetUtcNow())
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<MutualAidDb>();
                var versions = await db.Areas.AsNoTracking().Where(a => a.Border != null)
                    .OrderBy(a => a.Id).Select(a => new Stamp(a.Id, a.Version)).ToListAsync(ct);
                var quilt = last is not null && last.Versions.SequenceEqual(versions) ? last.Quilt : await DrawAsync(db, ct);
                last = new Drawn(quilt, versions, time.GetUtcNow() + Fresh);
            }

            return last.Quilt;
        }
        finally
        {
            drawing.Release();
        }
    }

    public void Dispose() => drawing.Dispose();

    private static async Task<Quilt?> DrawAsync(MutualAidDb db, CancellationToken ct)
    {
        var borders = await db.Areas.AsNoTracking().Where(a => a.Border != null).OrderBy(a => a.Name).Select(a => new { a.Id, a.Border }).ToListAsync(ct);
        var shapes = borders
            .Select(b => (b.Id, Shape: GeoJsonAreas.ReadBorder(b.Border)))
            .Where(b => b.Shape is not null)
            .Select(b => (b.Id, Shape: b.Shape!))
            .ToList();
        var frame = MapFrame.Around([.. shapes.Select(s => s.Shape)], Width, MaxHeight);
        return frame is null
            ? null
            : new Quilt(frame.ViewBox, frame.Width, frame.Height, [.. shapes.Select(s => Patch(s.Id, s.Shape, frame))]);
    }

    private static QuiltPatch Patch(Guid id, AreaShape shape, MapFrame frame)
    {
        var (x, y) = frame.At(shape.InsidePoint());
        return new QuiltPatch(id, frame.Path(shape), Math.Round(x, 1), Math.Round(y, 1));
    }

    private sealed record Stamp(Guid Id, uint Version);

    private sealed record Drawn(Quilt? Quilt, List<Stamp> Versions, DateTimeOffset Until);
}
