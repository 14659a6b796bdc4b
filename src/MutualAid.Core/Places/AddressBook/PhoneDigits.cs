using System.Globalization;

namespace MutualAid.Core.Places;

/// <summary>
/// A phone number as it is compared: its last nine digits, in whatever script they were typed. "07700 900 118", "+44 7700 900118" and
/// "0044 7700 900118" are the same phone, and no table of the world's dialling codes is needed. A person looks before anything is joined.
/// </summary>
internal static class PhoneDigits
{
    /// <summary>Shorter numbers are an extension or a slip of the finger.</summary>
    public const int Fewest = 5;

    private const int Compared = 9;

    public static string Of(string phone)
    {
        var digits = string.Concat(phone.Select(c => CharUnicodeInfo.GetDecimalDigitValue(c)).Where(d => d >= 0).Select(d => (char)('0' + d)));
        return digits.Length <= Compared ? digits : digits[^Compared..];
    }
}
