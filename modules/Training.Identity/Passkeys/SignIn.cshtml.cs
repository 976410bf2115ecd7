using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Passkeys;

/// <summary>Signing in with a passkey, which is both factors in one: something that is held, opened with a finger, a face or a PIN.</summary>
[AllowAnonymous]
internal sealed class SignInModel(SignInManager<User> signIn, UserManager<User> users, IAuditTrail audit) : PageModel
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
        var answer = string.IsNullOrEmpty(Credential) || Credential.Length > 16_000 ? null : await signIn.PerformPasskeyAssertionAsync(Credential);
        if (answer is not { Succeeded: true } || await users.IsLockedOutAsync(answer.User) || !await signIn.CanSignInAsync(answer.User)
            || !(await users.AddOrUpdatePasskeyAsync(answer.User, answer.Passkey)).Succeeded)
        {
            await audit.RecordAsync(new AuditEvent("Identity.SignInRefused", "User", answer is { Succeeded: true } ? answer.User.Id : Guid.Empty), ct);
            Response.StatusCode = 401;
            Response.Headers.WWWAuthenticate = "Passkey";
            return Page();
        }

        await signIn.SignInAsync(answer.User, isPersistent: false, "passkey");
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/");
    }
}
