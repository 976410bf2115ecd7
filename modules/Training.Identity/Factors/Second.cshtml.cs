using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Training.Identity.Accounts;
using Training.Identity.Contracts;
using Training.Identity.Sessions;
using Training.Identity.Throttling;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Factors;

/// <summary>The second step of signing in: the code of the app, or a recovery code.</summary>
[AllowAnonymous]
[Door(Doors.SecondStep)]
internal sealed class SecondModel(
    SecondStep step, SecondFactors factors, Throttle throttle, KnownDevice device, SessionStore sessions, AccountHospitals hospitals, IAuditTrail audit,
    TimeProvider clock, IStringLocalizer<Texts> texts) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await step.FindAsync(clock.GetUtcNow(), ct) is null ? Again() : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await step.FindAsync(clock.GetUtcNow(), ct) is not { } first)
        {
            return Again();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var user = first.User;
        var attempt = new Attempt(user.Id.ToString(), device.MarkFor(user.Id));
        var entrance = await throttle.EnterAsync(Doors.SecondStep, attempt, ct);
        if (!entrance.IsOpen)
        {
            await RefusedAsync(user, "throttled", ct);
            return this.TooMany(entrance, texts);
        }

        if (await ProveAsync(user, ct) is not { } factor)
        {
            await RefusedAsync(user, "wrong code", ct);
            ModelState.AddModelError("Input.Code", texts["Second.Wrong"]);
            Response.StatusCode = 422;
            return Page();
        }

        await throttle.SucceededAsync(Doors.SecondStep, attempt, ct);
        await step.EndAsync();
        await sessions.BeginAsync(user, factor, first.SharedPc, ct);
        return LocalRedirect(factor == SignInFactor.RecoveryCode ? EnrolFirst.Page : Target);
    }

    private async Task RefusedAsync(User user, string why, CancellationToken ct) => await audit.RecordAsync(
        new AuditEvent("Identity.SecondStepRefused", "User", user.Id)
        {
            HospitalIds = await hospitals.OfAsync(user.Id, ct),
            Facts = new Dictionary<string, string?> { ["why"] = why },
        },
        ct);

    private string Target => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/";

    private RedirectToPageResult Again() => RedirectToPage("/Account/Login", new { ReturnUrl = Target });

    // Six digits are of the app; everything else is a recovery code.
    private async Task<SignInFactor?> ProveAsync(User user, CancellationToken ct)
    {
        if (Input.Code.Count(char.IsAsciiLetterOrDigit) == Totp.Digits)
        {
            return await factors.VerifyTotpAsync(user, Input.Code, ct) ? SignInFactor.Authenticator : null;
        }

        return await factors.UseRecoveryCodeAsync(user, Input.Code, ct) ? SignInFactor.RecoveryCode : null;
    }

    public sealed class InputModel
    {
        [Required, StringLength(40), Display(Name = "Second.Code")]
        public string Code { get; set; } = "";
    }
}
