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
using Training.Identity.Grants;
using Training.Identity.Passwords;
using Training.Identity.Tokens;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Recovery;

/// <summary>Makes the first administrator, for whoever can read the console.</summary>
[AllowAnonymous]
[Door(Doors.Token)]
internal sealed class FirstRunModel(
    TrainingDbContext db,
    AccountTokens tokens,
    TokenDoor door,
    NewPassword rules,
    PasswordCheck passwords,
    ILookupNormalizer normalizer,
    IAuditTrail audit,
    TimeProvider clock,
    IStringLocalizer<Texts> texts) : PageModel
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public bool Found { get; private set; } = true;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var (found, refused) = await door.FindAsync(this, TokenPurpose.FirstRun, Token, ct);
        Found = found is not null;
        return refused ?? Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var (found, refused) = await door.FindAsync(this, TokenPurpose.FirstRun, Token, ct);
        if (found is not { } first)
        {
            Found = false;
            return refused ?? Page();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var email = Input.Email.Trim();
        var user = new User
        {
            Id = Guid.CreateVersion7(),
            UserName = email,
            NormalizedUserName = normalizer.NormalizeName(email),
            Email = email,
            NormalizedEmail = normalizer.NormalizeEmail(email),
            SecurityStamp = Guid.CreateVersion7().ToString("N"),
            DisplayName = Input.Name.Trim(),
            LockoutEnabled = true,
            PasswordChangedAt = clock.GetUtcNow(),
        };
        await rules.CheckAsync(user, Input.NewPassword, "Input.NewPassword", ct);
        user.PasswordHash = await passwords.HashAsync(user, Input.NewPassword, ct);
        return await this.RedirectAfterAsync(db, inner => StoreAsync(first.Token, user, inner), ct);
    }

    private async Task<string> StoreAsync(AccountToken token, User user, CancellationToken ct)
    {
        // All tokens end together, so that two of them can not make two first administrators.
        var mine = await tokens.UseAsync(token, ct);
        await tokens.UseUpAsync(TokenPurpose.FirstRun, ct);
        if (!mine || await db.Set<RoleGrant>().AnyAsync(g => g.Role == Roles.Administrator, ct))
        {
            throw new RuleViolation("Token.Gone");
        }

        db.Add(user);
        db.Add(new RoleGrant
        {
            UserId = user.Id,
            Role = Roles.Administrator,
            Kind = ScopeKind.Country,
            From = clock.Today(),
            GrantedBy = "first run",
            Reason = "First administrator",
        });
        audit.Add(new AuditEvent("Identity.FirstAdministratorMade", "User", user.Id));
        TempData["Message"] = texts["FirstRun.Done"].Value;
        return "/account/login";
    }

    public sealed class InputModel
    {
        [Required, EmailAddress, StringLength(256), Display(Name = "Login.Email")]
        public string Email { get; set; } = "";

        [Required, StringLength(150), Display(Name = "FirstRun.Name")]
        public string Name { get; set; } = "";

        [Required, DataType(DataType.Password), StringLength(4 * PasswordRules.Longest), Display(Name = "Login.Password")]
        public string NewPassword { get; set; } = "";
    }
}
