using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Training.Modules;

namespace Training.Theme;

/// <summary>What the site shows instead of an empty answer. Uses nothing that a broken database could take down with it.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Duration = 0, Location = ResponseCacheLocation.None)]
internal sealed class ErrorModel(IStringLocalizer<Texts> texts) : PageModel
{
    /// <summary>The status of the answer.</summary>
    public int Code { get; private set; }

    public string Title => TooLate is null ? Text("Title") : texts["Error.TooLate.Title"];

    /// <summary>What was typed into a form that came too late; null where nothing was.</summary>
    public TooLate? TooLate => TooLate.Of(HttpContext);

    public string What => TooLate?.Why ?? Text("What");

    public string Remedy => TooLate is null ? Text("Remedy") : texts["Error.TooLate.Remedy"];

    /// <summary>True where the fault is the server's; then the page leaves out everything that asks who is signed in.</summary>
    public bool IsFault => Code >= StatusCodes.Status500InternalServerError;

    /// <summary>Finds the fault in the log.</summary>
    public string TraceId => Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;

    /// <summary>The page that was asked for, where asking again may help.</summary>
    public string? Again { get; private set; }

    /// <summary>The page of this site that the person came from.</summary>
    public string? Back { get; private set; }

    // The page answers every method, also those without a handler, such as a refused DELETE.
    [NonHandler] // else "PAGE" would be a verb, and this its handler
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var asked = RouteData.Values["code"] is string text && int.TryParse(text, out var code) && code is >= 400 and < 600
            ? code
            : StatusCodes.Status404NotFound;

        // Executed again for a failed request, the page keeps that request's status; opened by its address, it has the status it is about.
        Code = Response.StatusCode >= StatusCodes.Status400BadRequest ? Response.StatusCode : asked;
        Response.StatusCode = Code;

        var original = HttpContext.OriginalAddress();
        var changing = !HttpMethods.IsGet(Request.Method) && !HttpMethods.IsHead(Request.Method);
        Again = original is not null && !changing && (IsFault || Code == StatusCodes.Status429TooManyRequests) ? original : null;
        Back = PreviousPage() is { } previous && (previous != original || changing) ? previous : null;
    }

    private string Text(string part)
        => texts[$"Error.{Code}.{part}"] is { ResourceNotFound: false } own ? own : texts[$"Error.{(IsFault ? 500 : 400)}.{part}"];

    private string? PreviousPage()
    {
        var here = Request.Scheme + Uri.SchemeDelimiter + Request.Host.Value;
        return Uri.TryCreate(Request.Headers.Referer, UriKind.Absolute, out var referer)
            && string.Equals(referer.GetLeftPart(UriPartial.Authority), here, StringComparison.OrdinalIgnoreCase)
            && Url.IsLocalUrl(referer.PathAndQuery)
            ? referer.PathAndQuery
            : null;
    }
}
