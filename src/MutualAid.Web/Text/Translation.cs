using System.Reflection;
using System.Text.Json;

namespace MutualAid.Web.Text;

/// <summary>Puts an English text, which is also its key, into one language.</summary>
public interface ITranslation
{
    string Text(string english);

    /// <summary>The form of a counted text that fits the number.</summary>
    string Text(int count, string one, string other);
}

/// <summary>The texts as they were written.</summary>
public sealed class EnglishTexts : ITranslation
{
    public string Text(string english) => english;

    public string Text(int count, string one, string other) => count == 1 ? one : other;
}

/// <summary>
/// Texts from a language's folder, one file for each room: English text to translation, and for counted texts "one|other" to one text
/// per plural form. A text that is missing is shown in English, which a person can still act on; a test stops it from being shipped.
/// </summary>
public sealed class FileTexts : ITranslation
{
    private readonly Func<int, string> form;
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> counted = new(StringComparer.Ordinal);

    private FileTexts(Func<int, string> form) => this.form = form;

    /// <summary>Every key of the file, counted ones as "one|other".</summary>
    public IEnumerable<string> Keys => texts.Keys.Concat(counted.Keys);

    /// <summary>Reads the files that are part of the program under <c>Text/{code}/</c>. A text in two of them is a fault: it would have two translations.</summary>
    public static FileTexts Load(string code)
    {
        var program = Assembly.GetExecutingAssembly();
        var texts = new FileTexts(Plurals.Of(code));
        foreach (var name in program.GetManifestResourceNames().Where(n => n.StartsWith($"Text/{code}/", StringComparison.Ordinal)))
        {
            using var file = program.GetManifestResourceStream(name)!;
            using var json = JsonDocument.Parse(file);
            texts.Add(json.RootElement);
        }

        return texts.Keys.Any() ? texts : throw new InvalidOperationException($"There is no text under Text/{code}/.");
    }

    public string Text(string english) => texts.GetValueOrDefault(english, english);

    public string Text(int count, string one, string other) =>
        counted.TryGetValue(CountKey(one, other), out var forms)
            ? forms.GetValueOrDefault(form(count)) ?? forms["other"]
            : count == 1 ? one : other;

    /// <summary>The key of a counted text.</summary>
    public static string CountKey(string one, string other) => $"{one}|{other}";

    private void Add(JsonElement room)
    {
        foreach (var entry in room.EnumerateObject())
        {
            if (entry.Value.ValueKind == JsonValueKind.String)
            {
                texts.Add(entry.Name, entry.Value.GetString()!);
            }
            else
            {
                counted.Add(entry.Name, entry.Value.EnumerateObject().ToDictionary(f => f.Name, f => f.Value.GetString()!, StringComparer.Ordinal));
            }
        }
    }
}
