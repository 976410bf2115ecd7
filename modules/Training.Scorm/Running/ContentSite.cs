using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using Training.Courses.Contracts;
using Training.Modules;
using Training.Scorm.Intake;

namespace Training.Scorm.Running;

/// <summary>
/// Everything that answers on the content origin: the frame and its run-time, the files of the package of a launch, and the three requests of the frame.
/// It reads no cookie and knows nobody; the token in the address is all there is (src/docs/decisions/0028).
/// </summary>
internal sealed class ContentSite(LaunchToken tokens, Launches launches, PackageFolder packages, ILogger<ContentSite> log) : IContentSite
{
    /// <summary>What one request of the frame may hold, in bytes.</summary>
    public const int BodyBytes = 512 * 1024;

    private const string Frame = """
        <!DOCTYPE html>
        <html lang="vi">
        <head><meta charset="utf-8"><title>SCORM</title><link rel="stylesheet" href="/player/run.css"><script type="module" src="/player/run.js"></script></head>
        <body><iframe id="part" title="SCORM"></iframe></body>
        </html>
        """;

    // No top navigation, no windows, no downloads, no dialogs, also where somebody opens the address by itself.
    private const string Sandbox = "sandbox allow-scripts allow-same-origin allow-forms; ";

    private const string Permissions =
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), magnetometer=(), microphone=(), midi=(), payment=(), "
        + "publickey-credentials-create=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()";

    private static readonly Dictionary<string, string> PlayerFiles = new()
    {
        ["run.js"] = "text/javascript",
        ["run.css"] = "text/css",
        ["scorm12.min.js"] = "text/javascript",
        ["scorm2004.min.js"] = "text/javascript",
    };

    public async Task AnswerAsync(HttpContext context)
    {
        // From here on the site itself acts: nobody is signed in on this origin, whatever cookies a browser sends.
        context.RequestServices.GetRequiredService<IHttpContextAccessor>().HttpContext = null;
        Secure(context, "'none'");
        try
        {
            await RouteAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
        }
        catch (BadHttpRequestException exception)
        {
            context.Response.StatusCode = exception.StatusCode;
        }
#pragma warning disable CA1031 // the error pages of the site must not be shown on this origin
        catch (Exception exception) when (!context.Response.HasStarted)
#pragma warning restore CA1031
        {
            log.LogError(exception, "A request of a package failed: {Path}", context.Request.Path);
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    private static void Secure(HttpContext context, string ancestors)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Sandbox + "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; worker-src 'none'; object-src 'none'; "
            + $"base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}; webrtc 'block'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer"; // the token stands in the address
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Origin-Agent-Cluster"] = "?1";
        headers["Permissions-Policy"] = Permissions;
        headers["X-DNS-Prefetch-Control"] = "off";
        headers.CacheControl = "no-store";
    }

    // Packages are written with scripts in their pages, and many evaluate text. They may do so to themselves: nothing leads out.
    private static void SecurePackage(HttpContext context, string site)
        => context.Response.Headers.ContentSecurityPolicy = Sandbox + "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data: blob:; media-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' data: blob:; frame-src 'self' blob: data:; worker-src 'none'; object-src 'none'; "
            + $"base-uri 'self'; form-action 'none'; frame-ancestors 'self' {site}; webrtc 'block'";

    private static bool IsPost(HttpContext context)
        => HttpMethods.IsPost(context.Request.Method)
            && context.Request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin"
            && MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase);

    private static async Task<(T? Request, string Hash)> ReadAsync<T>(HttpContext context)
        where T : class
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = BodyBytes;
        }

        var buffer = new byte[BodyBytes + 1];
        var length = await context.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, context.RequestAborted);
        if (length > BodyBytes)
        {
            throw new BadHttpRequestException("Too long.", StatusCodes.Status413PayloadTooLarge);
        }

        try
        {
            return (JsonSerializer.Deserialize<T>(buffer.AsSpan(0, length), FrameJson.Options), Convert.ToHexStringLower(SHA256.HashData(buffer.AsSpan(0, length))));
        }
        catch (JsonException)
        {
            return (null, "");
        }
    }

    private static Task WriteAsync<T>(HttpContext context, T? answer)
        where T : class
    {
        if (answer is null)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }

        return context.Response.WriteAsJsonAsync(answer, FrameJson.Answers, context.RequestAborted);
    }

    private async Task RouteAsync(HttpContext context)
    {
        var request = context.Request;
        var parts = request.Path.Value!.Split('/', 5);

        // A worker would outlive the launch and see what the next package asks for; a page in a window of its own could lead elsewhere.
        var isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        var refused = request.Headers.ContainsKey("Service-Worker") || request.Headers["Sec-Fetch-Dest"].ToString() is "document" or "serviceworker" or "worker" or "sharedworker" or "object" or "embed";
        if (!refused && isRead && parts is ["", "player", { } file] && PlayerFiles.TryGetValue(file, out var type))
        {
            await PlayerFileAsync(context, file, type);
            return;
        }

        if (refused || parts is not ["", "run", { } token, { } what, ..] || tokens.Read(token) is not { } id || await launches.FindAsync(context.RequestServices, id, context.RequestAborted) is not { } launch)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (isRead && what.Length == 0 && parts.Length == 4)
        {
            Secure(context, launch.Site);
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync(Frame, context.RequestAborted);
        }
        else if (isRead && what == "files" && parts.Length == 5)
        {
            SecurePackage(context, launch.Site);
            await FileAsync(context, launch.PackageId, parts[4]);
        }
        else if (IsPost(context) && parts.Length == 4)
        {
            await AnswerFrameAsync(context, id, what);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private static async Task AnswerFrameAsync(HttpContext context, Guid launchId, string what)
    {
        var frames = context.RequestServices.GetRequiredService<Frames>();
        var ct = context.RequestAborted;
        switch (what)
        {
            case "begin":
                await WriteAsync(context, await frames.BeginAsync(launchId, ct));
                break;
            case "open":
                var (open, _) = await ReadAsync<OpenRequest>(context);
                await WriteAsync(context, open is null ? null : await frames.OpenAsync(context.RequestServices.GetRequiredService<ICourseItems>(), launchId, open, ct));
                break;
            case "save":
                // A browser that goes away meanwhile must not take back what the package was not told about yet.
                var (save, hash) = await ReadAsync<SaveRequest>(context);
                await WriteAsync(context, save is null ? null : await frames.SaveAsync(context.RequestServices.GetRequiredService<ICourseItems>(), launchId, save, hash, CancellationToken.None));
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }

    private static async Task PlayerFileAsync(HttpContext context, string file, string type)
    {
        await using var content = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Training.Scorm/frame/{file}")!;
        context.Response.Headers.CacheControl = "no-cache";
        await Results.Stream(content, type, entityTag: new EntityTagHeaderValue($"\"{typeof(ContentSite).Module.ModuleVersionId:n}\"")).ExecuteAsync(context);
    }

    private async Task FileAsync(HttpContext context, Guid packageId, string name)
    {
        if (await packages.OpenAsync(packageId, name, context.RequestAborted) is not var (file, content))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await using (content)
        {
            context.Response.Headers.CacheControl = "private, max-age=600";
            await Results.Stream(content, FileTypes.ContentTypeOf(file.Name), entityTag: new EntityTagHeaderValue($"\"{file.Hash}\""), enableRangeProcessing: true).ExecuteAsync(context);
        }
    }
}
