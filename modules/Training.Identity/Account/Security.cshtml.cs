using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Access;
using Training.Identity.ApiTokens;
using Training.Identity.Factors;
using Training.Identity.Reauthentication;
using Training.Identity.Sessions;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Account;

/// <summary>How the account is kept safe: everything that opens it, how much there is of it, when it was last used, and where to change it.</summary>
[SignedIn]
[WithoutSecondFactor]
internal sealed class SecurityModel(TrainingDbContext db, CurrentUser current, TimeProvider clock) : PageModel
{
    /// <summary>What this session still needs before other pages open.</summary>
    public SignInNeed Lacks => current.Lacks;

    /// <summary>This session began with a code from paper: the app may be lost.</summary>
    public bool ByRecoveryCode => current.Factor == SignInFactor.RecoveryCode;

    public Overview Account { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct)
    {
        var (id, now) = (current.UserId, clock.GetUtcNow());
        var sessions = db.Set<Session>().RunningAt(now, current.Grants).Where(s => s.UserId == id);
        var tokens = db.Set<ApiToken>().Where(t => t.UserId == id && t.RevokedAt == null && t.ExpiresAt > now);
        Account = await db.Set<User>().Where(u => u.Id == id).Select(u => new Overview(
            u.Email ?? "",
            u.PasswordChangedAt,
            db.Set<IdentityUserPasskey<Guid>>().Count(p => p.UserId == id),
            db.Set<Session>().Where(s => s.UserId == id && s.Factor == SignInFactor.Passkey).OrderByDescending(s => s.AuthenticatedAt).Select(s => (DateTimeOffset?)s.AuthenticatedAt).FirstOrDefault(),
            db.Set<SigningAssertion>().Where(a => a.UserId == id).OrderByDescending(a => a.SignedAt).Select(a => (DateTimeOffset?)a.SignedAt).FirstOrDefault(),
            db.Set<Authenticator>().Where(a => a.UserId == id).Select(a => (DateTimeOffset?)a.AddedAt).FirstOrDefault(),
            db.Set<Authenticator>().Where(a => a.UserId == id).Select(a => (long?)a.LastStep).FirstOrDefault(),
            db.Set<RecoveryCode>().Count(c => c.UserId == id && c.UsedAt == null),
            db.Set<RecoveryCode>().Where(c => c.UserId == id && c.UsedAt != null).OrderByDescending(c => c.UsedAt).Select(c => c.UsedAt).FirstOrDefault(),
            sessions.Count(),
            tokens.Count(),
            tokens.OrderByDescending(t => t.LastUsedAt != null).ThenByDescending(t => t.LastUsedAt).Select(t => t.LastUsedAt).FirstOrDefault())).SingleAsync(ct);
    }

    /// <summary>What opens the account.</summary>
    public sealed record Overview(
        string Email,
        DateTimeOffset? PasswordChangedAt,
        int Passkeys,
        DateTimeOffset? PasskeySignedInAt,
        DateTimeOffset? PasskeySignedAt,
        DateTimeOffset? AuthenticatorSince,
        long? AuthenticatorStep,
        int CodesLeft,
        DateTimeOffset? CodeUsedAt,
        int Sessions,
        int Tokens,
        DateTimeOffset? TokenUsedAt)
    {
        /// <summary>To sign in, as far as sessions are remembered, or to sign something.</summary>
        public DateTimeOffset? PasskeyUsedAt => PasskeySignedAt is null || PasskeySignedInAt > PasskeySignedAt ? PasskeySignedInAt : PasskeySignedAt;

        /// <summary>The half minute of the last code that was accepted.</summary>
        public DateTimeOffset? AuthenticatorUsedAt => AuthenticatorStep is { } step ? Totp.TimeOf(step) : null;
    }
}
