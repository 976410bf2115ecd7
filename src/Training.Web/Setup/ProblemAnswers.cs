using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Training.Modules;

namespace Training.Web.Setup;

/// <summary>Programs get their errors as RFC 9457 problems: the status, its name and the request's number in the log, and nothing of the inside.</summary>
internal sealed class ProblemAnswers(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        var response = context.Response;
        if (response.StatusCode >= StatusCodes.Status400BadRequest && !response.HasStarted && response.ContentType is null && response.ContentLength is null && WantsProblem(context.Request))
        {
            await WriteAsync(context);
        }
    }

    public static bool WantsProblem(HttpRequest request)
    {
        // The handler of exceptions has put the page of the error in the path's place.
        var path = request.HttpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path is { } asked ? new PathString(asked) : request.Path;
        if (path.StartsWithSegments("/api"))
        {
            return true;
        }

        var accept = request.Headers.Accept.ToString();
        return accept.Contains("json", StringComparison.OrdinalIgnoreCase) && !accept.Contains("text/html", StringComparison.OrdinalIgnoreCase);
    }

    public static Task WriteAsync(HttpContext context)
    {
        var problem = new ProblemDetails { Status = context.Response.StatusCode, Title = ReasonPhrases.GetReasonPhrase(context.Response.StatusCode), Type = "about:blank" };
        problem.Extensions[Api.RequestIdMember] = Api.RequestIdOf(context);
        return context.Response.WriteAsJsonAsync(problem, options: null, "application/problem+json", context.RequestAborted);
    }

    /// <summary>The same for what nobody foresaw; the exception itself is in the log.</summary>
    internal sealed class OfFaults : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
        {
            if (httpContext.Features.Get<IExceptionHandlerPathFeature>() is { Path: var asked } && new PathString(asked).StartsWithSegments(Api.Prefix))
            {
                return false; // the programming interface has its own words
            }

            if (!WantsProblem(httpContext.Request))
            {
                if (StatusOf(exception) == StatusCodes.Status400BadRequest)
                {
                    // The page of the error must not stumble over the same form.
                    httpContext.Features.Set<IFormFeature>(new FormFeature(FormCollection.Empty));
                }

                return false;
            }

            httpContext.Response.StatusCode = StatusOf(exception);
            await WriteAsync(httpContext);
            return true;
        }
    }

    /// <summary>A request that is too large or malformed is the sender's fault, wherever it was noticed.</summary>
    public static int StatusOf(Exception exception) => exception switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        InvalidDataException or AntiforgeryValidationException => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status500InternalServerError,
    };
}
