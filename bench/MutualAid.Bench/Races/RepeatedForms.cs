using MutualAid.Bench.Sites;

namespace MutualAid.Bench.Races;

/// <summary>A form that makes something: how to fill it in anew, how to count what it makes, and how many rows one form makes.</summary>
public sealed record RepeatedForm(string Name, string Effects, Func<CancellationToken, Task<FilledForm>> FillAsync, int Makes = 1);

/// <summary>A form that is ready to be sent.</summary>
public sealed record FilledForm(Visit Visit, string Path, IReadOnlyList<KeyValuePair<string, string>> Fields) : IDisposable
{
    public void Dispose() => Visit.Dispose();
}

/// <summary>Every form that makes something. A new one gets a line here.</summary>
public static class RepeatedForms
{
    public static IReadOnlyList<RepeatedForm> Of(HelpersTown town)
    {
        var parts = new Queue<(Guid Need, Guid Part)>(town.Parts);
        var joined = 0;
        return
        [
            new("ask for help", "SELECT count(*) FROM need", async ct =>
            {
                var visitor = new Visit(town.Sites[0].Address);
                await Asking.WriteAsync(visitor, "Bread and milk", ct);
                return new FilledForm(visitor, Asking.CheckPath, await Asking.LastPageAsync(visitor, ct));
            }),
            new("join", "SELECT count(*) FROM member", async ct =>
            {
                var visitor = new Visit(town.Sites[0].Address);
                var hidden = await visitor.HiddenAsync("/sign-up", "sign-up", ct);
                return new FilledForm(
                    visitor,
                    "/sign-up",
                    [.. hidden, new("Input.Name", "Robin"), new("Input.Email", $"robin{joined++}@millbrook.example"), new("Input.Password", TownPeople.Password), new("Input.Languages", "en")]);
            }),
            new("take on", "SELECT count(*) FROM claim WHERE state = 'Agreed'", async ct =>
            {
                var (need, part) = parts.Dequeue();
                var helper = town.Helpers[0].At(town.Sites[0].Address);
                return new FilledForm(helper, TakeForm.PathOf(need), TakeForm.Fields(await TakeForm.TokenAsync(helper, need, ct), part));
            }),
            new("tell how it went", "SELECT count(*) FROM audit_entry WHERE deed = 'ClaimReported'", async ct =>
            {
                var (helper, claim) = await TakeAsync(town, parts.Dequeue(), ct);
                return new FilledForm(helper, $"{claim}/report", [.. await helper.HiddenAsync($"{claim}/report", "report", ct), new("Input.Outcome", "Done")]);
            }),
            new("words of thanks", "SELECT count(*) FROM thanks", async ct =>
            {
                var (helper, claim) = await TakeAsync(town, parts.Dequeue(), ct);
                await helper.SubmitAsync($"{claim}/report", "report", [new("Input.Outcome", "Done")], ct);
                return new FilledForm(helper, $"{claim}/thanks", [.. await helper.HiddenAsync($"{claim}/thanks", "thanks", ct), new("Input.Words", "Thank you for the tea")]);
            }),
            .. RepeatedHelpForms.Of(town, ct => TakeAsync(town, parts.Dequeue(), ct)),
            .. RepeatedDeskForms.Of(town, parts),
            .. RepeatedAnswers.Of(town, parts, ct => TakeAsync(town, parts.Dequeue(), ct)),
        ];
    }

    private static async Task<(Visit Helper, string Claim)> TakeAsync(HelpersTown town, (Guid Need, Guid Part) wanted, CancellationToken ct)
    {
        var helper = town.Helpers[0].At(town.Sites[0].Address);
        var answer = await TakeForm.SendAsync(helper, await TakeForm.TokenAsync(helper, wanted.Need, ct), wanted, ct);
        return (helper, answer.Location ?? throw new InvalidOperationException($"{wanted.Need} could not be taken on: {answer.Status}."));
    }
}
