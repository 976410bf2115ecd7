using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Training.Identity.Sessions;

namespace Training.Identity.Account;

internal static class Logout
{
    public static async Task<IResult> SignOutAsync(HttpContext context, IAntiforgery antiforgery, SessionStore sessions)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Results.BadRequest();
        }

        await sessions.SignOutAsync(context.RequestAborted);
        return Results.LocalRedirect("/");
    }
}
