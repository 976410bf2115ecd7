using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Access;
using Training.Identity.Account;
using Training.Identity.Contracts;
using Training.Identity.Sessions;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Factors;

/// <summary>The recovery codes: shown once, right after they were made; from then on only how many are left.</summary>
[SignedIn]
[WithoutSecondFactor]
[Door(Doors.Reauthentication)]
internal sealed class CodesModel(
    TrainingDbContext db, CurrentUser current, AccountProof proof, SecondFactors factors, AccountChanges changes, SessionStore sessions) : PageModel, IForm
{
    public const string Address = "/account/security/codes";

    /// <summary>The codes travel to the page that shows them in the encrypted cookie of the next request, and no further.</summary>
    public const string CodesKey = "RecoveryCodes";

    [BindProperty]
    public ProofInput Proof { get; set; } = new();

    public IReadOnlyList<string> Codes { get; private set; } = [];

    public int Left { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        Proof.NeedsCode = true;
        Left = await factors.RecoveryCodesLeftAsync(current.UserId, ct);
        return await factors.HasFactorAsync(current.UserId, ct);
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return Redirect(EnrolFirst.Page);
        }

        Codes = TempData[CodesKey] is string codes ? codes.Split(' ') : [];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            await LoadAsync(ct);
            return Page();
        }

        var user = await proof.RequireAsync(Proof, ct);
        if (!await factors.HasFactorAsync(user.Id, ct))
        {
            return NotFound();
        }

        var result = await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                TempData[CodesKey] = string.Join(' ', await factors.NewRecoveryCodesAsync(user.Id, inner));
                var changed = await db.Set<User>().SingleAsync(u => u.Id == user.Id, inner);
                await changes.MadeAsync(changed, "RecoveryCodesMade", [changed.Email!], current.SessionId, inner);
                return Address;
            },
            ct);
        await sessions.RenewAsync(user.Id, SignInFactor.Authenticator, ct);
        return result;
    }
}
