using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Sessions;
using Training.Identity.Users;

namespace Training.Identity.Factors;

/// <summary>Between the two steps of signing in: the password was right, and for five minutes a cookie of its own says so. It opens nothing.</summary>
internal sealed class SecondStep(TrainingDbContext db, IHttpContextAccessor accessor)
{
    public const string Scheme = "Training.SecondStep";

    private const string SharedClaim = "shared";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "__Host-training-step";
        options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.ExpireTimeSpan = Lifetime;
        options.SlidingExpiration = false;
    }

    public Task BeginAsync(User user, bool sharedPc) => accessor.HttpContext!.SignInAsync(
        Scheme,
        new ClaimsPrincipal(new ClaimsIdentity(
            [
                new(ClaimTypes.NameIdentifier, user.Id.ToString()),
                new(SessionCookie.StampClaim, user.SecurityStamp ?? ""),
                new(SharedClaim, sharedPc ? "1" : "0"),
            ],
            Scheme)));

    /// <summary>Whose password was right, unless the account changed or was locked since; null where no first step was made.</summary>
    public async Task<(User User, bool SharedPc)?> FindAsync(DateTimeOffset now, CancellationToken ct)
    {
        var ticket = await accessor.HttpContext!.AuthenticateAsync(Scheme);
        return ticket.Principal is { } principal
            && Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            && await db.Set<User>().AsNoTracking().SingleOrDefaultAsync(u => u.Id == id, ct) is { } user
            && user.SecurityStamp == principal.FindFirstValue(SessionCookie.StampClaim)
            && !user.IsClosed(now)
                ? (user, principal.FindFirstValue(SharedClaim) == "1")
                : null;
    }

    public Task EndAsync() => accessor.HttpContext!.SignOutAsync(Scheme);
}
