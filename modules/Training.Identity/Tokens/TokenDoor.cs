using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Identity.Contracts;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Tokens;

/// <summary>Takes the token of a link: not too many wrong ones from one network, and the address of the page goes nowhere.</summary>
internal sealed class TokenDoor(AccountTokens tokens, IGuessing guessing)
{
    /// <summary>What belongs to the token, or nothing; or the answer to somebody who tries too many.</summary>
    public async Task<((AccountToken Token, User? User)? Found, IActionResult? Refused)> FindAsync(PageModel page, TokenPurpose purpose, string token, CancellationToken ct)
    {
        if (await RefusedAsync(page, ct) is { } refused)
        {
            return (null, refused);
        }

        var found = await tokens.FindAsync(purpose, token, ct);
        if (found is null)
        {
            await MissedAsync(page, ct);
        }

        return (found, null);
    }

    /// <summary>The answer to somebody who tries too many; null where the token may be looked at.</summary>
    public async Task<IActionResult?> RefusedAsync(PageModel page, CancellationToken ct)
    {
        page.Response.Headers["Referrer-Policy"] = "no-referrer";
        var entrance = await guessing.LookAsync(Doors.Token, ct);
        if (entrance.IsOpen)
        {
            return null;
        }

        page.Response.Refuse(entrance);
        return page.StatusCode(429);
    }

    /// <summary>Counts a token that is none.</summary>
    public async Task MissedAsync(PageModel page, CancellationToken ct)
    {
        await guessing.MissedAsync(Doors.Token, ct);
        page.Response.StatusCode = 404;
    }
}
