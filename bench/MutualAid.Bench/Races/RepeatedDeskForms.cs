using System.Text.RegularExpressions;
using MutualAid.Bench.Sites;

namespace MutualAid.Bench.Races;

/// <summary>The forms of a coordinator's desk that make something.</summary>
internal static partial class RepeatedDeskForms
{
    private const string Asked = "SELECT count(*) FROM claim WHERE state = 'Invited' AND takes_over IS NULL";

    public static IReadOnlyList<RepeatedForm> Of(HelpersTown town, Queue<(Guid Need, Guid Part)> parts)
    {
        var times = 0;
        Visit Desk() => town.Helpers[^1].At(town.Sites[0].Address);
        return
        [
            new("intake by phone", "SELECT count(*) FROM need", async ct =>
            {
                var desk = Desk();
                return new FilledForm(desk, "/desk/intake",
                [
                    .. await desk.HiddenAsync("/desk/intake", "intake", ct), new("Input.Name", $"Robin {times++}"), new("Input.Kind", "groceries"), new("Input.Words", "Bread and milk"),
                    new("Input.When", "ThisWeek"), new("Input.Urgency", "Normal"), new("Input.Agree", "true"),
                ]);
            }),
            new("ask helpers", Asked, async ct =>
            {
                var desk = Desk();
                var (page, helper) = await AskableAsync(desk, parts, ct);
                return new FilledForm(desk, $"{page}&handler=Ask", [.. await desk.HiddenAsync(page, "ask", ct), new("Input.Helpers", helper)]);
            }),
            new("log a call", "SELECT count(*) FROM desk_call", async ct =>
            {
                var (desk, need) = (Desk(), parts.Peek().Need);
                return new FilledForm(
                    desk, $"/desk/call/{need}?need={need}&handler=Log", [.. await desk.HiddenAsync($"/desk?need={need}", "call", ct), new("Input.Call", "Spoke")]);
            }),
            new("add a partner", "SELECT count(*) FROM partner", async ct => await PartnerAsync(Desk(), times++, ct)),
            new("hand to a partner", "SELECT count(*) FROM referral", async ct =>
            {
                var (desk, need) = (Desk(), parts.Dequeue().Need);
                using (var partner = await PartnerAsync(Desk(), times++, ct))
                {
                    await partner.Visit.PostAsync(partner.Path, partner.Fields, ct);
                }

                var page = $"/desk/further/{need}";
                var to = Option().Match(await desk.OpenAsync(page, ct)).Groups[1].Value;
                return new FilledForm(desk, $"{page}?handler=Refer",
                [
                    .. await desk.HiddenAsync(page, "refer", ct), new("Input.PartnerId", to), new("Input.SaidBy", "Asker"), new("Input.Via", "Phone"),
                    new("Input.SaidOn", DateTime.UtcNow.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
                ]);
            }),
            new("make households one", "SELECT count(*) FROM household_merge", async ct =>
            {
                var desk = Desk();
                var found = new List<string>();
                for (var i = 0; i < 2; i++)
                {
                    var name = $"Household {times++}";
                    var hidden = await desk.HiddenAsync("/desk/intake", "intake", ct);
                    var taken = await desk.PostAsync("/desk/intake",
                    [
                        .. hidden, new("Input.Name", name), new("Input.Kind", "groceries"), new("Input.Words", "Bread and milk"), new("Input.When", "ThisWeek"),
                        new("Input.Urgency", "Normal"), new("Input.Agree", "true"),
                    ], ct);
                    found.Add(await town.AskerAsync(Guid.Parse(taken.Location!.Split('/')[^1]), ct));
                }

                return new FilledForm(
                    desk, "/desk/households", [.. await desk.HiddenAsync("/desk/households", "households", ct), new("Input.Kept", found[0]), new("Input.Other", found[1])]);
            }),
        ];
    }

    /// <summary>The next need for which the desk still knows somebody to ask, as its page, and who that is.</summary>
    internal static async Task<(string Page, string Helper)> AskableAsync(Visit desk, Queue<(Guid Need, Guid Part)> parts, CancellationToken ct)
    {
        while (true)
        {
            var (need, part) = parts.Dequeue();
            var page = $"/desk?need={need}&part={part}";
            if (Box().Match(await desk.OpenAsync(page, ct)) is { Success: true } box)
            {
                return (page, box.Groups[1].Value);
            }
        }
    }

    private static async Task<FilledForm> PartnerAsync(Visit desk, int number, CancellationToken ct) => new(
        desk, "/desk/partners?handler=Add", [.. await desk.HiddenAsync("/desk/partners", "partner", ct), new("Input.Name", $"Food bank {number}"), new("Input.About", "Food")]);

    [GeneratedRegex("name=\"Input\\.Helpers\" id=\"[^\"]*\" value=\"([0-9a-f-]{36})\"")]
    private static partial Regex Box();

    [GeneratedRegex("<option[^>]*value=\"([0-9a-f-]{36})\"")]
    private static partial Regex Option();
}
