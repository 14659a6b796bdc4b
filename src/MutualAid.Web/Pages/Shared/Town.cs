using System.Data.Common;
using MutualAid.Core.Places;

namespace MutualAid.Web.Pages.Shared;

/// <summary>The network's card as it was last read, so that the page that says "that’s on us" still has a phone number when the database is away.</summary>
public sealed class LastKnownNetwork
{
    public NetworkCard? Card { get; set; }
}

/// <summary>The network as the frame shows it on every page.</summary>
public sealed class Town(NetworkQueries network, LastKnownNetwork lastKnown)
{
    /// <summary>The network as it was last read: for the page that apologises, which asks the database for nothing.</summary>
    public NetworkCard? LastKnown => lastKnown.Card;

    /// <summary>The network; null only when the database has been away since the server started.</summary>
    public async Task<NetworkCard?> CardAsync(CancellationToken ct)
    {
        try
        {
            lastKnown.Card = await network.CardAsync(ct);
        }
        catch (Exception away) when (away is DbException or InvalidOperationException or TimeoutException)
        {
            // The request that failed has been logged; this one only draws the frame around the apology.
        }

        return lastKnown.Card;
    }
}
