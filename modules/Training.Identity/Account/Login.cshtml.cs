using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Account;

[AllowAnonymous]
internal sealed class LoginModel(
    UserManager<User> users, SignInManager<User> signIn, ICurrentUser current, IOptions<DemoOptions> demo, IStringLocalizer<Texts> texts) : PageModel
{
    // Compared against when there is no such account, so that both answers take as long.
    private static readonly User Nobody = new() { DisplayName = "" };
    private static string? _nobodysHash;

    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public bool Demo => demo.Value.Enabled;

    public IActionResult OnGet() => current.IsSignedIn ? LocalRedirect(Target) : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var user = await users.FindByNameAsync(Input.Email.Trim());
        if (user is null)
        {
            _nobodysHash ??= users.PasswordHasher.HashPassword(Nobody, Guid.CreateVersion7().ToString());
            users.PasswordHasher.VerifyHashedPassword(Nobody, _nobodysHash, Input.Password);
            return Refuse("Login.Wrong");
        }

        var result = await signIn.PasswordSignInAsync(user, Input.Password, isPersistent: false, lockoutOnFailure: true);
        return result.Succeeded ? LocalRedirect(Target) : Refuse(result.IsLockedOut ? "Login.Locked" : "Login.Wrong");
    }

    private string Target => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/";

    private PageResult Refuse(string key)
    {
        ModelState.AddModelError("", texts[key]);
        Response.StatusCode = 422;
        return Page();
    }

    public sealed class InputModel
    {
        [Required, EmailAddress, StringLength(256), Display(Name = "Login.Email")]
        public string Email { get; set; } = "";

        [Required, DataType(DataType.Password), StringLength(256), Display(Name = "Login.Password")]
        public string Password { get; set; } = "";
    }
}
