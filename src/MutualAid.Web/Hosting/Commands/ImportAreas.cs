using MutualAid.Core.Common;
using MutualAid.Core.Desk.Import;
using MutualAid.Core.Places;

namespace MutualAid.Web.Hosting.Commands;

/// <summary><c>import areas</c>: the network's areas from a map.</summary>
public static class ImportAreas
{
    public static Command Command { get; } = new("import areas", "FILE.geojson [--name-property P] [--dry-run]", "brings in the network's areas", RunAsync);

    private static async Task<int> RunAsync(IServiceProvider services, string[] rest, CancellationToken ct)
    {
        var (words, wrong) = ImportWords.Read(rest, ["--name-property"], ["--dry-run"]);
        if (words is null)
        {
            return await ImportWords.RefuseAsync(wrong!, Command.Usage);
        }

        await using var file = ImportFiles.Open(words.File, out var closed);
        if (file is null)
        {
            return await ImportWords.RefuseAsync(closed!);
        }

        await using var scope = services.CreateAsyncScope();
        var result = await scope.ServiceProvider.GetRequiredService<AreaImport>().RunAsync(
            Actor.Operator, file, words.Option("--name-property") ?? GeoJsonAreas.DefaultNameProperty, words.Has("--dry-run"), ct);
        if (!result.Ok)
        {
            return await ImportWords.RefuseAsync(result.Refusal!.Why.ToString());
        }

        await Console.Out.WriteLineAsync(Summary(result.Value));
        return 0;
    }

    private static string Summary(AreaImportReport report)
    {
        var lines = new List<string>
        {
            $"{report.Features} features: {report.Accepted} kept, {report.Rejected.Count} left out.",
            $"  {report.Added} new areas, {report.Redrawn} drawn anew, {report.AlreadyHere} as they were, {report.Joined} joined to an area of the same name.",
        };
        if (report.OriginSet)
        {
            lines.Add("  The middle of the map is now the middle of these areas.");
        }

        lines.AddRange(report.Rejected.Select(note => $"  Feature {note.Number}{(note.Name is null ? "" : $" ({note.Name})")}: {note.Why}"));
        if (report.DryRun)
        {
            lines.Add(ImportWords.NothingKept);
        }

        return string.Join(Environment.NewLine, lines);
    }
}
