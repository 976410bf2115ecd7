using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Training.Identity.Contracts;

namespace Training.Identity.Throttling;

internal static class Refusal
{
    /// <summary>Shows the form again with what was typed, why it was refused and what to do.</summary>
    public static PageResult TooMany(this PageModel page, Entrance entrance, IStringLocalizer<Texts> texts)
    {
        page.Response.Refuse(entrance);
        page.ModelState.AddModelError("", entrance.OnlyRecovery
            ? texts["Throttle.OnlyRecovery"]
            : texts["Throttle.Wait", Math.Max(1, (int)Math.Ceiling(entrance.Wait.TotalMinutes))]);
        return page.Page();
    }
}
