using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Contracts;
using Training.Identity.Factors;
using Training.Identity.Reauthentication;
using Training.Identity.Sessions;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Passkeys;

[SignedIn]
[WithoutSecondFactor]
[Door(Doors.Signing)]
internal sealed class IndexModel(
    TrainingDbContext db,
    ICurrentUser current,
    UserManager<User> users,
    SignInManager<User> signIn,
    SessionStore sessions,
    IReauthentication reauthentication,
    IAuditTrail audit,
    AccountMails mails,
    IStringLocalizer<Texts> texts) : PageModel, IForm
{
    public const string AddAction = "Identity.AddPasskey";

    /// <summary>More devices than anybody carries.</summary>
    private const int Most = 10;

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IReadOnlyList<UserPasskeyInfo> Passkeys { get; private set; } = [];

    public bool Full => Passkeys.Count >= Most;

    public static string KeyOf(UserPasskeyInfo passkey) => Base64Url.EncodeToString(passkey.CredentialId);

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        Passkeys = [.. (await users.GetPasskeysAsync(await UserAsync())).OrderBy(p => p.CreatedAt)];
        return true;
    }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    /// <summary>What the browser needs to make a passkey.</summary>
    public async Task<IActionResult> OnPostOptionsAsync()
    {
        var user = await UserAsync();
        return Content(
            await signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = user.Id.ToString(), Name = user.Email ?? user.UserName!, DisplayName = user.DisplayName }),
            "application/json");
    }

    public async Task<IActionResult> OnPostChallengeAsync(CancellationToken ct)
        => ModelState.IsValid ? Content(await reauthentication.ChallengeAsync(Request(), ct), "application/json") : BadRequest();

    public async Task<IActionResult> OnPostAddAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!ModelState.IsValid || Full)
        {
            return Page();
        }

        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        // A new key to the account is a change that a session alone must not make.
        var proof = await reauthentication.ConfirmAsync(Request(), Input, ct);
        if (proof.Refusal is not null)
        {
            return this.Refuse(proof, nameof(Input));
        }

        var user = await UserAsync();
        var made = string.IsNullOrEmpty(Input.Credential) ? null : await signIn.PerformPasskeyAttestationAsync(Input.Credential);
        if (made is not { Succeeded: true } || made.UserEntity.Id != user.Id.ToString())
        {
            throw new RuleViolation("Passkeys.NotMade");
        }

        made.Passkey.Name = Input.Name.Trim();
        var answer = await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                await reauthentication.ConsumeAsync(proof, Request(), inner);
                if (!(await users.AddOrUpdatePasskeyAsync(user, made.Passkey)).Succeeded)
                {
                    throw new RuleViolation("Passkeys.NotMade");
                }

                audit.Add(new AuditEvent("Identity.PasskeyAdded", "User", user.Id)
                {
                    Facts = new Dictionary<string, string?> { ["passkey"] = KeyOf(made.Passkey), ["name"] = made.Passkey.Name, ["proof"] = proof.Method },
                });
                mails.Send(user, "PasskeyAdded", made.Passkey.Name);
                TempData[Posting.MessageKey] = texts["Passkeys.Added", made.Passkey.Name].Value;
                return "/account/passkeys";
            },
            ct);

        // The device has just verified the person, so the session is worth as much as one that began with the passkey.
        await sessions.RenewAsync(user.Id, SignInFactor.Passkey, ct);
        return answer;
    }

    private new SigningRequest Request() => new(AddAction, CanonicalJson.HashOf(Input.Credential ?? "")) { Enrols = true };

    private async Task<User> UserAsync() => (await users.FindByIdAsync(current.UserId.ToString()))!;

    public sealed class InputModel : SigningInput
    {
        [Required, StringLength(60), Display(Name = "Passkeys.Name")]
        public string Name { get; set; } = "";

        [StringLength(16_000)]
        public string? Credential { get; set; }
    }
}
