using System.Reflection;

namespace MutualAid.Web.TagHelpers;

/// <summary>The house's drawings by name, from <c>TagHelpers/Art</c>. They are part of the page so that they follow its theme.</summary>
public sealed class Drawings
{
    private const string Prefix = "Art.";
    private const string Suffix = ".svg";

    private readonly Dictionary<string, string> drawings = new(StringComparer.Ordinal);

    public Drawings()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var file in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(file)!);
            drawings.Add(file[Prefix.Length..^Suffix.Length], reader.ReadToEnd().Trim());
        }
    }

    public string this[string name] => drawings.TryGetValue(name, out var drawing)
        ? drawing
        : throw new InvalidOperationException($"There is no drawing TagHelpers/Art/{name}.svg.");
}
