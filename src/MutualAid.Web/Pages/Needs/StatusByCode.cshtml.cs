using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Needs;
using MutualAid.Web.Hosting;

namespace MutualAid.Web.Pages.Needs;

/// <summary>Opens a private page by code and key, for somebody without a link. What was typed is in no address.</summary>
public sealed class StatusByCodeModel(SpokenCodeService codes, StatusDoor door) : PrivatePage
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public void OnGet()
    {
        // Nothing to read: the page is the question.
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var opened = await codes.OpenAsync(new SaidCode(Input.Reference, Input.Key), Origin.Of(HttpContext), ct);
        return await Answer(opened, () =>
        {
            door.Open(opened.Value);
            return LocalRedirect($"/status/{StatusDoor.Here}");
        });
    }

    /// <summary>Closes the page that is open in this browser.</summary>
    public IActionResult OnPostClose()
    {
        door.Close();
        return LocalRedirect("/");
    }

    public sealed class InputModel
    {
        public string? Reference { get; set; }

        public string? Key { get; set; }
    }
}
