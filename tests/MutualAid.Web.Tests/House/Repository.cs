namespace MutualAid.Web.Tests.House;

/// <summary>The source tree the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string WebRoot { get; } = Path.Combine(Root, "src", "MutualAid.Web", "wwwroot");

    /// <summary>Source files under src with one of the endings, as a short name and their text.</summary>
    public static IEnumerable<(string Name, string Text)> Sources(params string[] endings) =>
        Directory.EnumerateFiles(Path.Combine(Root, "src"), "*", SearchOption.AllDirectories)
            .Where(file => endings.Any(e => file.EndsWith(e, StringComparison.Ordinal)))
            .Select(file => Path.GetRelativePath(Root, file))
            .Where(name => !name.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "Migrations"))
            .Order(StringComparer.Ordinal)
            .Select(name => (name, File.ReadAllText(Path.Combine(Root, name))));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MutualAid.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside their repository.");
        }

        return folder.FullName;
    }
}
