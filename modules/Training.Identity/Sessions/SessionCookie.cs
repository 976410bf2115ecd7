using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Identity;
using Training.Identity.Access;
using Training.Identity.Factors;

namespace Training.Identity.Sessions;

/// <summary>The cookie of a session: whose, which token, which stamp of the account. Signed and encrypted by the key ring.</summary>
internal static class SessionCookie
{
    /// <summary>The prefix makes browsers refuse it from anywhere but this host over a secure connection.</summary>
    public const string Name = "__Host-training-session";

    public const string TokenClaim = "sid";

    public const string StampClaim = "AspNet.Identity.SecurityStamp";

    // The longest of all; the session itself may end sooner (SessionLimits).
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = Name;
        options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.HttpOnly = true;
        options.Cookie.Path = "/";
        options.ExpireTimeSpan = Lifetime;
        options.SlidingExpiration = false;
        options.Events.OnValidatePrincipal = SessionCheck.ValidateAsync;
        options.Events.OnRedirectToLogin = context =>
        {
            context.Response.Redirect(LoginAddress(context.HttpContext));
            return Task.CompletedTask;
        };
        options.Events.OnRedirectToAccessDenied = context =>
        {
            if (EnrolFirst.Applies(context.HttpContext))
            {
                context.Response.Redirect(EnrolFirst.Page);
            }
            else
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
            }

            return Task.CompletedTask;
        };
    }

    public static Task WriteAsync(HttpContext context, Guid userId, string? stamp, string token)
    {
        var identity = new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, userId.ToString()), new(TokenClaim, token), new(StampClaim, stamp ?? "")],
            IdentityConstants.ApplicationScheme);
        return context.SignInAsync(IdentityConstants.ApplicationScheme, new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = false });
    }

    // A form that was sent leads back to its page, not to the address that takes it; the page can not know what was typed, and says so.
    private static string LoginAddress(HttpContext context)
    {
        var request = context.Request;
        var form = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);
        var query = form ? QueryString.Create(request.Query.Where(q => !q.Key.Equals("handler", StringComparison.OrdinalIgnoreCase))) : request.QueryString;
        var address = $"/account/login?returnUrl={Uri.EscapeDataString(request.PathBase + request.Path + query)}";
        return context.Items.ContainsKey(SessionCheck.ExpiredItem) ? $"{address}&{(form ? "unsent" : "expired")}=true" : address;
    }
}
