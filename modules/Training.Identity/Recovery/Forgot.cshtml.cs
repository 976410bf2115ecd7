using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Account;
using Training.Identity.Contracts;
using Training.Identity.Sessions;
using Training.Identity.Throttling;
using Training.Identity.Tokens;
using Training.Identity.Users;
using Training.Modules;
using Training.Notifications.Contracts;

namespace Training.Identity.Recovery;

/// <summary>Asks for a letter with a link to set a new password. Answer and work are the same whether there is an account or not.</summary>
[AllowAnonymous]
[Door(Doors.Forgot)]
internal sealed class ForgotModel(
    TrainingDbContext db,
    ILookupNormalizer normalizer,
    Throttle throttle,
    AccountTokens tokens,
    SiteAddress site,
    IMailQueue mail,
    IAuditTrail audit,
    TimeProvider clock,
    IStringLocalizer<Texts> texts) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public bool Sent { get; set; }

    public bool CanSend => site.For(Request) is not null;

    public IActionResult OnGet() => Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid || site.For(Request) is not { } root)
        {
            return Page();
        }

        var name = normalizer.NormalizeEmail(Input.Email.Trim())!;
        var entrance = await throttle.EnterAsync(Doors.Forgot, new Attempt(name), ct);
        if (!entrance.IsOpen)
        {
            return this.TooMany(entrance, texts);
        }

        var user = await db.Set<User>().AsNoTracking().SingleOrDefaultAsync(u => u.NormalizedEmail == name, ct);
        if (user?.IsClosed(clock.GetUtcNow()) == true)
        {
            user = null;
        }

        return await this.RedirectAfterAsync(
            db,
            _ =>
            {
                var token = tokens.Add(TokenPurpose.PasswordReset, user, AccountTokens.ResetLifetime);
                var letter = new Mail(user?.Email ?? "", texts["Reset.Subject"], texts["Reset.Body", $"{root}/account/reset/{token}"]) { Secret = true };
                if (user is null)
                {
                    mail.Pretend(letter);
                }
                else
                {
                    mail.Send(letter);
                }

                audit.Add(new AuditEvent("Identity.PasswordResetAsked", "User", user?.Id ?? Guid.Empty)
                {
                    Facts = new Dictionary<string, string?> { ["typed"] = SecretToken.Hash(name)[..16] },
                });
                return Task.FromResult("/account/forgot?sent=true");
            },
            ct);
    }

    public sealed class InputModel
    {
        [Required, EmailAddress, StringLength(256), Display(Name = "Login.Email")]
        public string Email { get; set; } = "";
    }
}
