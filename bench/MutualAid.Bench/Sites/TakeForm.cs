using System.Text.RegularExpressions;

namespace MutualAid.Bench.Sites;

/// <summary>"I can do this", as a signed-in helper's browser sends it.</summary>
public static partial class TakeForm
{
    /// <summary>The field that proves that the form is this helper's own. One page's serves every form of the same person.</summary>
    public static async Task<KeyValuePair<string, string>> TokenAsync(Visit helper, Guid need, CancellationToken ct) =>
        (await helper.HiddenAsync(PathOf(need), "take", ct)).Single(f => !f.Key.StartsWith("Input.", StringComparison.Ordinal));

    /// <summary>The fields of one form, with an operation id of its own.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Fields(KeyValuePair<string, string> token, Guid part) =>
        [token, new("Input.OperationId", Guid.NewGuid().ToString()), new("Input.Parts", part.ToString())];

    public static Task<Answer> SendAsync(Visit helper, KeyValuePair<string, string> token, (Guid Need, Guid Part) wanted, CancellationToken ct) =>
        helper.PostAsync(PathOf(wanted.Need), Fields(token, wanted.Part), ct);

    public static string PathOf(Guid need) => $"/needs/{need}";

    /// <summary>The claim that the helper was led to; null for whoever was late or turned away.</summary>
    public static Guid? ClaimOf(Answer answer) =>
        answer.Led && ClaimPath().Match(answer.Location!) is { Success: true } claim ? Guid.Parse(claim.Groups[1].Value) : null;

    [GeneratedRegex("^/claims/([0-9a-f-]{36})")]
    private static partial Regex ClaimPath();
}
