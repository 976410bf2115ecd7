using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Access;
using Training.Identity.Accounts;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Sessions;

/// <summary>Begins, renews and ends sessions. Every sign-in and every step-up gets a token of its own, and the one before is dead.</summary>
internal sealed class SessionStore(
    TrainingDbContext db, CurrentUser current, KnownDevice device, AccountHospitals hospitals, IHttpContextAccessor accessor, IAuditTrail audit, TimeProvider clock)
{
    /// <summary>Least time between two writes of when a session was last seen.</summary>
    public static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    private HttpContext Context => accessor.HttpContext!;

    /// <summary>Begins a session in this browser and ends the one it had.</summary>
    public async Task BeginAsync(User user, SignInFactor factor, bool sharedPc, CancellationToken ct)
    {
        var token = SecretToken.Create();
        var now = clock.GetUtcNow();
        await db.WriteAsync(
            async inner =>
            {
                if (current.IsSignedIn)
                {
                    await EndAsync(s => s.Id == current.SessionId, "replaced", now, inner);
                }

                var session = new Session
                {
                    UserId = user.Id,
                    TokenHash = SecretToken.Hash(token),
                    CreatedAt = now,
                    LastSeenAt = now,
                    AuthenticatedAt = now,
                    Factor = factor,
                    SharedPc = sharedPc,
                    Address = Context.Connection.RemoteIpAddress?.ToString() ?? "",
                    Device = DeviceName.Of(Context.Request.Headers.UserAgent),
                };
                db.Add(session);
                audit.Add(new AuditEvent("Identity.SignedIn", "User", user.Id)
                {
                    Actor = (user.Id, user.DisplayName),
                    HospitalIds = await hospitals.OfAsync(user.Id, inner),
                    Facts = new Dictionary<string, string?> { ["factor"] = factor.ToString(), ["session"] = session.Id.ToString(), ["shared"] = sharedPc ? "yes" : "no" },
                });
            },
            ct);
        device.Remember(user.Id);
        await SessionCookie.WriteAsync(Context, user.Id, user.SecurityStamp, token);
    }

    /// <summary>Gives the running session a new token after the person proved again who they are, or after the account's stamp changed.</summary>
    /// <param name="userId">The session's account.</param>
    /// <param name="factor">What was proved; the session keeps the stronger one.</param>
    /// <param name="ct">Cancels.</param>
    public async Task RenewAsync(Guid userId, SignInFactor factor, CancellationToken ct)
    {
        var token = SecretToken.Create();
        var (id, hash, now) = (current.SessionId, SecretToken.Hash(token), clock.GetUtcNow());
        var kept = factor == SignInFactor.Password || current.Factor == SignInFactor.Passkey ? current.Factor : factor;
        var renewed = 0;
        await db.WriteAsync(
            async inner => renewed = await db.Set<Session>().Where(s => s.Id == id && s.UserId == userId && s.EndedAt == null).ExecuteUpdateAsync(
                s => s.SetProperty(x => x.TokenHash, hash).SetProperty(x => x.AuthenticatedAt, now).SetProperty(x => x.LastSeenAt, now).SetProperty(x => x.Factor, kept), inner),
            ct);
        if (renewed == 1)
        {
            var stamp = await db.Set<User>().Where(u => u.Id == userId).Select(u => u.SecurityStamp).SingleAsync(ct);
            await SessionCookie.WriteAsync(Context, userId, stamp, token);
        }
    }

    /// <summary>Ends the running session, as signing out does.</summary>
    public async Task SignOutAsync(CancellationToken ct)
    {
        await db.WriteAsync(
            async inner =>
            {
                await EndAsync(s => s.Id == current.SessionId, "signed out", clock.GetUtcNow(), inner);
                audit.Add(new AuditEvent("Identity.SignedOut", "User", current.UserId)
                {
                    HospitalIds = await hospitals.OfAsync(current.UserId, inner),
                    Facts = new Dictionary<string, string?> { ["session"] = current.SessionId.ToString() },
                });
            },
            ct);
        await Context.SignOutAsync(IdentityConstants.ApplicationScheme);

        // Nothing of the person stays on a shared computer, not even behind the back button.
        Context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
    }

    /// <summary>Ends one of the account's sessions. Other accounts' sessions are left alone.</summary>
    /// <returns>False where there is no such running session.</returns>
    public async Task<bool> EndOneAsync(Guid userId, Guid sessionId, string reason, CancellationToken ct)
    {
        var ended = 0;
        await db.WriteAsync(
            async inner =>
            {
                ended = await EndAsync(s => s.Id == sessionId && s.UserId == userId, reason, clock.GetUtcNow(), inner);
                await AuditEndAsync(userId, reason, ended, inner);
            },
            ct);
        return ended > 0;
    }

    /// <summary>Ends every session of the account, on every node, at their next request. Joins a running write.</summary>
    /// <param name="userId">The account.</param>
    /// <param name="reason">Short and stable, for the trail: <c>password changed</c>.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="except">The session to keep, if any.</param>
    /// <returns>How many were ended.</returns>
    public async Task<int> EndAllAsync(Guid userId, string reason, CancellationToken ct, Guid? except = null)
    {
        var ended = 0;
        await db.WriteAsync(
            async inner =>
            {
                ended = await EndAsync(s => s.UserId == userId && s.Id != except, reason, clock.GetUtcNow(), inner);
                await AuditEndAsync(userId, reason, ended, inner);
            },
            ct);
        return ended;
    }

    /// <summary>Notes that the session is in use.</summary>
    public Task SeenAsync(Guid sessionId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var before = now - SeenEvery;
        return db.WriteAsync(
            inner => db.Set<Session>().Where(s => s.Id == sessionId && s.LastSeenAt <= before).ExecuteUpdateAsync(s => s.SetProperty(x => x.LastSeenAt, now), inner),
            ct);
    }

    private Task<int> EndAsync(System.Linq.Expressions.Expression<Func<Session, bool>> which, string reason, DateTimeOffset now, CancellationToken ct)
        => db.Set<Session>().Where(s => s.EndedAt == null).Where(which)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, now).SetProperty(x => x.EndReason, reason), ct);

    private async Task AuditEndAsync(Guid userId, string reason, int count, CancellationToken ct)
    {
        if (count > 0)
        {
            audit.Add(new AuditEvent("Identity.SessionsEnded", "User", userId)
            {
                HospitalIds = await hospitals.OfAsync(userId, ct),
                Facts = new Dictionary<string, string?> { ["reason"] = reason, ["count"] = count.ToString(System.Globalization.CultureInfo.InvariantCulture) },
            });
        }
    }
}
