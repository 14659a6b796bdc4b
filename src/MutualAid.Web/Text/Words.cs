using MutualAid.Core.Common;

namespace MutualAid.Web.Text;

/// <summary>
/// Every text a person reads, in the reader's language. Pages know it as <c>T</c>: <c>@T["Ask for help"]</c>.
/// The English text is the key; it is a literal wherever it is used, because a test collects these from the source.
/// </summary>
public sealed class Words(ReaderLanguage reader)
{
    public SiteLanguage Language => reader.Value;

    /// <summary>A text with values in its <c>{0}</c> places.</summary>
    public string this[string english, params object?[] values] => Fill(Language.Texts.Text(english), values);

    /// <summary>A counted text: <c>T.Count(n, "{0} part", "{0} parts")</c>. The number is <c>{0}</c>, further values follow.</summary>
    public string Count(int count, string one, string other, params object?[] values) =>
        Fill(Language.Texts.Text(count, one, other), [count, .. values]);

    /// <summary>A sentence of the core.</summary>
    public string Say(Phrase phrase) => this[phrase.Text, [.. phrase.Values]];

    private string Fill(string text, object?[] values) =>
        values.Length == 0 ? text : string.Format(Language.Culture, text, [.. values.Select(Value)]);

    private object? Value(object? value) => value switch
    {
        Phrase phrase => Say(phrase),
        LanguageCode language => Say(SpokenLanguages.Name(language.Code)),
        DateOnly day => When.DayAndYear(Language, day),
        DayOfWeek weekday => Language.Culture.DateTimeFormat.GetDayName(weekday),
        TimeOnly time => When.Time(Language, time),
        int or long => string.Format(Language.Culture, "{0:N0}", value),
        _ => value,
    };
}
