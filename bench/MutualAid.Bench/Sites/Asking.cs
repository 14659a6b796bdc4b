namespace MutualAid.Bench.Sites;

/// <summary>The pages of asking for help, walked by a visitor without an account.</summary>
public static class Asking
{
    public const string CheckPath = "/needs/post/check";

    /// <summary>Everything but the last press.</summary>
    public static async Task WriteAsync(Visit visitor, string words, CancellationToken ct)
    {
        await visitor.SubmitAsync("/needs/post", "ask-kind", [new("Input.Kind", "groceries")], ct);
        await WordsAndPlaceAsync(visitor, words, ct);
    }

    /// <summary>The pages after the kind of help.</summary>
    public static async Task WordsAndPlaceAsync(Visit visitor, string words, CancellationToken ct)
    {
        await visitor.SubmitAsync(
            "/needs/post/words", "ask-words", [new("Input.Words", words), new("Input.When", "NoHurry"), new("Input.Urgency", "Normal"), new("Input.Languages", "en")], ct);
        await PlaceAsync(visitor, ct);
    }

    public static Task PlaceAsync(Visit visitor, CancellationToken ct) =>
        visitor.SubmitAsync("/needs/post/place", "ask-place", [new("Input.Name", "Sam"), new("Input.ReachBy", "Nobody"), new("Input.Choice", "FirstIsFine")], ct);

    /// <summary>The fields that "Send it" sends.</summary>
    public static async Task<IReadOnlyList<KeyValuePair<string, string>>> LastPageAsync(Visit visitor, CancellationToken ct) =>
        [.. await visitor.HiddenAsync(CheckPath, "ask-check", ct), new("Input.Agree", "true")];
}
