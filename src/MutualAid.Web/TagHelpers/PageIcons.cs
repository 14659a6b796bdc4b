namespace MutualAid.Web.TagHelpers;

/// <summary>
/// The icons one page uses. They are drawn once, in a hidden sheet at the end of the page, and only those that are used:
/// no request, no unused bytes, and nothing for a strict content policy to stop.
/// </summary>
public sealed class PageIcons(IconSheet sheet)
{
    public const string FallbackIcon = "circle-question-mark";

    private const int Patches = 8;
    private const int PatchTones = 6;

    private readonly SortedSet<string> used = new(StringComparer.Ordinal);

    /// <summary>An icon beside its word; always hidden from screen readers, because the word is there.</summary>
    public string Icon(string name, bool flip = false, bool end = false, bool turn = false)
    {
        Use($"i-{name}");
        var look = $"ma-icon{(flip ? " ma-icon--flip" : "")}{(end ? " ma-icon--end" : "")}{(turn ? " ma-icon--turn" : "")}";
        return $"""<svg class="{look}" aria-hidden="true" focusable="false"><use href="#i-{name}"/></svg>""";
    }

    /// <summary>An icon whose name comes from data; one that is not on the sheet becomes a question mark.</summary>
    public string KnownIcon(string? name) => Icon(name is not null && sheet.Has($"i-{name}") ? name : FallbackIcon);

    /// <summary>The quilt patch of a person: which of the eight blocks, in which of the six pairs of colours.</summary>
    public string Patch(int patch, int tone, string? size = null)
    {
        // Numbers outside the sheet come round again, so that a stored number never breaks a page.
        patch = Wrap(patch, Patches);
        Use($"p-{patch}");
        var look = $"ma-patch ma-patch--{Wrap(tone, PatchTones)}{(size is null ? "" : $" ma-patch--{size.Safe()}")}";
        return $"""<svg class="{look}" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><use href="#p-{patch}"/></svg>""";
    }

    /// <summary>The hidden sheet with everything used so far.</summary>
    public string Sheet() =>
        $"""<svg hidden xmlns="http://www.w3.org/2000/svg">{string.Concat(used.Select(sheet.Symbol))}</svg>""";

    private void Use(string id)
    {
        if (!sheet.Has(id))
        {
            throw new InvalidOperationException($"There is no \"{id}\" on the icon sheet wwwroot/img/icons.svg.");
        }

        used.Add(id);
    }

    private static int Wrap(int number, int count) => ((number - 1) % count + count) % count + 1;
}
