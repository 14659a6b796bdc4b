using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace MutualAid.Core.Common;

/// <summary>Unguessable keys for private links, and short codes that can be said over the phone.</summary>
public static class Secrets
{
    // No letter or digit that sounds or looks like another: B/8, I/1/L, O/0, S/5, Z/2, U/V are halved or left out.
    private const string SpokenAlphabet = "ACDEFGHJKMNPQRTVWXY34679";

    public const int SpokenLength = 6;

    /// <summary>A 256-bit random key in the letters of a web address.</summary>
    public static string NewKey() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is stored of a key: its SHA-256, so that reading the table opens no page.</summary>
    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>Six unmistakable letters and digits, such as K7M4PX: a name for a need, not a secret on its own.</summary>
    public static string NewSpokenCode() => RandomNumberGenerator.GetString(SpokenAlphabet, SpokenLength);
}
