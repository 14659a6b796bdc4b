using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Exchanges;

namespace MutualAid.Web.Pages.Claims;

/// <summary>The helper's own moment after the help.</summary>
public sealed class AfterModel(AfterwardsService afterwards) : AfterPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    protected override Task<Afterthought?> ReadAsync(CancellationToken ct) => afterwards.OfHelperAsync(Actor, Id, ct);

    protected override Task<Result> KeepAsync(CancellationToken ct) => afterwards.KeepAsHelperAsync(Actor, Id, Input.Thought, ct);

    protected override IActionResult Back() => Redirect($"/claims/{Id}");
}
