namespace MutualAid.Web.Tests.Hosting;

/// <summary>
/// Reads the part of YAML that the compose file is written in: nested keys, values, lists and one block of text. Anything else is an error,
/// so that the file stays as plain as this reader.
/// </summary>
internal sealed class ComposeFile
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    private ComposeFile()
    {
    }

    /// <summary>The value at a path such as <c>services.web.build</c>; list entries are joined by spaces. Null when there is none.</summary>
    public string? this[string path] => values.GetValueOrDefault(path);

    /// <summary>The names right below a path.</summary>
    public IReadOnlyList<string> Below(string path) =>
        [.. values.Keys.Where(k => k.StartsWith(path + ".", StringComparison.Ordinal)).Select(k => k[(path.Length + 1)..].Split('.')[0]).Distinct()];

    public static ComposeFile Read(string text)
    {
        var file = new ComposeFile();
        var path = new List<(int Indent, string Key)>();
        int? block = null;
        foreach (var (line, number) in text.Split('\n').Select((l, i) => (l.TrimEnd(), i + 1)))
        {
            var content = line.TrimStart(' ');
            var indent = line.Length - content.Length;
            if (content.Length == 0 || (content[0] == '#' && block is null))
            {
                continue;
            }

            if (block is { } outer && indent > outer)
            {
                file.Append(path, content);
                continue;
            }

            block = null;
            if (indent % 2 != 0 || content[0] == '\t')
            {
                throw new FormatException($"Line {number} is not indented by two spaces.");
            }

            var isEntry = content.StartsWith("- ", StringComparison.Ordinal);
            path.RemoveAll(p => p.Indent >= indent + (isEntry ? 1 : 0));
            if (isEntry)
            {
                var entry = content[2..].Trim();
                block = entry == "|" ? indent : null;
                file.Append(path, entry == "|" ? "" : Unquote(entry));
                continue;
            }

            var colon = content.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1 || (colon + 1 < content.Length && content[colon + 1] != ' '))
            {
                throw new FormatException($"Line {number} is neither a key nor an entry: {content}");
            }

            path.Add((indent, content[..colon]));
            if (!file.values.TryAdd(Key(path), Unquote(content[(colon + 1)..].Trim())))
            {
                throw new FormatException($"Line {number} says {Key(path)} twice.");
            }
        }

        return file;
    }

    private void Append(List<(int Indent, string Key)> path, string value) => values[Key(path)] = $"{values.GetValueOrDefault(Key(path))} {value}".Trim();

    private static string Key(List<(int Indent, string Key)> path) => string.Join('.', path.Select(p => p.Key));

    private static string Unquote(string value) => value is ['"', .. var inner, '"'] && !inner.Contains('"', StringComparison.Ordinal) ? inner : value;
}
