namespace MutualAid.Core.Tests.House;

/// <summary>A source file by its path below the repository, with forward slashes.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    public IReadOnlyList<string> Lines { get; } = Text.Split('\n');

    /// <summary>The room of the core that the file lies in, with the folder below it where the table tells them apart; null outside the rooms.</summary>
    public string? Room => Path.Split('/') is ["src", "MutualAid.Core", var room, .., _] parts && parts.Length > 3 ? room : null;
}

/// <summary>The repository's own sources, found from where the tests run.</summary>
internal static class SourceTree
{
    private static readonly Lazy<IReadOnlyList<SourceFile>> Read = new(ReadAll);

    public static IReadOnlyList<SourceFile> Src => Read.Value;

    private static List<SourceFile> ReadAll()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "MutualAid.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        string[] written = [".cs", ".cshtml", ".razor", ".js"];
        var made = new[] { "obj", "bin" };
        return
        [
            .. Directory.EnumerateFiles(Path.Combine(root.FullName, "src"), "*", SearchOption.AllDirectories)
                .Where(path => written.Contains(Path.GetExtension(path)))
                .Select(path => (path, relative: Path.GetRelativePath(root.FullName, path).Replace('\\', '/')))
                .Where(file => !file.relative.Split('/').Any(made.Contains))
                .Select(file => new SourceFile(file.relative, File.ReadAllText(file.path))),
        ];
    }
}
