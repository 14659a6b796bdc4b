using System.Security.Cryptography;
using System.Text;

namespace MutualAid.LocalPostgres;

/// <summary>A password in a file that only its owner can read.</summary>
internal static class Secret
{
    public static string ReadOrMake(string path)
    {
        if (!File.Exists(path))
        {
            Make(path);
        }

        return File.ReadAllText(path);
    }

    public static void Make(string path)
    {
        var ownersOnly = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        using var file = new FileStream(path, ownersOnly);
        file.Write(Encoding.ASCII.GetBytes(Convert.ToHexString(RandomNumberGenerator.GetBytes(24))));
    }
}
