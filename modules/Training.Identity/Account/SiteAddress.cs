using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Training.Identity.Account;

/// <summary>
/// The beginning of links in letters: <c>Site:BaseAddress</c>. Never what the request says it asked for, which whoever sends it can choose;
/// only on a developer's machine, where nothing is configured, that is good enough.
/// </summary>
internal sealed class SiteAddress(IConfiguration configuration, IHostEnvironment environment)
{
    /// <summary>Without a slash at the end; null where letters with links can not be sent.</summary>
    public string? For(HttpRequest request)
        => configuration["Site:BaseAddress"] is { Length: > 0 } configured ? configured.TrimEnd('/')
            : environment.IsDevelopment() ? $"{request.Scheme}://{request.Host}"
            : null;
}
