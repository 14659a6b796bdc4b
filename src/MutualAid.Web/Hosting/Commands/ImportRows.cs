using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Desk.Import;

namespace MutualAid.Web.Hosting.Commands;

/// <summary><c>import needs</c> and <c>import offers</c>: a list from elsewhere, through a mapping (docs/import.md).</summary>
public static class ImportRows
{
    private const string Takes = "FILE.csv --map MAP.json [--dry-run] [--rejects FILE] [--flags FILE]";

    public static Command Needs { get; } = new("import needs", Takes, "brings in a list of needs", (services, rest, ct) => RunAsync<NeedImport>("needs", services, rest, ct));

    public static Command Offers { get; } = new("import offers", Takes, "brings in a list of offers", (services, rest, ct) => RunAsync<OfferImport>("offers", services, rest, ct));

    private static async Task<int> RunAsync<T>(string what, IServiceProvider services, string[] rest, CancellationToken ct)
        where T : RowImport
    {
        var usage = $"./run import {what} {Takes}";
        var (words, wrong) = ImportWords.Read(rest, ["--map", "--rejects", "--flags"], ["--dry-run"]);
        if (words?.Option("--map") is not { } map)
        {
            return await ImportWords.RefuseAsync(wrong ?? "Say how the columns are meant: --map MAP.json.", usage);
        }

        await using var scope = services.CreateAsyncScope();
        var mapping = await MappingAsync(scope.ServiceProvider, map, ct);
        await using var file = ImportFiles.Open(words.File, out var closed);
        if (!mapping.Ok || file is null)
        {
            return await ImportWords.RefuseAsync(closed ?? mapping.Refusal!.Why.ToString());
        }

        // Both lie together: beside the list, or where the person said when the list's own folder cannot be written to.
        var beside = words.Option("--rejects") is { } chosen ? Path.Combine(Path.GetDirectoryName(chosen) ?? "", Path.GetFileName(words.File)) : words.File;
        await using var rejects = new RowFile(words.Option("--rejects") ?? beside + ".rejects.csv");
        await using var flags = new RowFile(words.Option("--flags") ?? beside + ".flags.csv");
        if ((rejects.WhyNot() ?? flags.WhyNot()) is { } notThere)
        {
            return await ImportWords.RefuseAsync(notThere);
        }

        var progress = new TerminalProgress(file);
        var options = new ImportOptions
        {
            DryRun = words.Has("--dry-run"),
            Progress = progress,
            OnHeader = columns =>
            {
                rejects.SetHeader(columns);
                flags.SetHeader(columns);
            },
            OnRejected = rejects.Write,
            OnFlagged = flags.Write,
        };
        Result<ImportReport> result;
        try
        {
            result = await scope.ServiceProvider.GetRequiredService<T>().RunAsync(Actor.Operator, file, mapping.Value, options, ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return await ImportWords.RefuseAsync($"A file could not be read or written, and nothing was kept. The rows to look at go to {rejects.Path} and {flags.Path}; --rejects and --flags name other places.");
        }
        finally
        {
            progress.End();
        }

        if (!result.Ok)
        {
            return await ImportWords.RefuseAsync(result.Refusal!.Why.ToString());
        }

        await Console.Out.WriteLineAsync(Summary(result.Value, what, rejects, flags));
        return 0;
    }

    private static async Task<Result<ImportMapping>> MappingAsync(IServiceProvider services, string path, CancellationToken ct)
    {
        await using var file = ImportFiles.Open(path, out var why);
        if (file is null)
        {
            return Refusal.Invalid("Map", new Phrase(why!));
        }

        var kinds = await services.GetRequiredService<MutualAidDb>().HelpKinds.Select(kind => kind.Id).ToListAsync(ct);
        return await MappingFile.ReadAsync(file, kinds.ToHashSet(), ct);
    }

    // Reasons are counted by their sentence; what a row says stays in the files.
    private static string Summary(ImportReport report, string what, RowFile rejects, RowFile flags)
    {
        var lines = new List<string>
        {
            $"{report.Rows} rows: {report.Accepted} accepted, {report.Rejected} left out.",
            $"  {report.Added} rows are new and made {report.Made} {what}; {report.AlreadyHere} had come in before.",
        };
        if (report.AreasMade > 0)
        {
            lines.Add($"  {report.AreasMade} new areas without a border.");
        }

        AddReasons(lines, "Left out", report.Reasons, rejects);
        AddReasons(lines, "To look at again", report.Flags, flags);
        if (report.DryRun)
        {
            lines.Add(ImportWords.NothingKept);
        }

        return string.Join(Environment.NewLine, lines);
    }

    private static void AddReasons(List<string> lines, string title, IReadOnlyList<ReasonCount> reasons, RowFile file)
    {
        if (reasons.Count == 0)
        {
            return;
        }

        lines.Add($"{title} (every row with its reason is in {file.Path}):");
        lines.AddRange(reasons.Select(reason => $"  {reason.Rows,7} × {WithoutValues(reason.Why)} First in row {reason.FirstRow}."));
    }

    private static string WithoutValues(Phrase why) =>
        new Phrase(why.Text, [.. why.Values.Select(value => value is string ? "…" : value)]).ToString();

    /// <summary>One line that counts, on a terminal only: a log would fill up with it.</summary>
    private sealed class TerminalProgress(FileStream file) : IProgress<ImportProgress>
    {
        private readonly bool shows = !Console.IsErrorRedirected;

        public void Report(ImportProgress value)
        {
            if (shows)
            {
                Console.Error.Write($"\r{value.Rows} rows read, {value.Rejected} left out ({(file.Length == 0 ? 100 : file.Position * 100 / file.Length)} %)   ");
            }
        }

        public void End()
        {
            if (shows)
            {
                Console.Error.WriteLine();
            }
        }
    }
}
