using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules;

namespace Training.Web.Setup;

/// <summary>
/// Turns away, before anything reads it, what no page of this site sends: control characters, an address that is not there, a method that nothing answers, a
/// body over the limit, a changing request from another site.
/// </summary>
/// <remarks>
/// An unknown address is 404 for everybody. Without this, a visitor would be sent to sign in by the fallback policy, and could so tell which
/// addresses exist.
/// </remarks>
internal sealed class RequestGate(RequestDelegate next, SiteSettings settings)
{
    public Task InvokeAsync(HttpContext context)
    {
        // The error page is shown for whatever was refused.
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            return next(context);
        }

        var refusal = Refuse(context);
        if (refusal is null)
        {
            return next(context);
        }

        context.Response.StatusCode = refusal.Value;
        if (HttpMethods.IsOptions(context.Request.Method) && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            pages.Enabled = false; // Razor Pages answer this method with 200, also the page of an error
        }

        return Task.CompletedTask;
    }

    private int? Refuse(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsTrace(request.Method) || HttpMethods.IsConnect(request.Method))
        {
            context.Response.Headers.Allow = "GET, HEAD";
            return StatusCodes.Status405MethodNotAllowed;
        }

        if (HasControlCharacter(request))
        {
            return StatusCodes.Status400BadRequest;
        }

        if (context.GetEndpoint() is not { } endpoint)
        {
            return StatusCodes.Status404NotFound;
        }

        // Endpoints that name their methods are matched by them.
        var page = endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null;
        if (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is not { HttpMethods.Count: > 0 }
            && !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !(page && HttpMethods.IsPost(request.Method)))
        {
            context.Response.Headers.Allow = page ? "GET, HEAD, POST" : "GET, HEAD";
            return StatusCodes.Status405MethodNotAllowed;
        }

        var limit = endpoint.Metadata.GetMetadata<IRequestSizeLimitMetadata>() is { } own ? own.MaxRequestBodySize : RequestLimits.BodyBytes;
        return request.ContentLength > limit ? StatusCodes.Status413PayloadTooLarge
            : IsSafe(request.Method) || endpoint.Metadata.GetMetadata<OtherSitesAllowedAttribute>() is not null || IsOurs(request) ? null
            : StatusCodes.Status403Forbidden;
    }

    // No link of the site has one, and PostgreSQL can not store the first of them. Tab and line ends may be pasted into a search.
    private static bool HasControlCharacter(HttpRequest request)
        => request.Path.Value?.Any(char.IsControl) == true
            || (request.QueryString.HasValue && request.Query.Any(field => IsBad(field.Key) || field.Value.Any(IsBad)));

    private static bool IsBad(string? text) => text?.Any(c => char.IsControl(c) && c is not ('\t' or '\r' or '\n')) == true;

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    /// <summary>
    /// As browsers say it since 2023 (Sec-Fetch-Site), and by the Origin of those that do not. A client that says neither is no browser, and
    /// holds no cookies that another site could use; the form's token is asked for in any case.
    /// </summary>
    private bool IsOurs(HttpRequest request)
    {
        // No other site can make a browser add this header.
        if (request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
        {
            return site is "same-origin" or "none";
        }

        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || string.Equals(origin, request.Scheme + Uri.SchemeDelimiter + request.Host.Value, StringComparison.OrdinalIgnoreCase)
            || (settings.Address is { } address && string.Equals(origin, address.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase));
    }
}
