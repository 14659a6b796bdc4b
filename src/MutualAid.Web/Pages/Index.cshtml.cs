using MutualAid.Core.Needs;
using MutualAid.Core.Places;
using MutualAid.Web.Pages.Shared;

namespace MutualAid.Web.Pages;

/// <summary>The front door: ask, help, look around, and what is shown to whom.</summary>
public sealed class IndexModel(NetworkQueries network, PulseQueries pulse) : MutualAidPage
{
    private static readonly string[] ExampleIds = ["groceries", "ride", "conversation", "repair"];

    public NetworkCard Town { get; private set; } = null!;

    public HomeFigures Figures { get; private set; } = null!;

    /// <summary>Four everyday kinds of help, to show what can be asked for.</summary>
    public IReadOnlyList<HelpKindSeed> Examples { get; } = [.. HelpKindCatalogue.All.Where(k => ExampleIds.Contains(k.Id))];

    /// <summary>Where "I can help" leads: a helper goes to the needs, a newcomer joins first.</summary>
    public string HelpPath => Actor.IsSignedIn ? "/needs" : "/sign-up";

    public async Task OnGetAsync(CancellationToken ct)
    {
        Town = await network.CardAsync(ct);
        Figures = await pulse.ThisWeekAsync(ct);
    }
}
