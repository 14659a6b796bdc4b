using System.Text.Json;
using MutualAid.Core.Common;

namespace MutualAid.Core.Places;

/// <summary>One feature of a map file: a name and a border, or the reason why it is neither. Numbered from 1.</summary>
public sealed record AreaFeature(int Number, string? Name, AreaShape? Shape, Phrase? Reason);

/// <summary>Reads areas from GeoJSON (RFC 7946): a FeatureCollection whose features are named Polygons or MultiPolygons.</summary>
public static class GeoJsonAreas
{
    /// <summary>Room for the borders of a country; the whole text is held in memory while it is read.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    public const string DefaultNameProperty = "name";

    /// <summary>
    /// Reads every feature, in order. Refuses a file that is too large, is no JSON or is no FeatureCollection; a feature that is no named
    /// polygon comes back with its reason, and the others are read all the same.
    /// </summary>
    public static async Task<Result<IReadOnlyList<AreaFeature>>> ReadAsync(Stream file, string nameProperty = DefaultNameProperty, CancellationToken ct = default)
    {
        using var text = new MemoryStream();
        var block = new byte[81_920];
        int read;
        while ((read = await file.ReadAsync(block, ct)) > 0)
        {
            if (text.Length + read > MaxBytes)
            {
                return Refusal.Invalid("File", Phrase.Of("The file is larger than {0} MB. Leave out detail or split it.", MaxBytes / 1024 / 1024));
            }

            text.Write(block, 0, read);
        }

        try
        {
            using var json = JsonDocument.Parse(WithoutMark(text));
            return Read(json.RootElement, nameProperty);
        }
        catch (JsonException e)
        {
            return Refusal.Invalid("File", Phrase.Of("The file is not JSON. The first odd sign is in line {0}.", (e.LineNumber ?? 0) + 1));
        }
    }

    /// <summary>Reads one border back from what <see cref="AreaShape.ToGeoJson"/> wrote; null when it is none.</summary>
    public static AreaShape? ReadBorder(string? geoJson)
    {
        if (geoJson is null)
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(geoJson);
            return Shape(json.RootElement) is { Ok: true } shape ? shape.Value : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ReadOnlyMemory<byte> WithoutMark(MemoryStream text)
    {
        var bytes = text.GetBuffer().AsMemory(0, (int)text.Length);
        return bytes.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? bytes[3..] : bytes;
    }

    private static Result<IReadOnlyList<AreaFeature>> Read(JsonElement root, string nameProperty)
    {
        if (TypeOf(root) != "FeatureCollection" || !root.TryGetProperty("features", out var features) || features.ValueKind != JsonValueKind.Array)
        {
            return Refusal.Invalid("File", Phrase.Of("The file is not a map of areas: it takes a GeoJSON FeatureCollection."));
        }

        return features.EnumerateArray().Select((feature, i) => Read(feature, i + 1, nameProperty)).ToList();
    }

    private static AreaFeature Read(JsonElement feature, int number, string nameProperty)
    {
        if (TypeOf(feature) != "Feature")
        {
            return new AreaFeature(number, null, null, Phrase.Of("This is not a Feature."));
        }

        var wrong = new List<FieldRefusal>();
        var name = TypedText.Check("Name", NameOf(feature, nameProperty), Area.NameMaxLength, wrong, Phrase.Of("There is no name in the property “{0}”.", nameProperty));
        if (wrong.Count > 0)
        {
            return new AreaFeature(number, null, null, wrong[0].Why);
        }

        var shape = feature.TryGetProperty("geometry", out var geometry) ? Shape(geometry) : NoPolygon("nothing");
        return shape.Ok ? new AreaFeature(number, name, shape.Value, null) : new AreaFeature(number, name, null, shape.Refusal!.Why);
    }

    private static string? NameOf(JsonElement feature, string nameProperty) =>
        feature.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(nameProperty, out var name)
            ? name.ValueKind switch
            {
                JsonValueKind.String => TextOf(name),
                JsonValueKind.Number => name.GetRawText(),
                _ => null,
            }
            : null;

    // Half of a surrogate pair, written as an escape, is JSON but is no text: .NET throws.
    private static string TextOf(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return "\0";
        }
    }

    private static Result<AreaShape> Shape(JsonElement geometry)
    {
        var type = TypeOf(geometry) ?? "nothing";
        if (type is not ("Polygon" or "MultiPolygon") || !geometry.TryGetProperty("coordinates", out var coordinates))
        {
            return NoPolygon(type);
        }

        var polygons = type == "Polygon" ? Polygon(coordinates) is { } one ? [one] : null : List(coordinates, Polygon);
        return polygons is null ? Refusal.Invalid("Border", Phrase.Of("The positions of the border are not lists of numbers.")) : AreaShape.Of(polygons);
    }

    private static Result<AreaShape> NoPolygon(string type) =>
        Refusal.Invalid("Border", Phrase.Of("The border is “{0}”. It takes a Polygon or a MultiPolygon.", type));

    private static GeoPoint[][]? Polygon(JsonElement rings) => List(rings, ring => List(ring, Position));

    private static GeoPoint? Position(JsonElement position) =>
        position.ValueKind == JsonValueKind.Array && position.GetArrayLength() >= 2
        && position[0].ValueKind == JsonValueKind.Number && position[1].ValueKind == JsonValueKind.Number
            ? new GeoPoint(position[1].GetDouble(), position[0].GetDouble())
            : null;

    private static T[]? List<T>(JsonElement list, Func<JsonElement, T?> read)
        where T : class => list.ValueKind == JsonValueKind.Array && list.EnumerateArray().Select(read).ToArray() is var items && Array.TrueForAll(items, item => item is not null)
            ? Array.ConvertAll(items, item => item!)
            : null;

    private static GeoPoint[]? List(JsonElement list, Func<JsonElement, GeoPoint?> read) =>
        list.ValueKind == JsonValueKind.Array && list.EnumerateArray().Select(read).ToArray() is var items && Array.TrueForAll(items, item => item is not null)
            ? Array.ConvertAll(items, item => item!.Value)
            : null;

    private static string? TypeOf(JsonElement thing) =>
        thing.ValueKind == JsonValueKind.Object && thing.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? TextOf(type) : null;
}
