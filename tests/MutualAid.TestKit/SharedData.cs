using Xunit;

namespace MutualAid.TestKit;

/// <summary>Real data that lies beside the repository and not in it: the folder ../shared/data, or MUTUALAID_SHARED_DATA.</summary>
public static class SharedData
{
    private static readonly Lazy<string?> Root = new(Find);

    public static bool IsHere => Root.Value is not null;

    public static string File(string path) => Path.Combine(Root.Value!, path);

    /// <summary>The root of the repository, where the shipped examples are.</summary>
    public static string Repository { get; } = Above("MutualAid.sln") ?? throw new InvalidOperationException("The tests run outside the repository.");

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("MUTUALAID_SHARED_DATA") is { Length: > 0 } given)
        {
            return Directory.Exists(given) ? given : null;
        }

        var beside = Above(Path.Combine("shared", "data", "README.md"));
        return beside is null ? null : Path.Combine(beside, "shared", "data");
    }

    private static string? Above(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, file)))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}

/// <summary>A fact about the shared data; skipped by name where that is absent.</summary>
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute()
    {
        if (!SharedData.IsHere)
        {
            Skip = "The shared data is not beside this clone.";
        }
    }
}
