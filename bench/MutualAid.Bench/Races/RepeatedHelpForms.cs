using System.Globalization;
using System.Text.RegularExpressions;
using MutualAid.Bench.Sites;

namespace MutualAid.Bench.Races;

/// <summary>The forms around an offer, a claim and a private page that make something.</summary>
internal static partial class RepeatedHelpForms
{
    private static readonly string Day = DateTime.UtcNow.AddDays(3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static IReadOnlyList<RepeatedForm> Of(HelpersTown town, Func<CancellationToken, Task<(Visit Helper, string Claim)>> takeAsync) =>
    [
        new("give an offer", "SELECT count(*) FROM offer", async ct => await OfferAsync(Helper(town), ct)),
        new("ask for an offer", "SELECT count(*) FROM need WHERE linked_offer_id IS NOT NULL", async ct =>
        {
            var offer = await GivenAsync(town, ct);
            var asker = town.Helpers[1].At(town.Sites[0].Address);
            await asker.SubmitAsync(offer, "ask", [new("Input.Amount", "1")], ct, $"{offer}?handler=Ask");
            await Asking.WordsAndPlaceAsync(asker, "Rice would help", ct);
            return new FilledForm(asker, Asking.CheckPath, await Asking.LastPageAsync(asker, ct));
        }),
        new("write down a gift", "SELECT count(*) FROM offer_gift", async ct =>
        {
            var (giver, offer) = (Helper(town), await GivenAsync(town, ct));
            return new FilledForm(giver, $"{offer}?handler=Gave", [.. await giver.HiddenAsync(offer, "gave", ct), new("Input.Amount", "1")]);
        }),
        new("ask for several parts", "SELECT count(*) FROM need_part", async ct =>
        {
            var visitor = new Visit(town.Sites[0].Address);
            await visitor.SubmitAsync("/needs/post", "ask-kind", [new("Input.Kind", "cooked-meal")], ct);
            await visitor.SubmitAsync(
                "/needs/post/words", "ask-words", [new("Input.Words", "Supper for two"), new("Input.Urgency", "Normal"), new("Input.Languages", "en"), new("Input.MoreDays", "true")], ct);
            await visitor.SubmitAsync("/needs/post/parts", "ask-parts", [new("Input.Days", "Picked"), .. Enumerable.Range(0, 10).Select(Date), new("Input.Helpers", "1")], ct);
            await Asking.PlaceAsync(visitor, ct);
            return new FilledForm(visitor, Asking.CheckPath, await Asking.LastPageAsync(visitor, ct));
        }, Makes: 10),
        new("a message", "SELECT count(*) FROM claim_message", async ct =>
        {
            var (helper, claim) = await takeAsync(ct);
            return new FilledForm(helper, $"{claim}/messages", [.. await helper.HiddenAsync($"{claim}/messages", "message", ct), new("Input.Words", "I am on my way")]);
        }),
        new("a call to read along", "SELECT count(*) FROM thread_call", async ct =>
        {
            var (helper, claim) = await takeAsync(ct);
            await helper.SubmitAsync($"{claim}/messages", "message", [new("Input.Words", "Hello")], ct);
            return new FilledForm(helper, $"{claim}/messages?handler=Call", [.. await helper.HiddenAsync($"{claim}/messages", "call", ct), new("kind", "Invited")]);
        }),
        new("ask for a hand-over", "SELECT count(*) FROM claim WHERE takes_over IS NOT NULL", async ct =>
        {
            var (helper, claim) = await takeAsync(ct);
            var other = Radio().Match(await helper.OpenAsync($"{claim}/hand-over", ct)).Groups[1].Value;
            return new FilledForm(helper, $"{claim}/hand-over", [.. await helper.HiddenAsync($"{claim}/hand-over", "hand-over", ct), new("Input.Helper", other), new("Input.Note", "The key sticks")]);
        }),
        new("plan a visit", "SELECT count(*) FROM audit_entry WHERE deed IN ('VisitPlanned', 'VisitMoved')", async ct =>
        {
            var (helper, claim) = await takeAsync(ct);
            return new FilledForm(helper, $"{claim}/visit",
            [
                .. await helper.HiddenAsync($"{claim}/visit", "visit", ct), new("Input.Day", Day), new("Input.From", "10:00"), new("Input.Until", "11:00"), new("Input.Company", "alone"),
            ]);
        }),
        new("make a slip", "SELECT count(*) FROM audit_entry WHERE deed = 'SlipMade'", async ct =>
        {
            var (helper, claim) = await takeAsync(ct);
            return new FilledForm(helper, $"{claim}/slip", await helper.HiddenAsync($"{claim}/slip", "slip", ct));
        }),
        new("a new spoken key", "SELECT count(*) FROM audit_entry WHERE deed = 'SpokenCodeMade'", async ct =>
        {
            var visitor = new Visit(town.Sites[0].Address);
            await Asking.WriteAsync(visitor, "Bread and milk", ct);
            var sent = await visitor.PostAsync(Asking.CheckPath, await Asking.LastPageAsync(visitor, ct), ct);
            var path = $"{StatusLink().Match(await visitor.OpenAsync(sent.Location!, ct)).Value}/key";
            return new FilledForm(visitor, path, await visitor.HiddenAsync(path, "new-key", ct));
        }),
    ];

    private static Visit Helper(HelpersTown town) => town.Helpers[0].At(town.Sites[0].Address);

    private static KeyValuePair<string, string> Date(int i) =>
        new($"Input.Dates[{i}].Day", DateTime.UtcNow.AddDays(i + 2).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static async Task<FilledForm> OfferAsync(Visit giver, CancellationToken ct) => new(giver, "/offers/give",
    [
        .. await giver.HiddenAsync("/offers/give", "give", ct), new("Input.Words", "Basmati, unopened"), new("Input.KindId", "food-parcel"), new("Input.Standing", "once"),
        new("Input.Quantity", "8"), new("Input.Unit", "bags of rice"), new("Input.Languages", "en"),
    ]);

    private static async Task<string> GivenAsync(HelpersTown town, CancellationToken ct)
    {
        using var form = await OfferAsync(Helper(town), ct);
        return (await form.Visit.PostAsync(form.Path, form.Fields, ct)).Location ?? throw new InvalidOperationException("The offer was not taken.");
    }

    [GeneratedRegex("name=\"Input\\.Helper\"[^>]*value=\"([0-9a-f-]{36})\"|value=\"([0-9a-f-]{36})\"[^>]*name=\"Input\\.Helper\"")]
    internal static partial Regex Radio();

    [GeneratedRegex("/status/[A-Za-z0-9_-]{43}")]
    private static partial Regex StatusLink();
}
