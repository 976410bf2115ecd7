using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Access;
using Training.Identity.Factors;
using Training.Identity.Sessions;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Account;

/// <summary>How the account is kept safe, and everything that can be changed about it.</summary>
[SignedIn]
[WithoutSecondFactor]
internal sealed class SecurityModel(TrainingDbContext db, CurrentUser current) : PageModel
{
    public bool LacksSecondFactor => current.LacksSecondFactor;

    /// <summary>This session began with a code from paper: the app may be lost.</summary>
    public bool ByRecoveryCode => current.Factor == SignInFactor.RecoveryCode;

    public string Email { get; private set; } = "";

    public DateTimeOffset? PasswordChangedAt { get; private set; }

    public DateTimeOffset? AuthenticatorSince { get; private set; }

    public int CodesLeft { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var id = current.UserId;
        var found = await db.Set<User>().Where(u => u.Id == id).Select(u => new
        {
            u.Email,
            u.PasswordChangedAt,
            Since = db.Set<Authenticator>().Where(a => a.UserId == id).Select(a => (DateTimeOffset?)a.AddedAt).FirstOrDefault(),
            Codes = db.Set<RecoveryCode>().Count(c => c.UserId == id && c.UsedAt == null),
        }).SingleAsync(ct);
        (Email, PasswordChangedAt, AuthenticatorSince, CodesLeft) = (found.Email ?? "", found.PasswordChangedAt, found.Since, found.Codes);
    }
}
