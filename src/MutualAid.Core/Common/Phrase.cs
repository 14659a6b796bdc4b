namespace MutualAid.Core.Common;

/// <summary>
/// A sentence the core wants a person to read: the English text, which is also the key of its translations,
/// and the values that go into its <c>{0}</c> places. The web puts it into the reader's language.
/// </summary>
public sealed record Phrase(string Text, params object[] Values)
{
    /// <summary>A phrase; the text must be a literal, because the translation test reads it from the source.</summary>
    public static Phrase Of(string text, params object[] values) => new(text, values);

    /// <summary>The English sentence, for logs of tests and the command line.</summary>
    public override string ToString() =>
        Values.Length == 0 ? Text : string.Format(System.Globalization.CultureInfo.InvariantCulture, Text, Values);

    public bool Equals(Phrase? other) => other is not null && Text == other.Text && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);
}
