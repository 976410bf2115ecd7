using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Access;
using Training.Identity.Contracts;
using Training.Identity.Factors;
using Training.Identity.Passwords;
using Training.Identity.Sessions;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Account;

[SignedIn]
[WithoutSecondFactor]
[Door(Doors.Reauthentication)]
internal sealed class PasswordModel(
    TrainingDbContext db,
    CurrentUser current,
    AccountProof proof,
    NewPassword rules,
    PasswordCheck passwords,
    SecondFactors factors,
    AccountChanges changes,
    SessionStore sessions,
    TimeProvider clock,
    IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [BindProperty]
    public ProofInput Proof { get; set; } = new();

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public int Shortest { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        Proof.NeedsCode = await factors.HasFactorAsync(current.UserId, ct);
        Shortest = Proof.NeedsCode ? PasswordRules.ShortestWithSecondFactor : PasswordRules.ShortestAlone;
        return true;
    }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            await LoadAsync(ct);
            return Page();
        }

        var user = await proof.RequireAsync(Proof, ct);
        await rules.CheckAsync(user, Input.NewPassword, "Input.NewPassword", ct);
        var hash = await passwords.HashAsync(user, Input.NewPassword, ct);
        var result = await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                var changed = await db.Set<User>().SingleAsync(u => u.Id == user.Id, inner);
                (changed.PasswordHash, changed.PasswordChangedAt) = (hash, clock.GetUtcNow());
                await changes.MadeAsync(changed, "PasswordChanged", [changed.Email!], current.SessionId, inner);
                TempData["Message"] = texts["Password.Saved"].Value;
                return EnrolFirst.Page;
            },
            ct);
        await sessions.RenewAsync(user.Id, SignInFactor.Password, ct);
        return result;
    }

    public sealed class InputModel
    {
        [Required, DataType(DataType.Password), StringLength(4 * PasswordRules.Longest), Display(Name = "Password.New")]
        public string NewPassword { get; set; } = "";
    }
}
