using Microsoft.Net.Http.Headers;
using Training.Modules;

namespace Training.Web.Setup;

/// <summary>On every answer: nothing is loaded from elsewhere, nothing injected runs, private pages stay out of shared caches.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, IHostEnvironment environment, ContentOrigin content)
{
    // Two years; browsers' preload list asks for one.
    private const string TransportSecurity = "max-age=63072000; includeSubDomains";

    // What the site never asks a phone for. Passkeys stay allowed for the site itself.
    private const string Permissions =
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(self), geolocation=(), gyroscope=(), hid=(), "
        + "idle-detection=(), magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-create=(self), publickey-credentials-get=(self), "
        + "screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()";

    private static readonly string WithCamera = Permissions.Replace("camera=()", "camera=(self)", StringComparison.Ordinal);

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(() =>
        {
            Write(context);
            return Task.CompletedTask;
        });
        return next(context);
    }

    private string PolicyOf(HttpContext context)
    {
        // Only a page gets a nonce: everything else may be kept in caches, where a nonce would stay the same.
        var own = IsPage(context) ? $"'self' 'nonce-{context.RequestServices.GetRequiredService<CspNonce>().Value}'" : "'self'";
        var frames = context.GetEndpoint()?.Metadata.GetMetadata<FramesContentAttribute>() is not null && content.For(context.Request) is { } origin ? origin : "'none'";
        var kept = context.GetEndpoint()?.Metadata.GetMetadata<ShowsKeptFilesAttribute>() is null ? "" : " blob:";
        return $"default-src 'self'; script-src {own}; style-src {own}; img-src 'self' data:{kept}; media-src 'self'{kept}; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; frame-src {frames}; object-src 'none'; "
            + $"base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; report-uri {ViolationReports.Address}";
    }

    private static bool IsPage(HttpContext context)
        => MediaTypeHeaderValue.TryParse(context.Response.ContentType, out var type) && type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase);

    private void Write(HttpContext context)
    {
        var headers = context.Response.Headers;

        // Files of people bring a stricter one of their own; no page does.
        if (headers.ContentSecurityPolicy.Count == 0 || IsPage(context))
        {
            headers.ContentSecurityPolicy = PolicyOf(context);
        }

        headers.XContentTypeOptions = "nosniff";
        headers.TryAdd("Referrer-Policy", "same-origin"); // pages with a secret in their address ask for less
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = context.GetEndpoint()?.Metadata.GetMetadata<UsesCameraAttribute>() is null ? Permissions : WithCamera;
        if (context.Request.IsHttps && !environment.IsDevelopment())
        {
            headers.StrictTransportSecurity = TransportSecurity;
        }

        if (headers.CacheControl.Count == 0)
        {
            headers.CacheControl = "no-store";
        }
    }
}
