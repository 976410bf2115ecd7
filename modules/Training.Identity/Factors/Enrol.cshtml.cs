using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Access;
using Training.Identity.Account;
using Training.Identity.Contracts;
using Training.Identity.Sessions;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Factors;

/// <summary>Adds an authenticator app, or puts a new one in the place of the old.</summary>
[SignedIn]
[WithoutSecondFactor]
[Door(Doors.Reauthentication)]
internal sealed class EnrolModel(
    TrainingDbContext db,
    CurrentUser current,
    AccountProof proof,
    PendingSeed pending,
    SecretBox box,
    SecondFactors factors,
    AccountChanges changes,
    SessionStore sessions,
    TimeProvider clock,
    IStringLocalizer<Texts> texts) : PageModel, IForm
{
    private const string Issuer = "Training";

    private const int GroupLength = 4;

    [BindProperty]
    public ProofInput Proof { get; set; } = new();

    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>The seed as it is typed by hand.</summary>
    public string SeedText { get; private set; } = "";

    /// <summary>The same as an address that opens the app on this phone.</summary>
    public string SeedAddress { get; private set; } = "";

    public QrDrawing Qr { get; private set; } = null!;

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        var id = current.UserId;
        Proof.NeedsCode = await factors.HasFactorAsync(id, ct);
        var email = await db.Set<User>().Where(u => u.Id == id).Select(u => u.Email).SingleAsync(ct);

        // After a wrong code the same seed is shown again: it may be in the app already.
        if (pending.Open(Input.Seed, id) is not { } seed)
        {
            seed = RandomNumberGenerator.GetBytes(Totp.SeedBytes);
            Input.Seed = pending.Seal(seed, id);
            ModelState.Remove("Input.Seed");
        }

        var text = Base32.Encode(seed);
        SeedText = string.Join(' ', text.Chunk(GroupLength).Select(group => new string(group)));
        SeedAddress = $"otpauth://totp/{Issuer}:{Uri.EscapeDataString(email ?? "")}?secret={text}&issuer={Issuer}";
        Qr = QrDrawing.Of(SeedAddress);
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
        var seed = pending.Open(Input.Seed, user.Id) ?? throw new RuleViolation("Enrol.TooLate");
        var step = Totp.StepOf(seed, Input.NewCode, clock.GetUtcNow()) ?? throw new RuleViolation("Enrol.WrongCode") { Field = "Input.NewCode" };
        var result = await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                await db.Set<Authenticator>().Where(a => a.UserId == user.Id).ExecuteDeleteAsync(inner);
                db.Add(new Authenticator
                {
                    UserId = user.Id,
                    SealedSeed = box.Seal(Authenticator.Purpose, Base32.Encode(seed)),
                    AddedAt = clock.GetUtcNow(),
                    LastStep = step,
                });
                TempData[CodesModel.CodesKey] = string.Join(' ', await factors.NewRecoveryCodesAsync(user.Id, inner));
                var changed = await db.Set<User>().SingleAsync(u => u.Id == user.Id, inner);
                await changes.MadeAsync(changed, "AuthenticatorAdded", [changed.Email!], current.SessionId, inner);
                TempData["Message"] = texts["Enrol.Done"].Value;
                return CodesModel.Address;
            },
            ct);
        await sessions.RenewAsync(user.Id, SignInFactor.Authenticator, ct);
        return result;
    }

    public sealed class InputModel
    {
        /// <summary>Sealed: only the site can have made it, for this account and not long ago.</summary>
        [StringLength(1000)]
        public string? Seed { get; set; }

        [Required, StringLength(10), Display(Name = "Enrol.Code")]
        public string NewCode { get; set; } = "";
    }
}
