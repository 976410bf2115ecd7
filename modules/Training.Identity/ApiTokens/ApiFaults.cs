using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Training.Modules;

namespace Training.Identity.ApiTokens;

/// <summary>Programs get a problem they can read, not a page.</summary>
internal sealed class ApiFaults : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!httpContext.IsApi())
        {
            return false;
        }

        var problem = exception is BadHttpRequestException bad
            ? Api.Problem(bad.StatusCode, "A value in the request can not be read.")
            : Api.Problem(StatusCodes.Status500InternalServerError, "Something went wrong here; it is in the log.");
        await problem.ExecuteAsync(httpContext);
        return true;
    }
}
