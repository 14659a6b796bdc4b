using System.Text.Json;
using MutualAid.Core.Common;

namespace MutualAid.Core.Desk.Import;

/// <summary>A place in a mapping file, with the path that leads to it, so that every "no" can say where.</summary>
internal sealed class JsonPlace(JsonElement value, string path)
{
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    public string Path { get; } = path;

    public bool IsText => value.ValueKind == JsonValueKind.String;

    public bool IsList => value.ValueKind == JsonValueKind.Array;

    public bool IsObject => value.ValueKind == JsonValueKind.Object;

    /// <summary>The setting of this name; null when it is not there.</summary>
    public JsonPlace? Find(string name)
    {
        ExpectObject();
        asked.Add(name);
        return value.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? new JsonPlace(found, $"{Path}.{name}") : null;
    }

    public JsonPlace Need(string name) => Find(name) ?? throw Wrong(Phrase.Of("{0}: the setting “{1}” is missing.", Path, name));

    /// <summary>Refuses settings that nobody asked for: a misspelt one would be silently without effect.</summary>
    public void NothingElse()
    {
        foreach (var property in value.EnumerateObject())
        {
            if (!asked.Contains(property.Name) && property.Name is not ("about" or "$schema"))
            {
                throw Wrong(Phrase.Of("{0}: there is no setting “{1}” here.", Path, property.Name));
            }
        }
    }

    public string Text(int maxLength = 200)
    {
        if (!IsText || TypedText.Clean(value.GetString()) is not { } text || text.Length > maxLength || !TypedText.IsStorable(text))
        {
            throw Wrong(Phrase.Of("{0}: write a text in quotes here, of {1} letters at most.", Path, maxLength));
        }

        return text;
    }

    /// <summary>A text in which spaces count, such as a separator.</summary>
    public string RawText() => IsText && value.GetString() is { Length: > 0 and <= 20 } text
        ? text
        : throw Wrong(Phrase.Of("{0}: write a text in quotes here, of {1} letters at most.", Path, 20));

    public bool YesNo() => value.ValueKind is JsonValueKind.True or JsonValueKind.False
        ? value.GetBoolean()
        : throw Wrong(Phrase.Of("{0}: write true or false here.", Path));

    /// <summary>One text or a list of texts.</summary>
    public IReadOnlyList<string> Texts() => IsText ? [Text()] : [.. Items().Select(item => item.Text())];

    public IEnumerable<JsonPlace> Items()
    {
        if (!IsList)
        {
            throw Wrong(Phrase.Of("{0}: write a list in square brackets here.", Path));
        }

        return value.EnumerateArray().Select((item, i) => new JsonPlace(item, $"{Path}[{i}]"));
    }

    public IEnumerable<(string Name, JsonPlace Value)> Entries()
    {
        ExpectObject();
        return value.EnumerateObject().Select(entry => (entry.Name, new JsonPlace(entry.Value, $"{Path}.{entry.Name}")));
    }

    public MappingException Wrong(Phrase why) => new(why);

    private void ExpectObject()
    {
        if (!IsObject)
        {
            throw Wrong(Phrase.Of("{0}: write settings in curly brackets here.", Path));
        }
    }
}

/// <summary>Carries the first thing that is wrong out of the reading of a mapping; it never leaves <see cref="MappingFile"/>.</summary>
internal sealed class MappingException(Phrase why) : Exception(why.Text)
{
    public Phrase Why { get; } = why;
}
