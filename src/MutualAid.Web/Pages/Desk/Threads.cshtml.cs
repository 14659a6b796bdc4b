using MutualAid.Core.Exchanges;
using MutualAid.Web.Pages.Shared;

namespace MutualAid.Web.Pages.Desk;

/// <summary>Threads that one of their two sides asked a coordinator or the safeguarding lead to look at.</summary>
public sealed class ThreadsModel(ThreadQueries threads) : MutualAidPage
{
    public IReadOnlyList<CalledThread> Called { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Called = await threads.CalledAsync(Actor, ct);
}
