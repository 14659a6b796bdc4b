using System.Net;
using System.Net.Sockets;

namespace MutualAid.Web.Hosting;

/// <summary>Where a request comes from, as far as counting tries needs to know. Held in memory while it counts, never written down.</summary>
public static class Origin
{
    private const int NetworkBytes = 8;

    /// <summary>The address; of IPv6 the first half, because one household has all of the rest.</summary>
    public static string Of(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address)
        {
            return "unknown";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? new IPAddress([.. address.GetAddressBytes().Take(NetworkBytes), .. new byte[NetworkBytes]]).ToString()
            : address.ToString();
    }
}
