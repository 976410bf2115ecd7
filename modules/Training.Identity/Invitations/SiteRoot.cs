using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Training.Identity.Invitations;

/// <summary>The address that links in letters begin with. The Host header of a request can be chosen by whoever sends it, so it is never used in production.</summary>
internal sealed class SiteRoot(IConfiguration configuration, IHostEnvironment environment)
{
    /// <returns>Without a slash at the end; null where it is not known and a letter can not be sent.</returns>
    public string? Of(HttpRequest request) => configuration["Site:BaseAddress"] is { Length: > 0 } configured
        ? configured.TrimEnd('/')
        : environment.IsDevelopment() ? $"{request.Scheme}://{request.Host}" : null;
}
