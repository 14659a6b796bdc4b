using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MutualAid.LocalPostgres;

/// <summary>Picks a folder the server can live in, and clears what a killed server left there.</summary>
internal static class ServerFolder
{
    private const string Note = "moved-to";

    /// <summary>
    /// The asked folder; or, where root's server cannot enter it even with the right to walk through (some containers take that right away),
    /// a folder under /var/lib, noted beside the asked one so that people and the next start find it.
    /// </summary>
    public static (string Directory, ServerAccount Account) Choose(string asked)
    {
        var directory = Path.GetFullPath(asked);
        var note = Path.Combine(directory, Note);
        Directory.CreateDirectory(directory);
        if (File.Exists(note))
        {
            directory = File.ReadAllText(note).Trim();
        }
        else if (ServerAccount.For(directory) is { } account)
        {
            return (directory, account);
        }
        else
        {
            directory = Path.Combine("/var/lib/mutualaid", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(directory)))[..12].ToLowerInvariant());
            Directory.CreateDirectory(directory);
            File.WriteAllText(note, directory + "\n");
        }

        return (directory, ServerAccount.For(directory)
            ?? throw new LocalPostgresException($"The database cannot live in {asked} nor in {directory}: its account may not enter either."));
    }

    public static bool IsServer(string processId)
    {
        var comm = $"/proc/{processId.Trim()}/comm";
        return !Directory.Exists("/proc/self") || (File.Exists(comm) && File.ReadAllText(comm).Trim() is "postgres" or "postmaster");
    }

    /// <summary>
    /// After a power cut or a kill, postmaster.pid names a process that is gone, or one that is now something else entirely. PostgreSQL copes with
    /// the first; the second would stop it for ever, so that file is removed when nothing still works in the data.
    /// </summary>
    public static void ForgetDeadServer(string data)
    {
        var file = Path.Combine(data, "postmaster.pid");
        if (!File.Exists(file) || !Directory.Exists("/proc/self"))
        {
            return;
        }

        var id = File.ReadLines(file).FirstOrDefault() ?? "";
        var somebodyElse = int.TryParse(id, CultureInfo.InvariantCulture, out _) && Directory.Exists($"/proc/{id.Trim()}") && !IsServer(id);
        if (somebodyElse && !AnyoneWorksIn(data))
        {
            File.Delete(file);
        }
    }

    private static bool AnyoneWorksIn(string data) =>
        Directory.EnumerateDirectories("/proc").Any(p =>
        {
            try
            {
                return Directory.ResolveLinkTarget(Path.Combine(p, "cwd"), returnFinalTarget: false)?.FullName == data;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        });
}
