using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Training.Modules;

namespace Training.Logbook.SignOff;

/// <summary>
/// Says when somebody opened a version, in words that only the site can write: a case is signed by who has seen it, and the moment between opening
/// and signing is known without storing anything while a page is read.
/// </summary>
internal sealed class Opened(IDataProtectionProvider protection, ICurrentUser user, TimeProvider clock)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Training.Logbook.Opened/1");

    /// <summary>For a hidden field of the page that shows the version.</summary>
    public string Stamp(Guid versionId) => _protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{versionId:N}.{user.UserId:N}.{clock.GetUtcNow().UtcTicks}"));

    /// <summary>When this person opened this version; null where the field says nothing of the kind.</summary>
    public DateTimeOffset? Read(Guid versionId, string? stamp)
    {
        if (string.IsNullOrEmpty(stamp))
        {
            return null;
        }

        try
        {
            return _protector.Unprotect(stamp).Split('.') is [var version, var who, var ticks] && version == $"{versionId:N}" && who == $"{user.UserId:N}"
                ? new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>For a hidden field of a form that was refused: a sound that this person has sent already.</summary>
    public string Keep(string hash) => _protector.Protect($"{hash}.{user.UserId:N}");

    /// <summary>The sound that the field names; null where this person has sent none.</summary>
    public string? ReadKept(string? kept)
    {
        if (string.IsNullOrEmpty(kept))
        {
            return null;
        }

        try
        {
            return _protector.Unprotect(kept).Split('.') is [{ Length: 64 } hash, var who] && who == $"{user.UserId:N}" ? hash : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
