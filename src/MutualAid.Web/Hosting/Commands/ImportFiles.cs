using System.Text;
using MutualAid.Core.Desk.Import;

namespace MutualAid.Web.Hosting.Commands;

/// <summary>Opens what an import reads and writes the rows that need a person's eyes.</summary>
internal static class ImportFiles
{
    /// <summary>A path as the person at the terminal meant it: <c>./run</c> starts the app in another folder than it was called from.</summary>
    public static string Full(string path) =>
        Environment.GetEnvironmentVariable("MUTUALAID_CALLED_FROM") is { Length: > 0 } from && Path.IsPathFullyQualified(from) ? Path.GetFullPath(path, from) : path;

    /// <summary>The file to read; or null and the sentence why it cannot be.</summary>
    public static FileStream? Open(string path, out string? why)
    {
        why = null;
        try
        {
            return new FileStream(Full(path), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 81_920, useAsync: true);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            why = $"There is no file {path}.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            why = $"The file {path} cannot be read.";
        }

        return null;
    }
}

/// <summary>
/// A CSV file of rows with the number and reason of each before its own cells; made when the first row comes, and for nobody else to read,
/// because the rows are as private as the list they come from.
/// </summary>
internal sealed class RowFile(string path) : IAsyncDisposable
{
    private StreamWriter? writer;
    private IReadOnlyList<string> header = [];

    public string Path { get; } = ImportFiles.Full(path);

    public bool IsWritten => writer is not null;

    /// <summary>
    /// The sentence why nothing could be written there; null when it can. Asked before an import begins, because the first row that needs it
    /// may come after minutes.
    /// </summary>
    public string? WhyNot()
    {
        try
        {
            var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;
            var trial = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose };
            using var made = new FileStream(System.IO.Path.Combine(folder, $".{Guid.NewGuid():N}"), trial);
            return Directory.Exists(Path) ? $"{Path} is a folder. Name a file: --rejects FILE." : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return $"Rows to look at again would go to {Path}, and nothing can be written there. Name another place: --rejects FILE. Nothing was brought in.";
        }
    }

    public void SetHeader(IReadOnlyList<string> columns) => header = columns;

    public void Write(RowNote note)
    {
        if (writer is null)
        {
            writer = Create();
            writer.Write(CsvLine.Of(["Row", "Reason", .. header]));
        }

        writer.Write(CsvLine.Of([
            note.Row.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), string.Join(' ', note.Why), .. note.Row.Cells]));
    }

    public async ValueTask DisposeAsync()
    {
        if (writer is not null)
        {
            await writer.DisposeAsync();
        }
    }

    private StreamWriter Create()
    {
        // An older file may be open to others; it makes way for a new one.
        File.Delete(Path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        // With the mark, because spreadsheets take a file without it for another encoding.
        return new StreamWriter(Path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), options);
    }
}
