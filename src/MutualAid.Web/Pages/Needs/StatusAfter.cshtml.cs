using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Exchanges;
using MutualAid.Web.Pages.Claims;

namespace MutualAid.Web.Pages.Needs;

/// <summary>The neighbour's own moment after the help, from her private page.</summary>
public sealed class StatusAfterModel(AfterwardsService afterwards) : AfterPage
{
    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public Guid ClaimId { get; set; }

    public string Path => $"/status/{Key}";

    protected override Task<Afterthought?> ReadAsync(CancellationToken ct) => afterwards.OfAskerAsync(Actor, OwnOf(Key), ClaimId, ct);

    protected override Task<Result> KeepAsync(CancellationToken ct) => afterwards.KeepAsAskerAsync(Actor, OwnOf(Key), ClaimId, Input.Thought, ct);

    protected override IActionResult Back() => LocalRedirect(Path);
}
