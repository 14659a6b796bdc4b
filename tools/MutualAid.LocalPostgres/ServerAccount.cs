using System.Diagnostics;

namespace MutualAid.LocalPostgres;

/// <summary>
/// The operating system account the server runs as. PostgreSQL refuses to run as root, so root lends it to <c>postgres</c> or <c>nobody</c>;
/// anybody else runs it as themselves.
/// </summary>
internal sealed class ServerAccount
{
    // Enough to walk through a folder that others cannot enter, such as root's home; it gives no right to write anywhere.
    private const string WalkThrough = "+dac_read_search";

    private readonly string? user;
    private readonly bool walksThrough;

    private ServerAccount(string? user, bool walksThrough) => (this.user, this.walksThrough) = (user, walksThrough);

    /// <summary>The account for a folder, or null when the server could not enter it by any means.</summary>
    public static ServerAccount? For(string directory)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return new ServerAccount(null, false);
        }

        var data = Path.Combine(directory, "data");
        var user = Directory.Exists(data) ? Read("stat", "-c", "%u", data) : Read("id", "-u", "postgres") ?? Read("id", "-u", "nobody");
        user = user is null or "0" ? "65534" : user;
        foreach (var walksThrough in new[] { false, true })
        {
            var account = new ServerAccount(user, walksThrough);
            if (account.Run("test", ["-x", directory]).ExitCode == 0)
            {
                return account;
            }
        }

        return null;
    }

    /// <summary>Makes the server's account the owner of a file or folder, as it must be of its data.</summary>
    public void Own(string path)
    {
        if (user is not null)
        {
            Execute("chown", [$"{user}:{Group}", path]);
        }
    }

    public (int ExitCode, string Output) Run(string binary, IEnumerable<string> arguments)
    {
        if (user is null)
        {
            return Execute(binary, arguments);
        }

        string[] rights = walksThrough ? [$"--inh-caps={WalkThrough}", $"--ambient-caps={WalkThrough}"] : [];
        return Execute("setpriv", [$"--reuid={user}", $"--regid={Group}", "--clear-groups", .. rights, "--", binary, .. arguments]);
    }

    private string Group => Read("id", "-g", user!) ?? "65534";

    private static string? Read(string command, params string[] arguments)
    {
        var (exitCode, output) = Execute(command, arguments);
        return exitCode == 0 ? output.Trim() : null;
    }

    private static (int ExitCode, string Output) Execute(string binary, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(binary, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        start.Environment["LC_ALL"] = "C";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
