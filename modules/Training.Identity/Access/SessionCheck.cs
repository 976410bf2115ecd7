using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Data;
using Training.Identity.Grants;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.Access;

/// <summary>
/// Reads the account and its grants on every request, in one statement: a right taken away, a changed password or a locked account
/// counts at the next click.
/// </summary>
internal static class SessionCheck
{
    public const string StampClaim = "AspNet.Identity.SecurityStamp";

    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var db = services.GetRequiredService<TrainingDbContext>();
        var clock = services.GetRequiredService<TimeProvider>();
        var today = clock.Today();
        if (Guid.TryParse(context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var userId)
            && await db.Users.Where(u => u.Id == userId)
                .Select(u => new
                {
                    u.PersonId,
                    u.DisplayName,
                    u.SecurityStamp,
                    u.LockoutEnd,
                    Grants = db.Set<RoleGrant>()
                        .Where(g => g.UserId == u.Id && g.From <= today && (g.To == null || g.To >= today))
                        .Select(g => new Grant(g.Role, g.Kind, g.HospitalId ?? g.ProvinceId)).ToList(),
                })
                .SingleOrDefaultAsync(context.HttpContext.RequestAborted) is { } account
            && account.SecurityStamp == context.Principal.FindFirstValue(StampClaim)
            && !(account.LockoutEnd > clock.GetUtcNow()))
        {
            var directory = await services.GetRequiredService<IOrganizations>().GetAsync(context.HttpContext.RequestAborted);
            services.GetRequiredService<CurrentUser>().SignedIn(userId, account.PersonId, account.DisplayName, account.Grants, directory);
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
    }
}
