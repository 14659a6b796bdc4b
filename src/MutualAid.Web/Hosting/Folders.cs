namespace MutualAid.Web.Hosting;

/// <summary>Where this process keeps what is not in the database.</summary>
public static class Folders
{
    /// <summary>The clone's .local folder when started from a clone, else one beside the app.</summary>
    public static string Local(string contentRoot)
    {
        for (var at = new DirectoryInfo(contentRoot); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "MutualAid.sln")))
            {
                return Path.Combine(at.FullName, ".local");
            }
        }

        return Path.Combine(contentRoot, ".local");
    }

    /// <summary>The folder of the keys: never in the database or its backups.</summary>
    public static string Keys(IConfiguration configuration, string contentRoot) =>
        configuration["Keys:Directory"] is { Length: > 0 } given ? Path.GetFullPath(given) : Path.Combine(Local(contentRoot), "keys");

    /// <summary>Makes a folder that only this process's account can enter.</summary>
    public static DirectoryInfo Private(string path)
    {
        var folder = Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
        {
            folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        }

        return folder;
    }
}
