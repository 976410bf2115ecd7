using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Accounts;
using Training.Identity.Sessions;
using Training.Identity.Throttling;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Passkeys;

/// <summary>Signing in with a passkey, which is both factors in one: something that is held, opened with a finger, a face or a PIN.</summary>
[AllowAnonymous]
[Door(Doors.Passkey)]
internal sealed class SignInModel(
    TrainingDbContext db,
    SignInManager<User> signIn,
    UserManager<User> users,
    Throttle throttle,
    SessionStore sessions,
    AccountHospitals hospitals,
    IAuditTrail audit,
    TimeProvider clock,
    IStringLocalizer<Texts> texts) : PageModel
{
    [BindProperty]
    public string? Credential { get; set; }

    [BindProperty]
    public string? ReturnUrl { get; set; }

    public IActionResult OnGet() => Redirect("/account/login");

    /// <summary>What the browser needs to ask the device; it names no account, so that it tells nobody which accounts there are.</summary>
    public async Task<IActionResult> OnPostOptionsAsync() => Content(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json");

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        // Whose it is, only the answer says; so it counts by network alone.
        var attempt = new Attempt(Account: null);
        var entrance = await throttle.EnterAsync(Doors.Passkey, attempt, ct);
        if (!entrance.IsOpen)
        {
            return this.TooMany(entrance, texts);
        }

        var answer = string.IsNullOrEmpty(Credential) || Credential.Length > 16_000 ? null : await signIn.PerformPasskeyAssertionAsync(Credential);
        if (answer is not { Succeeded: true } || answer.User.IsClosed(clock.GetUtcNow())
            || !await LetInAsync(answer.User, answer.Passkey, attempt, ct))
        {
            var account = answer is { Succeeded: true } ? answer.User.Id : Guid.Empty;
            await audit.RecordAsync(new AuditEvent("Identity.SignInRefused", "User", account) { HospitalIds = await hospitals.OfAsync(account, ct) }, ct);
            ModelState.AddModelError("", texts["Passkeys.SignIn.Refused"]);
            Response.StatusCode = 401;
            Response.Headers.WWWAuthenticate = "Passkey";
            return Page();
        }

        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/");
    }

    // One write: the passkey's counter goes on with the event of the sign-in, also where somebody is signed in already, with less.
    private async Task<bool> LetInAsync(User user, UserPasskeyInfo passkey, Attempt attempt, CancellationToken ct)
    {
        var stored = false;
        await db.WriteAsync(
            async inner =>
            {
                stored = (await users.AddOrUpdatePasskeyAsync(user, passkey)).Succeeded;
                if (stored)
                {
                    await throttle.SucceededAsync(Doors.Passkey, attempt, inner);
                    await sessions.BeginAsync(user, SignInFactor.Passkey, sharedPc: false, inner);
                }
            },
            ct);
        return stored;
    }
}
