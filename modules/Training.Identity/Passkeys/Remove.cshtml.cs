using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Contracts;
using Training.Identity.Factors;
using Training.Identity.Reauthentication;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Passkeys;

[SignedIn]
[WithoutSecondFactor]
[Door(Doors.Signing)]
internal sealed class RemoveModel(
    TrainingDbContext db,
    ICurrentUser current,
    UserManager<User> users,
    IReauthentication reauthentication,
    IAuditTrail audit,
    AccountMails mails,
    IStringLocalizer<Texts> texts) : PageModel, IForm
{
    public const string RemoveAction = "Identity.RemovePasskey";

    [FromRoute, BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public UserPasskeyInfo Passkey { get; private set; } = null!;

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (!Base64Url.IsValid(Id) || await users.GetPasskeyAsync(await UserAsync(), Base64Url.DecodeFromChars(Id)) is not { } passkey)
        {
            return false;
        }

        Passkey = passkey;
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostChallengeAsync(CancellationToken ct)
        => await LoadAsync(ct) && ModelState.IsValid ? Content(await reauthentication.ChallengeAsync(Request(), ct), "application/json") : BadRequest();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var proof = await reauthentication.ConfirmAsync(Request(), Input, ct);
        if (proof.Refusal is not null)
        {
            return await this.ReplayedAsync(db, ct) ?? this.Refuse(proof, nameof(Input));
        }

        var user = await UserAsync();
        return await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                await reauthentication.ConsumeAsync(proof, Request(), inner);
                await users.RemovePasskeyAsync(user, Passkey.CredentialId);
                audit.Add(new AuditEvent("Identity.PasskeyRemoved", "User", user.Id)
                {
                    Facts = new Dictionary<string, string?> { ["passkey"] = Id, ["name"] = Passkey.Name, ["proof"] = proof.Method },
                });
                mails.Send(user, "PasskeyRemoved", Passkey.Name ?? "");
                TempData[Posting.MessageKey] = texts["Passkeys.Removed", Passkey.Name ?? ""].Value;
                return "/account/passkeys";
            },
            ct);
    }

    private new SigningRequest Request() => new(RemoveAction, CanonicalJson.HashOf(Id));

    private async Task<User> UserAsync() => (await users.FindByIdAsync(current.UserId.ToString()))!;

    public sealed class InputModel : SigningInput;
}
