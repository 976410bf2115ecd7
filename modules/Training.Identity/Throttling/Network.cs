using System.Net;
using System.Net.Sockets;

namespace Training.Identity.Throttling;

/// <summary>From where somebody comes, as far as one person can not change it at will.</summary>
internal static class Network
{
    private const int PrefixBytes = 8;

    /// <summary>An IPv4 address, or the first 64 bits of an IPv6 address: the rest is free to whoever has the connection.</summary>
    public static string Of(IPAddress? address)
    {
        if (address is null)
        {
            return "none";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, PrefixBytes)) + "/64"
            : address.ToString();
    }
}
