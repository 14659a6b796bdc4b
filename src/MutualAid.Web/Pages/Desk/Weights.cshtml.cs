using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Matching;
using MutualAid.Web.Pages.Shared;

namespace MutualAid.Web.Pages.Desk;

/// <summary>How much each thing counts when matching suggests: a slider each, tried on one need before it is kept.</summary>
public sealed class WeightsModel(WeightService service, WeightQueries weights) : MutualAidPage
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public WeightPage Shown { get; private set; } = new(Weights.Default, []);

    public WeightPreview? Preview { get; private set; }

    /// <summary>Whether sliders were moved to see what would change.</summary>
    public bool Tried { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await ReadAsync(ct))
        {
            return NotFound();
        }

        (Input.OperationId, Input.Seen) = (Guid.NewGuid(), Shown.Now.Version);
        Input.Take(Shown.Now);
        return Page();
    }

    public async Task<IActionResult> OnPostTryAsync(CancellationToken ct)
    {
        if (!await ReadAsync(ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return await AgainAsync();
        }

        Tried = true;
        Preview = await weights.PreviewAsync(Actor, Input.Weights(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostKeepAsync(CancellationToken ct) => ModelState.IsValid
        ? await ToldAsync(await service.SetAsync(Actor, Input.OperationId, Input.Seen, Input.Weights(), Input.Why, ct), Phrase.Of("It counts like this from now on."), ct)
        : await AgainAsync(again: () => ReadAsync(ct));

    public async Task<IActionResult> OnPostFirstAsync(CancellationToken ct) =>
        await ToldAsync(await service.GoBackAsync(Actor, Input.OperationId, Input.Seen, ct), Phrase.Of("Everything counts as it did at first."), ct);

    private Task<IActionResult> ToldAsync(Result result, Phrase sentence, CancellationToken ct) => Answer(
        result,
        () =>
        {
            Flash(sentence);
            return Redirect("/desk/weights");
        },
        () => ReadAsync(ct),
        () => Redirect("/desk/weights"));

    private async Task<bool> ReadAsync(CancellationToken ct)
    {
        var page = await weights.PageAsync(Actor, ct);
        Shown = page.Ok ? page.Value : Shown;
        return page.Ok;
    }

    public sealed class InputModel
    {
        public Guid OperationId { get; set; }

        /// <summary>The version that was in force when the page was opened.</summary>
        public int Seen { get; set; }

        public int Nearness { get; set; }

        public int Continuity { get; set; }

        public int LanguageComfort { get; set; }

        public int TimeFit { get; set; }

        public int LoadHeadroom { get; set; }

        public int ScarcityGuard { get; set; }

        public int AskedLately { get; set; }

        public int Reserve { get; set; }

        public string? Why { get; set; }

        public void Take(Weights now) =>
            (Nearness, Continuity, LanguageComfort, TimeFit, LoadHeadroom, ScarcityGuard, AskedLately, Reserve) =
            (now.Nearness, now.Continuity, now.LanguageComfort, now.TimeFit, now.LoadHeadroom, now.ScarcityGuard, now.AskedLately, now.Reserve);

        public Weights Weights() => new(0)
        {
            Nearness = Nearness,
            Continuity = Continuity,
            LanguageComfort = LanguageComfort,
            TimeFit = TimeFit,
            LoadHeadroom = LoadHeadroom,
            ScarcityGuard = ScarcityGuard,
            AskedLately = AskedLately,
            Reserve = Reserve,
        };
    }
}
