using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Grants;
using Training.Identity.Passwords;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Invitations;

/// <summary>
/// Opens an account with the link of a letter. A token that is unknown, used, withdrawn or too old gets one and the same answer.
/// </summary>
[AllowAnonymous]
internal sealed class AcceptModel(TrainingDbContext db, InvitationWriter writer, UserManager<User> users, PasswordCheck passwords, IAuditTrail audit, IStringLocalizer<Texts> texts, TimeProvider clock)
    : PageModel, IForm
{
    private string _passwordHash = "";

    [FromRoute, BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Invitation? Invitation { get; private set; }

    public int ShortestPassword => users.Options.Password.RequiredLength;

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        Invitation = await writer.FindAsync(Token, ct);
        if (Invitation is null)
        {
            Response.StatusCode = 404;
        }

        return true;
    }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Invitation is null)
        {
            // The same form sent again was answered before, and gets that answer.
            return ModelState.IsValid ? await this.RedirectAfterAsync(db, _ => throw new RuleViolation("Invitation.Refused"), ct) : Page();
        }

        if (ModelState.IsValid)
        {
            await CheckPasswordAsync(Invitation);
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = 422;
            return Page();
        }

        // Slow on purpose, so not within the write.
        _passwordHash = await passwords.HashAsync(UserOf(Invitation), Input.Password, ct);
        return await this.RedirectAfterAsync(db, OpenAsync, ct);
    }

    private async Task<string> OpenAsync(CancellationToken ct)
    {
        var invitation = Invitation!;
        if (!await writer.ClaimAsync(invitation, ct))
        {
            throw new RuleViolation("Invitation.Refused");
        }

        var user = UserOf(invitation);
        user.PasswordHash = _passwordHash;
        if (!(await users.CreateAsync(user)).Succeeded)
        {
            throw new RuleViolation("Invitation.Refused");
        }

        if (invitation is { Role: { } role, HospitalId: { } hospital })
        {
            db.Add(new RoleGrant
            {
                UserId = user.Id,
                Role = role,
                Kind = ScopeKind.Hospital,
                HospitalId = hospital,
                From = clock.Today(),
                GrantedBy = invitation.InvitedBy,
                GrantedByUserId = invitation.InvitedByUserId,
                GrantedAt = clock.GetUtcNow(),
                Reason = texts["Invitation.GrantReason"],
            });
        }

        audit.Add(InvitationWriter.EventOf("Identity.InvitationAccepted", invitation));
        TempData[Posting.MessageKey] = texts["Invitation.Accepted"].Value;
        return "/account/login";
    }

    private async Task CheckPasswordAsync(Invitation invitation)
    {
        if (Input.Password != Input.PasswordAgain)
        {
            ModelState.AddModelError("Input.PasswordAgain", texts["Invitation.Password.Differs"]);
            return;
        }

        foreach (var validator in users.PasswordValidators)
        {
            foreach (var error in (await validator.ValidateAsync(users, UserOf(invitation), Input.Password)).Errors)
            {
                ModelState.AddModelError("Input.Password", error.Code == nameof(IdentityErrorDescriber.PasswordTooShort) ? texts["Invitation.Password.Short", ShortestPassword] : error.Description);
            }
        }
    }

    private static User UserOf(Invitation invitation) => new()
    {
        Id = Guid.CreateVersion7(),
        UserName = invitation.Email,
        Email = invitation.Email,

        // The link came with the letter, so the letter has arrived.
        EmailConfirmed = true,
        DisplayName = invitation.Name,
        PersonId = invitation.PersonId,
    };

    public sealed class InputModel
    {
        [Required, DataType(DataType.Password), StringLength(256), Display(Name = "Invitation.Password")]
        public string Password { get; set; } = "";

        [Required, DataType(DataType.Password), StringLength(256), Display(Name = "Invitation.PasswordAgain")]
        public string PasswordAgain { get; set; } = "";
    }
}
