using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Training.Modules;

namespace Training.Identity.ApiTokens;

/// <summary>Programs get a problem they can read, not a page.</summary>
internal sealed class ApiFaults(IStringLocalizerFactory texts) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // The handler of exceptions has put the page of the error in the path's place.
        var asked = httpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path;
        if (asked is null || !new PathString(asked).StartsWithSegments(Api.Prefix))
        {
            return false;
        }

        var problem = exception switch
        {
            BadHttpRequestException { InnerException: JsonException json } bad => Unreadable(bad.StatusCode, json),
            BadHttpRequestException bad => Api.Problem(bad.StatusCode, "A value in the request can not be read."),
            _ => Api.Problem(StatusCodes.Status500InternalServerError, "Something went wrong here; it is in the log."),
        };
        await problem.ExecuteAsync(httpContext);
        return true;
    }

    // The exception's own words name types of the inside; its path is what the sender needs.
    private ApiProblem Unreadable(int status, JsonException json)
    {
        var why = texts.OfModule(typeof(ApiFaults).Assembly.GetName().Name!)["Api.Body"].Value;
        return new ApiProblem(status, "Api.Body", why) { Errors = new Dictionary<string, string[]> { [json.Path?.TrimStart('$', '.') ?? ""] = [why] } };
    }
}
