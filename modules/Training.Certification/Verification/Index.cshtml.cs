using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Training.Certification.Verification;

[AllowAnonymous]
internal sealed class IndexModel : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Code { get; set; }

    public IActionResult OnGet()
    {
        // People paste the whole link as often as the code alone.
        var code = Code?.Trim().TrimEnd('/').Split('/')[^1];
        return string.IsNullOrEmpty(code) ? Page() : LocalRedirect($"/verify/{Uri.EscapeDataString(code)}");
    }
}
