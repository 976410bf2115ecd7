using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Training.Web.Setup;

/// <summary>
/// How much a request may ask of the server. A page that takes files raises its own limit with <c>[RequestSizeLimit]</c> and
/// <c>[RequestFormLimits]</c>.
/// </summary>
internal static class RequestLimits
{
    /// <summary>No form of the site, filled to its limits, is longer.</summary>
    public const int BodyBytes = 256 * 1024;

    /// <summary>Method, address with its query, and version.</summary>
    public const int LineBytes = 8 * 1024;

    public const int HeaderBytes = 32 * 1024;

    public const int FormFields = 1024;

    public const int FieldNameBytes = 256;

    public const int FieldBytes = 128 * 1024;

    public const int JsonDepth = 32;

    private const int Connections = 2000;

    // Covers a large upload over a bad line; what takes longer is a fault.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    public static void AddRequestLimits(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(options =>
        {
            var limits = options.Limits;
            limits.MaxRequestBodySize = BodyBytes;
            limits.MaxRequestLineSize = LineBytes;
            limits.MaxRequestHeadersTotalSize = HeaderBytes;
            limits.MaxRequestHeaderCount = 64;
            limits.MaxConcurrentConnections = Connections;
            limits.MaxConcurrentUpgradedConnections = Connections;
            limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
            limits.MinRequestBodyDataRate = new MinDataRate(240, TimeSpan.FromSeconds(10));
            limits.MinResponseDataRate = new MinDataRate(240, TimeSpan.FromSeconds(10));
        });
        builder.Services.Configure<FormOptions>(options =>
        {
            options.ValueCountLimit = FormFields;
            options.KeyLengthLimit = FieldNameBytes;
            options.ValueLengthLimit = FieldBytes;
            options.MultipartBodyLengthLimit = BodyBytes;
            options.MultipartHeadersCountLimit = 8;
            options.MultipartHeadersLengthLimit = 4 * 1024;
        });
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.MaxDepth = JsonDepth);
        builder.Services.Configure<JsonOptions>(options => options.JsonSerializerOptions.MaxDepth = JsonDepth);
        builder.Services.AddRequestTimeouts(options => options.DefaultPolicy = new() { Timeout = Patience, TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable });
    }
}
