using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Identity.Rescue;

/// <summary>Takes away the second factor that somebody lost. Who else could do that is an impostor, so it asks for a proof as signing does.</summary>
[HasPermission(Permissions.ControlAccounts)]
[Door(Doors.Signing)]
internal sealed class FactorsModel(TrainingDbContext db, AccountRescue rescue, IReauthentication reauthentication, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    public const string RemoveAction = "Identity.RemoveFactors";

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public RescuedAccount Account { get; private set; } = null!;

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        var found = await rescue.FindAsync(Id, ct);
        Account = found!;
        return found is not null;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostChallengeAsync(CancellationToken ct)
        => await LoadAsync(ct) && ModelState.IsValid ? Content(await reauthentication.ChallengeAsync(Request(), ct), "application/json") : BadRequest();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = 422;
            return Page();
        }

        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        var proof = await reauthentication.ConfirmAsync(Request(), Input, ct);
        if (proof.Refusal is not null)
        {
            return await this.ReplayedAsync(db, ct) ?? this.Refuse(proof, nameof(Input));
        }

        return await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                await reauthentication.ConsumeAsync(proof, Request(), inner);
                await rescue.RemoveFactorsAsync(Account, Input.App, Input.Passkeys, Input.Reason, proof.Method, inner);
                TempData[Posting.MessageKey] = texts["Rescue.Factors.Removed", Account.User.DisplayName].Value;
                return $"/admin/accounts/{Id}";
            },
            ct);
    }

    private new SigningRequest Request() => new(RemoveAction, CanonicalJson.HashOf(CanonicalJson.Of(new Dictionary<string, string?>
    {
        ["account"] = Id.ToString("D"),
        ["app"] = Input.App ? "yes" : "no",
        ["passkeys"] = Input.Passkeys ? "yes" : "no",
        ["reason"] = Input.Reason,
    })));

    public sealed class InputModel : SigningInput
    {
        public bool App { get; set; }

        public bool Passkeys { get; set; }

        [Required, StringLength(400), Display(Name = "Grant.Reason")]
        public string Reason { get; set; } = "";
    }
}
