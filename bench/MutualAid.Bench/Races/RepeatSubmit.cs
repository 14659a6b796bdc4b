using System.Net.Sockets;
using MutualAid.Bench.Sites;

namespace MutualAid.Bench.Races;

/// <summary>
/// <c>./measure repeat-submit</c>: every form that makes something, sent twenty times at once to two servers, and sent again after the
/// connection was cut before the answer came. Either way it acts once.
/// </summary>
public static class RepeatSubmit
{
    public const int Times = 20;

    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);

    public static async Task<bool> RunAsync(Workbench bench, CancellationToken ct)
    {
        await using var town = await HelpersTown.OpenAsync(bench, needs: 120, wanted: 1, helpers: 4, servers: 2, ct, coordinator: true);
        var met = true;
        await bench.Output.WriteLineAsync($"{"form",-22} {"sent",-28} {"effects",8} {"500s",6}");
        foreach (var form in RepeatedForms.Of(town))
        {
            met &= await TryAsync(bench.Output, town, form, $"{Times} times at once", AtOnceAsync, ct);
            met &= await TryAsync(bench.Output, town, form, "cut off, then twice more", CutOffAsync, ct);
        }

        return met;
    }

    private static async Task<bool> TryAsync(
        TextWriter output, HelpersTown town, RepeatedForm form, string how, Func<HelpersTown, FilledForm, CancellationToken, Task<int[]>> send, CancellationToken ct)
    {
        using var filled = await form.FillAsync(ct);
        var before = await town.CountAsync(form.Effects, ct);
        var statuses = await send(town, filled, ct);
        var (effects, errors) = (await town.CountAsync(form.Effects, ct) - before, statuses.Count(s => s >= 500));
        await output.WriteLineAsync($"{form.Name,-22} {how,-28} {effects,8} {errors,6}{(effects == form.Makes && errors == 0 ? "" : "  WRONG")}");
        return effects == form.Makes && errors == 0;
    }

    private static async Task<int[]> AtOnceAsync(HelpersTown town, FilledForm form, CancellationToken ct) =>
        await Task.WhenAll(Enumerable.Range(0, Times).Select(async i =>
        {
            using var again = form.Visit.At(town.Sites[i % town.Sites.Count].Address);
            return (await again.PostAsync(form.Path, form.Fields, ct)).Status;
        }));

    private static async Task<int[]> CutOffAsync(HelpersTown town, FilledForm form, CancellationToken ct)
    {
        // The form leaves, the phone loses its network, and nobody hears the answer.
        using (var phone = new TcpClient { LingerState = new LingerOption(true, 0) })
        {
            await phone.ConnectAsync(form.Visit.Site.Host, form.Visit.Site.Port, ct);
            await phone.GetStream().WriteAsync(form.Visit.OnTheWire(form.Path, form.Fields), ct);
        }

        await Task.Delay(Settled, ct);
        var statuses = new int[2];
        for (var i = 0; i < statuses.Length; i++)
        {
            using var again = form.Visit.At(town.Sites[i].Address);
            statuses[i] = (await again.PostAsync(form.Path, form.Fields, ct)).Status;
        }

        return statuses;
    }
}
