using MutualAid.TestKit;

namespace MutualAid.Web.Tests.Needs;

/// <summary>Walks the pages of asking as a person does: each page is fetched, filled and posted.</summary>
internal static class Asking
{
    public const string Phone = "07700 900 118";
    public const string Address = "Flat 9, 14 Weavers Row";

    public static Dictionary<string, object?> KindAnswers => new() { ["Input.Kind"] = "groceries" };

    public static Dictionary<string, object?> WordsAnswers => new()
    {
        ["Input.Words"] = "Groceries carried up to the third floor",
        ["Input.When"] = "OnDay",
        ["Input.Day"] = "2026-05-20",
        ["Input.Start"] = "10:00",
        ["Input.End"] = "11:30",
        ["Input.Languages"] = new[] { "ar", "en" },
    };

    public static Dictionary<string, object?> PlaceAnswers => new()
    {
        ["Input.Name"] = "Samira",
        ["Input.ReachBy"] = "Text",
        ["Input.Phone"] = Phone,
        ["Input.Keep"] = new[] { "DoNotSayWhy" },
        ["Input.Address"] = Address,
        ["Input.DoorNote"] = "the blue bell, twice",
    };

    public static async Task<PageAnswer> KindAsync(PageClient client) =>
        await client.SubmitAsync(await client.GetAsync("/needs/post"), "form[data-form=ask-kind]", KindAnswers);

    public static async Task<PageAnswer> WordsAsync(PageClient client, params (string Field, object? Value)[] changes) =>
        await client.SubmitAsync(await KindAsync(client), "form[data-form=ask-words]", With(WordsAnswers, changes));

    /// <summary>Walks to the check page.</summary>
    public static async Task<PageAnswer> PlaceAsync(PageClient client, params (string Field, object? Value)[] changes) =>
        await client.SubmitAsync(await WordsAsync(client), "form[data-form=ask-place]", With(PlaceAnswers, changes));

    /// <summary>Walks the whole way to the thank-you.</summary>
    public static async Task<PageAnswer> SendAsync(PageClient client, params (string Field, object? Value)[] place) =>
        await client.SubmitAsync(await PlaceAsync(client, place), "form[data-form=ask-check]", new() { ["Input.Agree"] = "true" }, "Send it");

    public static string LinkOf(PageAnswer sent) => new Uri(sent.Find("#link").TextContent.Trim()).AbsolutePath;

    public static Dictionary<string, object?> With(Dictionary<string, object?> answers, params (string Field, object? Value)[] changes)
    {
        foreach (var (field, value) in changes)
        {
            answers[field] = value;
        }

        return answers;
    }
}
