using Microsoft.AspNetCore.Http;

namespace Training.Modules;

/// <summary>
/// Where packages run that somebody else wrote: an origin that has no page and no cookie of the site (src/docs/decisions/0028). Either the address of
/// <c>Content:Origin</c>, which a reverse proxy leads here too, or, on a machine of one's own, a second port under the other name of the same machine.
/// </summary>
public sealed class ContentOrigin
{
    private const int PortsBetween = 10_000;

    private const int LastPort = 65_535;

    private readonly Uri? _address;
    private int _port;

    private ContentOrigin(Uri? address, string? listen, int port) => (_address, Listen, _port) = (address, listen, port);

    /// <summary>What the site listens on besides its own addresses; null where something else leads here, or nothing does.</summary>
    public string? Listen { get; }

    /// <summary>The host name of the setting; null where there is none.</summary>
    public string? Host => _address?.Host;

    /// <summary>From the settings.</summary>
    /// <param name="address">The setting; null where nothing is set.</param>
    /// <param name="urls">Where the site listens.</param>
    public static ContentOrigin Of(Uri? address, IReadOnlyList<string> urls)
    {
        if (address is not null)
        {
            return new ContentOrigin(address, null, 0);
        }

        Uri[] own = [.. urls.Select(url => Uri.TryCreate(url, UriKind.Absolute, out var parsed) ? parsed : null).OfType<Uri>()];
        if (own.Length == 0 || own.Length < urls.Count || own.Any(url => !url.IsLoopback || url.Scheme != Uri.UriSchemeHttp))
        {
            return new ContentOrigin(null, null, 0);
        }

        var first = own[0].Port;
        var port = first == 0 ? 0 : first + PortsBetween <= LastPort ? first + PortsBetween : first - PortsBetween;
        return new ContentOrigin(null, port == 0 ? "http://127.0.0.1:0" : $"http://localhost:{port}", port);
    }

    /// <summary>The port that was found for <see cref="Listen"/>.</summary>
    public void ListensAt(int port) => _port = port;

    /// <summary>Whether the request came to the content origin.</summary>
    public bool Is(HttpContext context) => _address is not null
        ? string.Equals(context.Request.Host.Value, _address.Authority, StringComparison.OrdinalIgnoreCase)
        : _port != 0 && context.Connection.LocalPort == _port;

    /// <summary>
    /// The origin for whoever reads this page of the site; null where there is none. Cookies know no ports, so that on one machine the content has
    /// the other of its two names.
    /// </summary>
    public string? For(HttpRequest page) => _address is not null ? _address.GetLeftPart(UriPartial.Authority)
        : _port == 0 ? null
        : page.Host.Host is "localhost" ? $"http://127.0.0.1:{_port}"
        : page.Host.Host is "127.0.0.1" or "[::1]" ? $"http://localhost:{_port}"
        : null;
}

/// <summary>Answers everything that comes to the content origin; nothing else of the site does.</summary>
public interface IContentSite
{
    /// <summary>Answers. It knows nobody who is signed in.</summary>
    Task AnswerAsync(HttpContext context);
}

/// <summary>The page shows a frame of the content origin; no other page can.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FramesContentAttribute : Attribute;
