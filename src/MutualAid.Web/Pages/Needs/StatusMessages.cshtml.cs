using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Exchanges;
using MutualAid.Web.Pages.Claims;

namespace MutualAid.Web.Pages.Needs;

/// <summary>The neighbour's side of a thread, from her private page, with or without an account.</summary>
public sealed class StatusMessagesModel(ThreadQueries threads, ThreadService service) : ThreadPage
{
    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public Guid ClaimId { get; set; }

    public string Path => $"/status/{Key}";

    protected override string Here => $"{Path}/messages/{ClaimId}";

    protected override Task<ClaimThread?> ReadAsync(CancellationToken ct) => threads.OfAskerAsync(Actor, OwnOf(Key), ClaimId, ct);

    protected override Task<Result> WriteAsync(CancellationToken ct) => service.WriteAsAskerAsync(Actor, OwnOf(Key), ClaimId, Input.OperationId, Input.Words, ct);

    protected override Task<Result> CallAsync(CallKind kind, CancellationToken ct) => service.CallAsAskerAsync(Actor, OwnOf(Key), ClaimId, kind, ct);

    protected override IActionResult Back() => LocalRedirect(Here);
}
