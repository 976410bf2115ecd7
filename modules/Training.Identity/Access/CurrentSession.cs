using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Training.Modules;

namespace Training.Identity.Access;

/// <summary>Names the session of this request, for what must not leave it; the name does not let anybody in.</summary>
internal sealed class CurrentSession(IHttpContextAccessor accessor)
{
    private const string SessionClaim = "sid";

    public string Id => accessor.HttpContext?.User is { } user && (user.FindFirstValue(SessionClaim) ?? user.FindFirstValue(SessionCheck.StampClaim)) is { } secret
        ? CanonicalJson.HashOf(secret)
        : throw new InvalidOperationException("There is no session.");
}
