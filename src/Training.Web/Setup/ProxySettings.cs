using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Training.Web.Setup;

/// <summary>
/// Section <c>Proxy</c>: whose word is taken for who the visitor is and whether the line is encrypted. Nobody's, where nothing is set.
/// </summary>
internal sealed record ProxySettings(IReadOnlyList<IPAddress> Proxies, IReadOnlyList<System.Net.IPNetwork> Networks, int Hops)
{
    public bool IsSet => Proxies.Count + Networks.Count > 0;

    /// <exception cref="StartupProblem">An address is none.</exception>
    public static ProxySettings Read(IConfiguration configuration)
    {
        // The framework's own switch trusts everybody.
        if (configuration.GetValue("FORWARDEDHEADERS_ENABLED", false))
        {
            throw new StartupProblem("ASPNETCORE_FORWARDEDHEADERS_ENABLED would believe every visitor: remove it and set Proxy:KnownProxies.");
        }

        var hops = configuration.GetValue("Proxy:Hops", 1);
        return new ProxySettings(
            [.. ValuesOf(configuration, "Proxy:KnownProxies").Select(value => IPAddress.TryParse(value, out var address)
                ? address
                : throw new StartupProblem($"Proxy:KnownProxies has '{value}', which is no IP address."))],
            [.. ValuesOf(configuration, "Proxy:KnownNetworks").Select(value => System.Net.IPNetwork.TryParse(value, out var network)
                ? network
                : throw new StartupProblem($"Proxy:KnownNetworks has '{value}', which is no network such as 10.0.0.0/24."))],
            hops is >= 1 and <= 10 ? hops : throw new StartupProblem($"Proxy:Hops is {hops}; it must be from 1 to 10."));
    }

    public void Apply(ForwardedHeadersOptions options)
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        options.ForwardLimit = Hops;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in Proxies)
        {
            options.KnownProxies.Add(proxy);
        }

        foreach (var network in Networks)
        {
            options.KnownIPNetworks.Add(network);
        }
    }

    // One value with commas, as an environment variable has it, or a list.
    private static IEnumerable<string> ValuesOf(IConfiguration configuration, string key)
        => configuration.GetSection(key).GetChildren().Select(child => child.Value).Append(configuration[key])
            .SelectMany(value => (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
