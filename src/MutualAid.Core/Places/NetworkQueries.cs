using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;

namespace MutualAid.Core.Places;

/// <summary>The network as pages show it: its name, the phone to ring, and its clock.</summary>
public sealed record NetworkCard(string Name, string Phone, string PhoneHours, NetworkClock Clock, bool ReviewGuestNeeds);

/// <summary>Reads the network's own row once for each request.</summary>
public sealed class NetworkQueries(MutualAidDb db)
{
    private NetworkCard? card;

    /// <summary>The network; the row is made when the database is prepared, so it is always there.</summary>
    public async Task<NetworkCard> CardAsync(CancellationToken ct = default)
    {
        if (card is null)
        {
            var network = await db.Networks.AsNoTracking().SingleAsync(ct);
            card = new NetworkCard(network.Name, network.Phone, network.PhoneHours, network.Clock(), network.ReviewGuestNeeds);
        }

        return card;
    }

    /// <summary>The network's wall clock, which every day and hour on a page is written in.</summary>
    public async Task<NetworkClock> ClockAsync(CancellationToken ct = default) => (await CardAsync(ct)).Clock;
}
