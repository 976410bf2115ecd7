using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Account;
using Training.Identity.Contracts;
using Training.Identity.Factors;
using Training.Identity.Passwords;
using Training.Identity.Throttling;
using Training.Identity.Tokens;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Recovery;

/// <summary>Sets a new password with the link of a letter. It signs nobody in: a second factor is still asked for at sign-in.</summary>
[AllowAnonymous]
[Door(Doors.Token)]
internal sealed class ResetModel(
    TrainingDbContext db,
    AccountTokens tokens,
    TokenDoor door,
    NewPassword rules,
    PasswordCheck passwords,
    SecondFactors factors,
    Throttle throttle,
    AccountChanges changes,
    TimeProvider clock,
    IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public string? Email { get; private set; }

    public int Shortest { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        Fill((await tokens.FindAsync(TokenPurpose.PasswordReset, Token, ct))?.User, await ShortestAsync(ct));
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var (found, refused) = await door.FindAsync(this, TokenPurpose.PasswordReset, Token, ct);
        Fill(found?.User, await ShortestAsync(ct));
        return refused ?? Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var (found, refused) = await door.FindAsync(this, TokenPurpose.PasswordReset, Token, ct);
        if (found is not { Token: { } token, User: { } user })
        {
            return refused ?? Page();
        }

        if (!ModelState.IsValid)
        {
            await LoadAsync(ct);
            return Page();
        }

        await rules.CheckAsync(user, Input.NewPassword, "Input.NewPassword", ct);
        var hash = await passwords.HashAsync(user, Input.NewPassword, ct);
        return await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                if (!await tokens.UseAsync(token, inner))
                {
                    throw new RuleViolation("Token.Gone");
                }

                var changed = await db.Set<User>().SingleAsync(u => u.Id == user.Id, inner);
                (changed.PasswordHash, changed.PasswordChangedAt, changed.EmailConfirmed) = (hash, clock.GetUtcNow(), true);
                await throttle.ForgiveAsync(changed.NormalizedUserName!, inner);
                await changes.MadeAsync(changed, "PasswordReset", [changed.Email!], keep: null, inner);
                TempData["Message"] = texts["Reset.Done"].Value;
                return "/account/login";
            },
            ct);
    }

    private async Task<int> ShortestAsync(CancellationToken ct)
        => await tokens.FindAsync(TokenPurpose.PasswordReset, Token, ct) is { User: { } user } && await factors.HasFactorAsync(user.Id, ct)
            ? PasswordRules.ShortestWithSecondFactor
            : PasswordRules.ShortestAlone;

    private void Fill(User? user, int shortest) => (Email, Shortest) = (user?.Email, shortest);

    public sealed class InputModel
    {
        [Required, DataType(DataType.Password), StringLength(4 * PasswordRules.Longest), Display(Name = "Password.New")]
        public string NewPassword { get; set; } = "";
    }
}
