using System.Text;

namespace MutualAid.Core.Common;

/// <summary>What happens to every text a person typed before it is kept.</summary>
public static class TypedText
{
    /// <summary>A noncharacter that no text may hold (Unicode 23.7). It stands where a sign could not be read: bytes that are no UTF-8, U+0000 in a form.</summary>
    public const char Unreadable = '\uFDD0';

    /// <summary>
    /// The text as it is stored: Unicode NFC (so the same word compares equal), trimmed, line ends as \n; null when nothing is left.
    /// PostgreSQL's text cannot hold U+0000 (or the <see cref="Unreadable"/> that came for it), and UTF-8 cannot hold half a surrogate pair:
    /// <see cref="IsStorable"/> says so beforehand.
    /// </summary>
    public static string? Clean(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        var text = typed.Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
        return IsStorable(text) ? Normalized(text) : text;
    }

    // .NET refuses to normalise U+FFFE, a harmless noncharacter that people do paste: what lies around it is normalised.
    private static string Normalized(string text) => text.Contains('\uFFFE', StringComparison.Ordinal)
        ? string.Join('\uFFFE', text.Split('\uFFFE').Select(piece => piece.Normalize(NormalizationForm.FormC)))
        : text.Normalize(NormalizationForm.FormC);

    /// <summary>Whether the database can hold the text as it was typed, letter for letter.</summary>
    public static bool IsStorable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '\0' or Unreadable || char.IsLowSurrogate(text[i]))
            {
                return false;
            }

            if (char.IsHighSurrogate(text[i]) && (++i == text.Length || !char.IsLowSurrogate(text[i])))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Looks at one typed field: adds a sentence to <paramref name="wrong"/> when it is missing, too long or not storable, and returns the cleaned text.
    /// </summary>
    public static string? Check(string field, string? typed, int maxLength, List<FieldRefusal> wrong, Phrase? required = null)
    {
        var text = Clean(typed);
        if (text is null)
        {
            if (required is not null)
            {
                wrong.Add(new FieldRefusal(field, required));
            }
        }
        else if (!IsStorable(text))
        {
            wrong.Add(new FieldRefusal(field, Phrase.Of("There is a hidden sign in here that cannot be kept. Please type it again.")));
        }
        else if (text.Length > maxLength)
        {
            wrong.Add(new FieldRefusal(field, Phrase.Of("This is {0} letters long. There is room for {1}.", text.Length, maxLength)));
        }

        return text;
    }
}
