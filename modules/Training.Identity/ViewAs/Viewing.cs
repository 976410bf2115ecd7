using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Grants;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.ViewAs;

/// <summary>How support staff see the site as somebody else: with that person's rights, and able to change nothing.</summary>
internal static class Viewing
{
    public const string EndAddress = "/account/view-as/end";

    public static readonly TimeSpan LongestConsent = TimeSpan.FromHours(24);

    /// <summary>A look ends by itself, since nobody remembers the button.</summary>
    public static readonly TimeSpan LongestLook = TimeSpan.FromHours(1);

    /// <summary>Ends whatever look the viewer has open, running or not; call inside a write.</summary>
    public static Task<int> EndLooksAsync(this TrainingDbContext db, Guid viewer, DateTimeOffset now, CancellationToken ct) => db.Set<ViewSession>()
        .Where(s => s.ViewerUserId == viewer && s.EndedAt == null)
        .ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, x => x.Until < now ? x.Until : now), ct);

    /// <summary>The account that a running look is at, with what it may do today; null where the look is over or was never allowed.</summary>
    public static Task<Viewed?> ViewedAsync(this TrainingDbContext db, Guid viewer, DateOnly today, DateTimeOffset now, CancellationToken ct)
    {
        var counting = db.RoleGrants.CountingOn(today);
        return (from look in db.Set<ViewSession>()
                join consent in db.Set<ViewConsent>() on look.ConsentId equals consent.Id
                join user in db.Set<User>() on look.ViewedUserId equals user.Id
                where look.ViewerUserId == viewer && look.EndedAt == null && look.Until > now
                    && consent.UserId == user.Id && consent.WithdrawnAt == null && consent.Until > now && user.DisabledAt == null
                select new Viewed(
                    user.Id,
                    user.PersonId,
                    user.DisplayName,
                    counting.Where(g => g.UserId == user.Id)
                        .Select(g => new Grant(g.Role, g.Kind, g.HospitalId ?? g.ProvinceId)).ToList())).SingleOrDefaultAsync(ct);
    }

    /// <summary>While somebody looks as another, every request that could change something is refused, whatever it is for.</summary>
    public static Task RefuseChangesAsync(HttpContext context, RequestDelegate next)
    {
        var harmless = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)
            || context.Request.Path.Equals(EndAddress, StringComparison.OrdinalIgnoreCase)
            || context.Request.Path.Equals("/account/logout", StringComparison.OrdinalIgnoreCase)
            || context.Features.Get<IStatusCodeReExecuteFeature>() is not null
            || context.Features.Get<IExceptionHandlerFeature>() is not null;
        if (harmless || context.RequestServices.GetService(typeof(ICurrentUser)) is not ICurrentUser { ViewerId: not null })
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    /// <summary>The button of the banner. Does nothing a second time.</summary>
    public static async Task<IResult> EndAsync(
        HttpContext context, IAntiforgery antiforgery, ICurrentUser user, TrainingDbContext db, IAuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Results.BadRequest();
        }

        if (user.ViewerId is { } viewer)
        {
            var viewed = user.UserId;
            await db.WriteAsync(
                async inner =>
                {
                    var look = await db.Set<ViewSession>().SingleOrDefaultAsync(s => s.ViewerUserId == viewer && s.EndedAt == null, inner);
                    if (look is not null)
                    {
                        look.EndedAt = clock.GetUtcNow();
                        audit.Add(new AuditEvent("Identity.ViewAsEnded", nameof(ViewSession), look.Id) { OnBehalfOf = viewed });
                    }
                },
                ct);
            return Results.LocalRedirect($"/admin/accounts/{viewed}");
        }

        return Results.LocalRedirect("/");
    }
}

/// <summary>Whose eyes are borrowed.</summary>
internal sealed record Viewed(Guid UserId, Guid? PersonId, string Name, IReadOnlyList<Grant> Grants);
