using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using MutualAid.Core.Common;

namespace MutualAid.Web.TagHelpers;

/// <summary>What every form part knows about its field: name, id, what was typed, and what needs another look.</summary>
internal sealed class FormField
{
    private FormField(string name, object? model, ModelStateEntry? entry)
    {
        Name = name;
        Id = Markup.Id(name);
        Model = model;
        Entry = entry;
    }

    public string Name { get; }

    public string Id { get; }

    public object? Model { get; }

    private ModelStateEntry? Entry { get; }

    /// <summary>The first sentence about what needs another look, already in the reader's language.</summary>
    public string? Error => Entry is { Errors: [var first, ..] } ? first.ErrorMessage : null;

    /// <summary>
    /// The field as the person last saw it: what they typed, kept as it was, else what the model holds.
    /// A sign that nobody can see is shown as one that everybody can, or the person would look in vain for what to take out.
    /// </summary>
    public string Value => Entry is { RawValue: not null } ? Entry.AttemptedValue?.Replace(TypedText.Unreadable, '\uFFFD') ?? "" : Write(Model);

    /// <summary>The values of a field that takes several.</summary>
    public IReadOnlySet<string> Values => Entry switch
    {
        { RawValue: string[] typed } => typed.ToHashSet(StringComparer.Ordinal),
        { RawValue: string typed } => new HashSet<string>(StringComparer.Ordinal) { typed },
        _ => Model is System.Collections.IEnumerable several and not string
            ? several.Cast<object?>().Select(Write).ToHashSet(StringComparer.Ordinal)
            : new HashSet<string>(StringComparer.Ordinal) { Write(Model) },
    };

    public static FormField Of(ModelExpression expression, ViewContext view)
    {
        var name = expression.Name(view);
        view.ViewData.ModelState.TryGetValue(name, out var entry);
        return new FormField(name, expression.Model, entry);
    }

    /// <summary>The ids of what describes the field, in reading order, as an attribute with a space before it.</summary>
    public string Described(bool hint, bool count = false)
    {
        string?[] ids = [hint ? $"{Id}-hint" : null, count ? $"{Id}-count" : null, Error is null ? null : $"{Id}-error"];
        var joined = string.Join(' ', ids.Where(i => i is not null));
        return joined.Length == 0 ? "" : $" aria-describedby=\"{joined}\"";
    }

    /// <summary>Values as the browser's own date, time and number fields want them, whatever the reader's language.</summary>
    private static string Write(object? value) => value switch
    {
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString() ?? "",
    };
}
