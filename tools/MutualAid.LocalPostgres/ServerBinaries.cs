using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace MutualAid.LocalPostgres;

/// <summary>One installed set of PostgreSQL server binaries.</summary>
public sealed partial record ServerBinaries(string Directory, int Major)
{
    public const int OldestMajor = 15;

    /// <summary>
    /// Finds the binaries to use: those of the version that made the data when there is data, else the first on the PATH, else the newest under
    /// /usr/lib/postgresql.
    /// </summary>
    public static ServerBinaries Find(int? madeBy = null)
    {
        var installed = Candidates().Select(Probe).OfType<ServerBinaries>().ToList();
        if (madeBy is { } major)
        {
            return installed.FirstOrDefault(b => b.Major == major) ?? throw new LocalPostgresException(
                $"The data here was made by PostgreSQL {major}, and {Describe(installed)} is installed. "
                + $"Install postgresql-{major}, or start afresh with ./run --reset. Nothing was changed.");
        }

        return installed.FirstOrDefault(b => b.Major >= OldestMajor) ?? throw new LocalPostgresException(
            $"No PostgreSQL server {OldestMajor} or newer is installed ({Describe(installed)} was found). "
            + "Install Debian's postgresql package, set ConnectionStrings__MutualAid, or use docker compose up.");
    }

    public string Path(string binary) => System.IO.Path.Combine(Directory, binary);

    private static string Describe(List<ServerBinaries> installed) =>
        installed.Count == 0 ? "none" : "PostgreSQL " + string.Join(", ", installed.Select(b => b.Major).Distinct());

    private static IEnumerable<string> Candidates()
    {
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        const string debian = "/usr/lib/postgresql";
        var packaged = System.IO.Directory.Exists(debian)
            ? System.IO.Directory.GetDirectories(debian)
                .OrderByDescending(d => int.TryParse(System.IO.Path.GetFileName(d), CultureInfo.InvariantCulture, out var n) ? n : 0)
                .Select(d => System.IO.Path.Combine(d, "bin"))
            : [];
        return onPath.Concat(packaged)
            .Where(d => File.Exists(System.IO.Path.Combine(d, "initdb")) && File.Exists(System.IO.Path.Combine(d, "pg_ctl")));
    }

    private static ServerBinaries? Probe(string directory)
    {
        using var process = Process.Start(new ProcessStartInfo(System.IO.Path.Combine(directory, "pg_ctl"), ["--version"]) { RedirectStandardOutput = true })!;
        var match = VersionPattern().Match(process.StandardOutput.ReadToEnd());
        process.WaitForExit();
        return match.Success ? new ServerBinaries(directory, int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)) : null;
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex VersionPattern();
}
