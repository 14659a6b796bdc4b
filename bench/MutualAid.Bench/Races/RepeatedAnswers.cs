using System.Globalization;
using System.Text.RegularExpressions;
using MutualAid.Bench.Sites;

namespace MutualAid.Bench.Races;

/// <summary>The forms with which somebody answers, or is asked to come along: on the page, on the phone and by a slip of paper.</summary>
internal static partial class RepeatedAnswers
{
    private static readonly string Day = DateTime.UtcNow.AddDays(3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static IReadOnlyList<RepeatedForm> Of(
        HelpersTown town, Queue<(Guid Need, Guid Part)> parts, Func<CancellationToken, Task<(Visit Helper, string Claim)>> takeAsync)
    {
        var askedBefore = new HashSet<string>(StringComparer.Ordinal);
        return
        [
            new("ask a buddy", "SELECT count(*) FROM visit_companion", async ct =>
            {
                var (helper, claim) = await takeAsync(ct);
                await helper.SubmitAsync(
                    $"{claim}/visit", "visit", [new("Input.Day", Day), new("Input.From", "10:00"), new("Input.Until", "11:00"), new("Input.Company", "alone")], ct);
                return new FilledForm(
                    helper, $"{claim}/company/buddy", [.. await helper.HiddenAsync($"{claim}/company/buddy", "company", ct), new("Input.Email", "helper2@millbrook.example")]);
            }),
            new("an answer by phone", "SELECT count(*) FROM claim WHERE state = 'Agreed'", async ct =>
            {
                var desk = town.Helpers[^1].At(town.Sites[0].Address);
                var (page, helper) = await RepeatedDeskForms.AskableAsync(desk, parts, ct);
                await desk.SubmitAsync(page, "ask", [new("Input.Helpers", helper)], ct, $"{page}&handler=Ask");
                var path = PhoneAnswer().Match(await desk.OpenAsync(page, ct)).Value;
                return new FilledForm(desk, path, [.. await desk.HiddenAsync(path, "answer", ct), new("Input.Say", "yes")]);
            }),
            new("take over", "SELECT count(*) FROM claim WHERE state = 'Agreed' AND takes_over IS NOT NULL", async ct =>
            {
                // Who comes first on the list may be somebody of the town who has no browser here: then the next one, for another part.
                for (var place = 0; ; place++)
                {
                    var (helper, claim) = await takeAsync(ct);
                    var others = RepeatedHelpForms.Radio().Matches(await helper.OpenAsync($"{claim}/hand-over", ct));
                    if (others.Count == 0)
                    {
                        continue;
                    }

                    var other = others[place % others.Count].Groups[1].Value;
                    await helper.SubmitAsync($"{claim}/hand-over", "hand-over", [new("Input.Helper", other), new("Input.Note", "The key sticks")], ct);
                    foreach (var asked in town.Helpers.Skip(1).Select(h => h.At(town.Sites[0].Address)))
                    {
                        // News of an earlier form stays where it is.
                        if (TakeOver().Matches(await asked.OpenAsync("/notices", ct)).Select(m => m.Value).FirstOrDefault(p => !askedBefore.Contains(p)) is { } path)
                        {
                            askedBefore.Add(path);
                            return new FilledForm(asked, path, [.. await asked.HiddenAsync(path, "take-over", ct), new("say", "yes")]);
                        }
                    }
                }
            }),
            new("tell by a slip", "SELECT count(*) FROM audit_entry WHERE deed = 'ClaimReported'", async ct =>
            {
                var (helper, claim) = await takeAsync(ct);
                var slip = await helper.PostAndReadAsync($"{claim}/slip", await helper.HiddenAsync($"{claim}/slip", "slip", ct), ct);
                var said = Said().Matches(slip).Select(m => m.Groups[1].Value).ToList();
                var anybody = new Visit(town.Sites[0].Address);
                return new FilledForm(anybody, "/report",
                [
                    .. await anybody.HiddenAsync("/report", "slip-report", ct), new("Input.Reference", said[0]), new("Input.Key", said[1]), new("Input.Outcome", "Done"),
                ]);
            }),
        ];
    }

    [GeneratedRegex("/desk/answers/[0-9a-f-]{36}")]
    private static partial Regex PhoneAnswer();

    [GeneratedRegex("/claims/[0-9a-f-]{36}/take-over")]
    private static partial Regex TakeOver();

    [GeneratedRegex("id=\"slip-(?:code|key)\"><bdi dir=\"ltr\">([^<]+)<")]
    private static partial Regex Said();
}
