using System.Text;
using System.Text.Json;
using Training.Modules;

namespace Training.Web.Setup;

/// <summary>
/// Where browsers report what the Content-Security-Policy stopped: one short line in the log for each, without addresses' queries, and no
/// more than a few a minute, since anybody can send them.
/// </summary>
internal sealed class ViolationReports(ILogger<ViolationReports> log, TimeProvider clock)
{
    public const string Address = "/csp-report";

    public const int MostBytes = 8 * 1024;

    private const int MostAMinute = 30;
    private const int MostDepth = 8;
    private const int MostCharacters = 120;

    // Counts by the site's clock and not by a timer of its own.
    private readonly Lock _lock = new();
    private DateTimeOffset _since;
    private int _taken;

    public static void Map(WebApplication app) => app.MapPost(Address, (HttpContext context, ViolationReports reports) => reports.TakeAsync(context))
        .WithMetadata(new OtherSitesAllowedAttribute(), new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(MostBytes))
        .AllowAnonymous();

    public async Task<IResult> TakeAsync(HttpContext context)
    {
        if (!IsTaken())
        {
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        if (context.Request.ContentType?.Split(';')[0].Trim() is not ("application/csp-report" or "application/reports+json" or "application/json"))
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        try
        {
            using var report = await JsonDocument.ParseAsync(context.Request.Body, new JsonDocumentOptions { MaxDepth = MostDepth }, context.RequestAborted);
            var body = BodyOf(report.RootElement);
            log.LogWarning(
                "The browser stopped {Blocked} on {Page} by {Directive}.",
                Short(body, "blocked-uri", "blockedURL"),
                Short(body, "document-uri", "documentURL"),
                Short(body, "effective-directive", "effectiveDirective"));
            return Results.NoContent();
        }
        catch (JsonException)
        {
            return Results.BadRequest();
        }
    }

    private static JsonElement BodyOf(JsonElement report)
    {
        var one = report.ValueKind == JsonValueKind.Array && report.GetArrayLength() > 0 ? report[0] : report;
        return one.ValueKind != JsonValueKind.Object ? default
            : one.TryGetProperty("csp-report", out var old) ? old
            : one.TryGetProperty("body", out var body) ? body
            : one;
    }

    // Of an address, only where it leads: a query may hold what somebody searched for.
    private static string Short(JsonElement body, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String)
            {
                var line = new StringBuilder();
                foreach (var c in value.GetString()!.Split('?', '#')[0].Take(MostCharacters))
                {
                    line.Append(c is > ' ' and < '\u007f' ? c : '.');
                }

                return line.ToString();
            }
        }

        return "?";
    }

    private bool IsTaken()
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (now - _since >= TimeSpan.FromMinutes(1) || now < _since)
            {
                (_since, _taken) = (now, 0);
            }

            return ++_taken <= MostAMinute;
        }
    }
}
