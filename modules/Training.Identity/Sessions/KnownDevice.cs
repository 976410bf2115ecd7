using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Training.Identity.Sessions;

/// <summary>
/// Remembers that somebody once signed in to this account in this browser. It lets nobody in; it only gives the browser a count of wrong
/// tries of its own, so that an attacker who uses up the account's cannot lock the owner out.
/// </summary>
internal sealed class KnownDevice(IDataProtectionProvider protection, IHttpContextAccessor accessor, TimeProvider clock)
{
    public const string CookieName = "__Host-training-device";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(180);

    private readonly IDataProtector _protector = protection.CreateProtector("Training.Identity.KnownDevice");

    /// <summary>The browser's own mark where it is known for this account, otherwise null.</summary>
    public string? MarkFor(Guid userId)
    {
        if (accessor.HttpContext?.Request.Cookies[CookieName] is not { Length: > 0 } cookie)
        {
            return null;
        }

        try
        {
            return _protector.Unprotect(cookie).Split('|') is [var user, var mark, var until]
                && user == userId.ToString("N")
                && long.Parse(until, CultureInfo.InvariantCulture) > clock.GetUtcNow().ToUnixTimeSeconds()
                    ? mark
                    : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Remember(Guid userId)
    {
        var until = clock.GetUtcNow() + Lifetime;
        var mark = MarkFor(userId) ?? WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(16));
        accessor.HttpContext!.Response.Cookies.Append(
            CookieName,
            _protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{userId:N}|{mark}|{until.ToUnixTimeSeconds()}")),
            new CookieOptions { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/", Expires = until, IsEssential = true });
    }
}
