using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Identity.Contracts;
using Training.Identity.Users;

namespace Training.Identity.Tokens;

/// <summary>Takes the token of a link: not too many wrong ones from one network, and the address of the page goes nowhere.</summary>
internal sealed class TokenDoor(AccountTokens tokens, IGuessing guessing)
{
    /// <summary>What belongs to the token, or nothing; or the answer to somebody who tries too many.</summary>
    public async Task<((AccountToken Token, User? User)? Found, IActionResult? Refused)> FindAsync(PageModel page, TokenPurpose purpose, string token, CancellationToken ct)
    {
        page.Response.Headers["Referrer-Policy"] = "no-referrer";
        var entrance = await guessing.LookAsync(Doors.Token, ct);
        if (!entrance.IsOpen)
        {
            page.Response.Refuse(entrance);
            return (null, page.StatusCode(429));
        }

        var found = await tokens.FindAsync(purpose, token, ct);
        if (found is null)
        {
            await guessing.MissedAsync(Doors.Token, ct);
            page.Response.StatusCode = 404;
        }

        return (found, null);
    }
}
