using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace MutualAid.Core.Common;

/// <summary>Unguessable keys for private links, and short codes that can be said over the phone.</summary>
public static class Secrets
{
    // No letter or digit that looks or sounds like another, in English or in Spanish: of A/H/J/K, of B/C/D/E/G/P/T/V, of M/N and of F/S only what cannot be mistaken.
    internal const string SpokenAlphabet = "FHKMQRTWXY34679";

    public const int SpokenLength = 6;

    /// <summary>A 256-bit random key in the letters of a web address.</summary>
    public static string NewKey() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is stored of a key: its SHA-256, so that reading the table opens no page.</summary>
    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>Six unmistakable letters and digits, such as K7M4PX: a name for a need, not a secret on its own.</summary>
    public static string NewSpokenCode() => RandomNumberGenerator.GetString(SpokenAlphabet, SpokenLength);

    /// <summary>
    /// The spoken code that belongs to something only one person has, such as a private key or the id of a form: the same each time, so that
    /// sending a form twice gives one code, and not to be worked out from what is stored.
    /// </summary>
    public static string SpokenCodeOf(string secret)
    {
        var number = BinaryPrimitives.ReadUInt64BigEndian(Hash($"spoken code of {secret}"));
        return string.Create(SpokenLength, number, static (letters, rest) =>
        {
            for (var i = 0; i < letters.Length; i++, rest /= (ulong)SpokenAlphabet.Length)
            {
                letters[i] = SpokenAlphabet[(int)(rest % (ulong)SpokenAlphabet.Length)];
            }
        });
    }

    /// <summary>A spoken code as it is written down: two breaths of three.</summary>
    public static string InTwoBreaths(string code) => code.Length == SpokenLength ? $"{code[..3]} {code[3..]}" : code;
}
