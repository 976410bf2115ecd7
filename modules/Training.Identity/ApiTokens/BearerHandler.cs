using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Training.Data;
using Training.Identity.Access;
using Training.Identity.Contracts;
using Training.Identity.Grants;
using Training.Identity.Users;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.ApiTokens;

/// <summary>
/// Signs a program in by <c>Authorization: Bearer trn_…</c>, for this one request. Token, account and grants are read each time, so that a
/// token that was revoked, or a right that was taken away, is gone at the next request.
/// </summary>
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, TrainingDbContext db, CurrentUser current, IGuessing guessing, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Bearer = "Bearer";

    private const string Begin = Bearer + " ";
    private const string Challenge = "Bearer realm=\"training\"";

    private static readonly TimeSpan UseWrittenEvery = TimeSpan.FromMinutes(1);

    private Entrance _entrance = Entrance.Open;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization is not [{ } header])
        {
            return AuthenticateResult.NoResult();
        }

        var token = header.StartsWith(Begin, StringComparison.OrdinalIgnoreCase) ? header[Begin.Length..].Trim() : "";
        if (!TokenText.IsWellFormed(token))
        {
            return await MissedAsync("not a token");
        }

        var now = clock.GetUtcNow();
        var hash = TokenText.HashOf(token);
        var counting = db.RoleGrants.CountingOn(VietnamTime.DateOf(now));
        var found = await (from t in db.Set<ApiToken>()
                           where t.Hash == hash && t.RevokedAt == null && t.ExpiresAt > now
                           join user in db.Set<User>() on t.UserId equals user.Id
                           where user.DisabledAt == null && (user.LockoutEnd == null || user.LockoutEnd <= now)
                           select new
                           {
                               t.Id,
                               t.UserId,
                               t.Permissions,
                               t.LastUsedAt,
                               user.PersonId,
                               user.DisplayName,
                               Grants = counting.Where(g => g.UserId == user.Id)
                                   .Select(g => new Grant(g.Role, g.Kind, g.HospitalId ?? g.ProvinceId)).ToList(),
                           }).SingleOrDefaultAsync(Context.RequestAborted);
        if (found is null)
        {
            return await MissedAsync("unknown, expired or revoked");
        }

        if (!(now - found.LastUsedAt < UseWrittenEvery))
        {
            DateTimeOffset? used = now;
            await db.WriteAsync(ct => db.Set<ApiToken>().Where(t => t.Id == found.Id).ExecuteUpdateAsync(set => set.SetProperty(t => t.LastUsedAt, used), ct), Context.RequestAborted);
        }

        current.SignedIn(found.UserId, found.PersonId, found.DisplayName, found.Grants, await Context.RequestServices.GetRequiredService<IOrganizations>().GetAsync(Context.RequestAborted));
        current.WithToken(found.Id);
        current.LimitTo(found.Permissions.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, found.UserId.ToString())], Bearer);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Bearer));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var asked = await HandleAuthenticateOnceSafeAsync();
        if (!_entrance.IsOpen)
        {
            Response.Refuse(_entrance);
            await AnswerAsync(StatusCodes.Status429TooManyRequests, "Too many wrong tokens came from this address.", "Api.TooMany");
            return;
        }

        Response.Headers.WWWAuthenticate = asked.Failure is null ? Challenge : $"{Challenge}, error=\"invalid_token\"";
        await AnswerAsync(StatusCodes.Status401Unauthorized, asked.Failure is null
            ? "Send an API token in the header Authorization: Bearer."
            : "The token is unknown, has expired or was revoked, or its account is closed.", "Api.Token");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = $"{Challenge}, error=\"insufficient_scope\"";
        return AnswerAsync(StatusCodes.Status403Forbidden, "The token, or the account that made it, does not have the permission that this needs.", "Api.Forbidden");
    }

    // A right token is let in whatever others send from the same address: 190 random bits are not guessed.
    private async Task<AuthenticateResult> MissedAsync(string why)
    {
        _entrance = await guessing.LookAsync(Doors.Api, Context.RequestAborted);
        if (_entrance.IsOpen)
        {
            await guessing.MissedAsync(Doors.Api, Context.RequestAborted);
        }

        return AuthenticateResult.Fail(why);
    }

    private async Task AnswerAsync(int status, string detail, string code)
    {
        Response.Headers[HeaderNames.CacheControl] = "no-store";
        await Api.Problem(status, detail, code).ExecuteAsync(Context);
    }
}
