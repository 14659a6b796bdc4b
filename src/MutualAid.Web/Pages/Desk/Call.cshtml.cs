using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Desk;
using MutualAid.Web.Pages.Needs;
using MutualAid.Web.Text;

namespace MutualAid.Web.Pages.Desk;

/// <summary>Logging a call about a need, and saying who is on it. The drawer sends its forms here; a slip is shown here with the words kept.</summary>
public sealed class CallModel(CallService calls, DeskNeedQueries needs, Words words) : PrivatePage
{
    [BindProperty(SupportsGet = true, Name = "need")]
    public Guid NeedId { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public DeskNeed Need { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ReadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostLogAsync(CancellationToken ct)
    {
        if (!await ReadAsync(ct))
        {
            return NotFound();
        }

        var day = DateOnly.TryParseExact(Input.RingAgain?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on) ? on : (DateOnly?)null;
        if (day is null && !string.IsNullOrWhiteSpace(Input.RingAgain))
        {
            ModelState.AddModelError("Input.RingAgain", words["Write the day with year, month and day, such as 2026-05-19."]);
            return await AgainAsync();
        }

        var outcome = Enum.TryParse<CallOutcome>(Input.Call, out var call) ? call : (CallOutcome?)null;
        var operation = Guid.TryParse(Input.Operation, out var id) ? id : Guid.NewGuid();
        var logged = await calls.LogAsync(Actor, NeedId, outcome, day, operation, ct);
        if (logged.Ok)
        {
            Flash(Phrase.Of("The call is logged."));
        }

        return await Answer(logged, Back, conflict: Back);
    }

    public async Task<IActionResult> OnPostTakeAsync(CancellationToken ct) => await Answer(await calls.TakeAsync(Actor, NeedId, ct), Back, conflict: Back);

    public async Task<IActionResult> OnPostLetGoAsync(CancellationToken ct) => await Answer(await calls.LetGoAsync(Actor, NeedId, ct), Back);

    private RedirectResult Back() => Redirect(DeskLink.To(Request, NeedId));

    private async Task<bool> ReadAsync(CancellationToken ct)
    {
        if (await needs.OpenAsync(Actor, NeedId, ct) is not { } found)
        {
            return false;
        }

        Need = found;
        return true;
    }

    public sealed class InputModel
    {
        public string? Call { get; set; }

        public string? RingAgain { get; set; }

        public string? Operation { get; set; }
    }
}
