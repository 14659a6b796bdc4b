using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Exchanges;

namespace MutualAid.Web.Pages.Claims;

/// <summary>The helper's side of a thread.</summary>
public sealed class MessagesModel(ThreadQueries threads, ThreadService service) : ThreadPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    protected override string Here => $"/claims/{Id}/messages";

    protected override Task<ClaimThread?> ReadAsync(CancellationToken ct) => threads.OfHelperAsync(Actor, Id, ct);

    protected override Task<Result> WriteAsync(CancellationToken ct) => service.WriteAsHelperAsync(Actor, Id, Input.OperationId, Input.Words, ct);

    protected override Task<Result> CallAsync(CallKind kind, CancellationToken ct) => service.CallAsHelperAsync(Actor, Id, kind, ct);

    protected override IActionResult Back() => Redirect($"/claims/{Id}#talk");
}
