using System.Diagnostics;

namespace MutualAid.LocalPostgres;

/// <summary>
/// Clears a throwaway cluster away when the process that made it is gone, however it went: test hosts are often killed before their own
/// clearing up is through. A shell that reads until this process closes its end, which the system does for the dead too.
/// </summary>
internal sealed class Caretaker : IDisposable
{
    private const string Script =
        """
        trap '' INT TERM HUP
        exec >/dev/null 2>&1
        cat
        server=$(head -n 1 "$1/data/postmaster.pid") && kill -QUIT "$server" && while kill -0 "$server"; do sleep 0.1; done
        rm -rf "$@"
        """;

    private readonly Process shell;

    private Caretaker(Process shell) => this.shell = shell;

    /// <summary>Takes care of the cluster's folder, and of the asked one where that is another (see <see cref="ServerFolder.Choose"/>).</summary>
    public static Caretaker Of(string directory, string asked)
    {
        var start = new ProcessStartInfo("setsid", ["sh", "-c", Script, "caretaker", directory, Path.GetFullPath(asked)]) { RedirectStandardInput = true, WorkingDirectory = "/" };
        return new Caretaker(Process.Start(start)!);
    }

    public void Dispose()
    {
        shell.StandardInput.Dispose();
        shell.WaitForExit();
        shell.Dispose();
    }
}
