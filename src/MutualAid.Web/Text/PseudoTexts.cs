using System.Text;

namespace MutualAid.Web.Text;

/// <summary>
/// A made-up language for finding texts that bypass the localiser and layouts that break: every text in accents and two fifths longer.
/// It is made from the English at run time, so it is always complete.
/// </summary>
public sealed class PseudoTexts : ITranslation
{
    private const double Growth = 0.4;
    private const int LongestFiller = 10;
    private const string Plain = "aceilnorsuyACEILNORSUY";
    private const string Accented = "áçéíłñóřšúýÁÇÉÍŁÑÓŘŠÚÝ";

    public string Text(string english)
    {
        var text = new StringBuilder("[");
        var inPlace = false;
        foreach (var letter in english)
        {
            // What stands in braces is a place for a value.
            inPlace = letter == '{' || (inPlace && letter != '}');
            var at = inPlace ? -1 : Plain.IndexOf(letter, StringComparison.Ordinal);
            text.Append(at < 0 ? letter : Accented[at]);
        }

        // Long words, yet no longer than a real language has them.
        for (var extra = (int)Math.Ceiling(english.Length * Growth); extra > 0; extra -= LongestFiller)
        {
            text.Append(' ').Append('~', Math.Min(extra, LongestFiller));
        }

        return text.Append(']').ToString();
    }

    public string Text(int count, string one, string other) => Text(count == 1 ? one : other);
}
