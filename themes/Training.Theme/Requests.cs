using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Training.Theme;

internal static class Requests
{
    /// <summary>The local address that a request was made to before an error page took it over; null where none did.</summary>
    public static string? OriginalAddress(this HttpContext context)
    {
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is { } status)
        {
            return new PathString(status.OriginalPathBase).Add(status.OriginalPath).ToUriComponent() + status.OriginalQueryString;
        }

        return context.Features.Get<IExceptionHandlerPathFeature>() is { } fault
            ? UriHelper.BuildRelative(context.Request.PathBase, fault.Path, context.Request.QueryString)
            : null;
    }

    /// <summary>The local address of the page somebody sees.</summary>
    public static string PageAddress(this HttpContext context)
        => context.OriginalAddress() ?? UriHelper.BuildRelative(context.Request.PathBase, context.Request.Path, context.Request.QueryString);
}
