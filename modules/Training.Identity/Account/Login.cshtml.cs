using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Training.Data;
using Training.Identity.Accounts;
using Training.Identity.Contracts;
using Training.Identity.Factors;
using Training.Identity.Passwords;
using Training.Identity.Sessions;
using Training.Identity.Throttling;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Account;

/// <summary>The password. Whether the account exists shows in nothing: not in the words, not in the status, not in the time.</summary>
[AllowAnonymous]
[Door(Doors.Login)]
internal sealed class LoginModel(
    TrainingDbContext db,
    ILookupNormalizer normalizer,
    HashingQueue queue,
    PasswordCheck passwords,
    Throttle throttle,
    KnownDevice device,
    SecondFactors factors,
    SecondStep second,
    SessionStore sessions,
    AccountHospitals hospitals,
    IAuditTrail audit,
    ICurrentUser current,
    TimeProvider clock,
    IOptions<DemoOptions> demo,
    IStringLocalizer<Texts> texts) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>The person comes here because the session ran out.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Expired { get; set; }

    /// <summary>A form was sent after the session ran out, so what it held is not stored.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Unsent { get; set; }

    public bool Demo => demo.Value.Enabled;

    public IActionResult OnGet() => current.IsSignedIn ? LocalRedirect(Target) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        using var place = await queue.EnterAsync(ct);
        var name = normalizer.NormalizeName(Input.Email.Trim())!;
        var user = await db.Set<User>().AsNoTracking().SingleOrDefaultAsync(u => u.NormalizedUserName == name, ct);
        var attempt = new Attempt(name, user is null ? null : device.MarkFor(user.Id));
        var entrance = await throttle.EnterAsync(Doors.Login, attempt, ct);
        if (!entrance.IsOpen)
        {
            await RefusedAsync(user, name, "throttled", ct);
            return this.TooMany(entrance, texts);
        }

        if (!await passwords.VerifyAsync(user, Input.Password, ct) || user!.IsClosed(clock.GetUtcNow()))
        {
            await RefusedAsync(user, name, "wrong password, locked or disabled", ct);
            ModelState.AddModelError("", texts["Login.Wrong"]);
            Response.StatusCode = 422;
            return Page();
        }

        await throttle.SucceededAsync(Doors.Login, attempt, ct);
        if (await factors.HasFactorAsync(user.Id, ct))
        {
            await second.BeginAsync(user, Input.SharedPc);
            return RedirectToPage("/Factors/Second", new { ReturnUrl = Target });
        }

        await sessions.BeginAsync(user, SignInFactor.Password, Input.SharedPc, ct);
        return LocalRedirect(Target);
    }

    private string Target => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/";

    // The trail knows an unknown account by a hash: people type passwords into the wrong field. Its hospitals are asked for too, and there are
    // none, so that both take as long.
    private async Task RefusedAsync(User? user, string name, string why, CancellationToken ct) => await audit.RecordAsync(
        new AuditEvent("Identity.SignInRefused", "User", user?.Id ?? Guid.Empty)
        {
            HospitalIds = await hospitals.OfAsync(user?.Id ?? Guid.Empty, ct),
            Facts = new Dictionary<string, string?> { ["why"] = why, ["typed"] = user is null ? SecretToken.Hash(name)[..16] : null },
        },
        ct);

    public sealed class InputModel
    {
        [Required, EmailAddress, StringLength(256), Display(Name = "Login.Email")]
        public string Email { get; set; } = "";

        [Required, DataType(DataType.Password), StringLength(4 * PasswordRules.Longest), Display(Name = "Login.Password")]
        public string Password { get; set; } = "";

        [Display(Name = "Login.SharedPc")]
        public bool SharedPc { get; set; }
    }
}
