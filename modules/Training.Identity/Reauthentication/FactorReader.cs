using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Training.Data;
using Training.Identity.Account;
using Training.Identity.Factors;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Reauthentication;

/// <summary>What an account can prove itself with.</summary>
/// <param name="Passkey">It has at least one.</param>
/// <param name="Totp">It has an authenticator app.</param>
/// <param name="PasswordAlone">A password is enough: only in demo mode, only where there is no second factor.</param>
internal sealed record OwnFactors(bool Passkey, bool Totp, bool PasswordAlone)
{
    /// <summary>The password is of use, alone or with a code.</summary>
    public bool Password => Totp || PasswordAlone;

    /// <summary>There is nothing but the password yet.</summary>
    public bool None => !Passkey && !Totp;
}

/// <summary>Reads the factors of the signed-in account, in one statement.</summary>
internal sealed class FactorReader(TrainingDbContext db, ICurrentUser current, IOptions<DemoOptions> demo)
{
    public async Task<OwnFactors> ReadAsync(CancellationToken ct)
    {
        var own = await db.Set<User>().Where(u => u.Id == current.UserId)
            .Select(u => new { Totp = db.Set<Authenticator>().Any(a => a.UserId == u.Id), Passkey = db.Set<IdentityUserPasskey<Guid>>().Any(p => p.UserId == u.Id) })
            .SingleAsync(ct);
        return new OwnFactors(own.Passkey, own.Totp, demo.Value.Enabled && !own.Totp);
    }
}
