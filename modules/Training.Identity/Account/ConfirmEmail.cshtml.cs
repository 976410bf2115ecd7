using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Contracts;
using Training.Identity.Tokens;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Account;

/// <summary>The link in the letter to a new address. Opening it changes nothing: programs that look into letters open links too.</summary>
[AllowAnonymous]
[Door(Doors.Token)]
internal sealed class ConfirmEmailModel(
    TrainingDbContext db, AccountTokens tokens, TokenDoor door, ILookupNormalizer normalizer, AccountChanges changes, IStringLocalizer<Texts> texts) : PageModel
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    public string Email { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var (found, refused) = await door.FindAsync(this, TokenPurpose.EmailChange, Token, ct);
        Email = found?.Token.Email ?? "";
        return refused ?? Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var (found, refused) = await door.FindAsync(this, TokenPurpose.EmailChange, Token, ct);
        if (found is not { Token: { Email: { } email } token, User: { } user })
        {
            return refused ?? NotFound();
        }

        return await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                if (!await tokens.UseAsync(token, inner))
                {
                    throw new RuleViolation("Token.Gone");
                }

                var changed = await db.Set<User>().SingleAsync(u => u.Id == user.Id, inner);
                (changed.Email, changed.UserName, changed.EmailConfirmed) = (email, email, true);
                (changed.NormalizedEmail, changed.NormalizedUserName) = (normalizer.NormalizeEmail(email), normalizer.NormalizeName(email));
                await changes.MadeAsync(changed, "EmailChanged", [user.Email!, email], keep: null, inner);
                TempData["Message"] = texts["Email.Saved"].Value;
                return "/account/login";
            },
            ct);
    }
}
