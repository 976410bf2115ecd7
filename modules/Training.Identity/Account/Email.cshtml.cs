using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Access;
using Training.Identity.Contracts;
using Training.Identity.Factors;
using Training.Identity.Tokens;
using Training.Identity.Users;
using Training.Modules;
using Training.Notifications.Contracts;

namespace Training.Identity.Account;

/// <summary>Asks for another address. It counts once a letter there was answered.</summary>
[SignedIn]
[Door(Doors.Reauthentication)]
internal sealed class EmailModel(
    TrainingDbContext db,
    CurrentUser current,
    AccountProof proof,
    SecondFactors factors,
    AccountTokens tokens,
    SiteAddress site,
    ILookupNormalizer normalizer,
    IMailQueue mail,
    IAuditTrail audit,
    IStringLocalizer<Texts> texts) : PageModel, IForm
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    [BindProperty]
    public ProofInput Proof { get; set; } = new();

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public string Email { get; private set; } = "";

    public bool CanSend => site.For(Request) is not null;

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        var id = current.UserId;
        Proof.NeedsCode = await factors.HasFactorAsync(id, ct);
        Email = await db.Set<User>().Where(u => u.Id == id).Select(u => u.Email!).SingleAsync(ct);
        return true;
    }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid || site.For(Request) is not { } root)
        {
            await LoadAsync(ct);
            return Page();
        }

        var user = await proof.RequireAsync(Proof, ct);
        var (email, normal) = (Input.NewEmail.Trim(), normalizer.NormalizeEmail(Input.NewEmail.Trim()));
        return await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                // Whether somebody else has the address is for its owner to know: the answer is the same, the letter differs.
                if (await db.Set<User>().AnyAsync(u => u.NormalizedEmail == normal || u.NormalizedUserName == normal, inner))
                {
                    mail.Send(new Mail(email, texts["Email.Taken.Subject"], texts["Email.Taken.Body"]));
                }
                else
                {
                    var token = tokens.Add(TokenPurpose.EmailChange, user, Lifetime, email);
                    mail.Send(new Mail(email, texts["Email.Confirm.Subject"], texts["Email.Confirm.Body", $"{root}/account/email/{token}"]) { Secret = true });
                }

                mail.Send(new Mail(user.Email!, texts["Change.Subject"], texts["Email.Asked.Body"]));
                audit.Add(new AuditEvent("Identity.EmailChangeAsked", "User", user.Id));
                TempData["Message"] = texts["Email.Sent"].Value;
                return EnrolFirst.Page;
            },
            ct);
    }

    public sealed class InputModel
    {
        [Required, EmailAddress, StringLength(256), Display(Name = "Email.New")]
        public string NewEmail { get; set; } = "";
    }
}
