using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Training.Identity.Users;

namespace Training.Identity.Passwords;

/// <summary>
/// PBKDF2-SHA512 over the NFC form of the whole password: a letter with its tone typed on a phone and on a computer is the same password,
/// and no byte of a long one is cut off (NIST SP 800-63B-4, 3.1.1.2).
/// </summary>
internal sealed class UnicodePasswordHasher(IOptions<PasswordHasherOptions> options) : PasswordHasher<User>(options)
{
    // Half a surrogate pair, which no keyboard makes, becomes U+FFFD on the way: it can not be normalised.
    public static string Normal(string password) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(password)).Normalize(NormalizationForm.FormC);

    public override string HashPassword(User user, string password) => base.HashPassword(user, Normal(password));

    public override PasswordVerificationResult VerifyHashedPassword(User user, string hashedPassword, string providedPassword)
        => base.VerifyHashedPassword(user, hashedPassword, Normal(providedPassword));
}
