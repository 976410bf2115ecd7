using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Data;
using Training.Identity.Factors;
using Training.Identity.Grants;
using Training.Identity.Sessions;
using Training.Identity.Users;
using Training.Identity.ViewAs;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.Access;

/// <summary>
/// Reads the session, the account and its grants on every request, in one statement (two while somebody looks as another): an ended session, a right taken away, a changed
/// password or a locked account counts at the next click, on every node.
/// </summary>
internal static class SessionCheck
{
    /// <summary>Set on the request when its session was there but has run out.</summary>
    public const string ExpiredItem = "Training.SessionExpired";

    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var ct = context.HttpContext.RequestAborted;
        if (await ReadAsync(services, context.Principal!, now, ct) is not { DisabledAt: null } found || found.LockoutEnd > now)
        {
            context.RejectPrincipal();
            return;
        }

        if (now - found.LastSeenAt > SessionLimits.IdleOf(found.SharedPc, found.Grants) || now - found.CreatedAt > SessionLimits.LifetimeOf(found.Grants))
        {
            context.HttpContext.Items[ExpiredItem] = true;
            context.RejectPrincipal();
            return;
        }

        services.GetRequiredService<SnapshotVersions>().Know(found.Changes);
        var user = services.GetRequiredService<CurrentUser>();
        user.SignedIn(found.UserId, found.PersonId, found.DisplayName, found.Grants, await services.GetRequiredService<IOrganizations>().GetAsync(ct));
        user.Within(found.SessionId, found.AuthenticatedAt, found.Factor);
        var need = services.GetRequiredService<SecondFactorRule>().NeedOf(found.Grants);
        if (!SecondFactorRule.Meets(found.Factor, need))
        {
            user.Restrict(need);
        }

        if (found.Looks && user.Can(Permissions.ViewAs)
            && await services.GetRequiredService<TrainingDbContext>().ViewedAsync(found.UserId, VietnamTime.DateOf(now), now, ct) is { } viewed)
        {
            user.Views(viewed);
        }

        if (now - found.LastSeenAt >= SessionStore.SeenEvery)
        {
            await services.GetRequiredService<SessionStore>().SeenAsync(found.SessionId, ct);
        }
    }

    private static async Task<Found?> ReadAsync(IServiceProvider services, ClaimsPrincipal principal, DateTimeOffset now, CancellationToken ct)
    {
        var db = services.GetRequiredService<TrainingDbContext>();
        var changes = services.GetRequiredService<SnapshotVersions>().Changes;
        var (token, stamp) = (principal.FindFirstValue(SessionCookie.TokenClaim), principal.FindFirstValue(SessionCookie.StampClaim));
        if (token is null)
        {
            return null;
        }

        var hash = SecretToken.Hash(token);
        var counting = db.RoleGrants.CountingOn(VietnamTime.DateOf(now));
        return await (from session in db.Set<Session>()
                      join user in db.Set<User>() on session.UserId equals user.Id
                      where session.TokenHash == hash && session.EndedAt == null && user.SecurityStamp == stamp
                      select new Found(
                          session.Id,
                          session.CreatedAt,
                          session.LastSeenAt,
                          session.AuthenticatedAt,
                          session.Factor,
                          session.SharedPc,
                          user.Id,
                          user.PersonId,
                          user.DisplayName,
                          user.LockoutEnd,
                          user.DisabledAt,
                          db.Set<ViewSession>().Any(s => s.ViewerUserId == user.Id && s.EndedAt == null),
                          changes.Sum(),
                          counting.Where(g => g.UserId == user.Id)
                              .Select(g => new Grant(g.Role, g.Kind, g.HospitalId ?? g.ProvinceId)).ToList()))
            .SingleOrDefaultAsync(ct);
    }

    private sealed record Found(
        Guid SessionId,
        DateTimeOffset CreatedAt,
        DateTimeOffset LastSeenAt,
        DateTimeOffset AuthenticatedAt,
        SignInFactor Factor,
        bool SharedPc,
        Guid UserId,
        Guid? PersonId,
        string DisplayName,
        DateTimeOffset? LockoutEnd,
        DateTimeOffset? DisabledAt,
        bool Looks,
        long Changes,
        List<Grant> Grants);
}
