using MutualAid.Core.Exchanges;

namespace MutualAid.Web.Pages.Claims;

/// <summary>What somebody writes into a thread.</summary>
public sealed class ThreadInput
{
    public Guid OperationId { get; set; }

    public string? Words { get; set; }
}

/// <summary>A thread as <c>_Thread</c> shows it, and the address its forms go to.</summary>
public sealed record ThreadView(ClaimThread Thread, string Path, ThreadInput Input)
{
    public static ThreadView Of(ClaimThread thread, string path) => new(thread, path, new ThreadInput { OperationId = Guid.NewGuid() });
}
