namespace MutualAid.Core.Common;

/// <summary>A spoken language by its ISO 639 code. As a value of a <see cref="Phrase"/> it is written in the reader's own words.</summary>
public readonly record struct LanguageCode(string Code)
{
    public override string ToString() => SpokenLanguages.Name(Code).Text;
}

/// <summary>The languages a neighbour can pick from. Adding one is one line here; the translation test names what is missing.</summary>
public static class SpokenLanguages
{
    private static readonly Dictionary<string, Phrase> Names = new(StringComparer.Ordinal)
    {
        ["en"] = Phrase.Of("English"),
        ["es"] = Phrase.Of("Spanish"),
        ["ar"] = Phrase.Of("Arabic"),
        ["bn"] = Phrase.Of("Bengali"),
        ["zh"] = Phrase.Of("Chinese"),
        ["fa"] = Phrase.Of("Farsi"),
        ["fr"] = Phrase.Of("French"),
        ["ht"] = Phrase.Of("Haitian Creole"),
        ["hi"] = Phrase.Of("Hindi"),
        ["ml"] = Phrase.Of("Malayalam"),
        ["pl"] = Phrase.Of("Polish"),
        ["pt"] = Phrase.Of("Portuguese"),
        ["ro"] = Phrase.Of("Romanian"),
        ["ru"] = Phrase.Of("Russian"),
        ["so"] = Phrase.Of("Somali"),
        ["ti"] = Phrase.Of("Tigrinya"),
        ["tr"] = Phrase.Of("Turkish"),
        ["uk"] = Phrase.Of("Ukrainian"),
        ["ur"] = Phrase.Of("Urdu"),
        ["vi"] = Phrase.Of("Vietnamese"),
        ["sgn"] = Phrase.Of("Sign language"),
    };

    /// <summary>Every code on offer, in the order a list shows them: English and Spanish first, then by English name.</summary>
    public static IReadOnlyCollection<string> Codes => Names.Keys;

    public static bool Knows(string code) => Names.ContainsKey(code);

    /// <summary>The language's name to be translated; an unknown code stands for itself, so an old row still shows.</summary>
    public static Phrase Name(string code) => Names.TryGetValue(code, out var name) ? name : new Phrase(code);
}
