using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Training.Modules;

/// <summary>
/// A form came when what it was about was over, or no longer for this person: the page can not be shown any more. The page of the error says
/// why and gives back what was typed.
/// </summary>
/// <param name="Why">In words.</param>
/// <param name="Typed">The free texts of the form, in their order.</param>
public sealed partial record TooLate(string Why, IReadOnlyList<string> Typed)
{
    /// <summary>What the answer on its way is about; null where it is something else.</summary>
    public static TooLate? Of(HttpContext context) => context.Items[typeof(TooLate)] as TooLate;

    /// <summary>Status 404, with the reason and what was typed.</summary>
    internal static IActionResult Answer(PageModel page, string why)
    {
        page.HttpContext.Items[typeof(TooLate)] = new TooLate(why, page.Request.HasFormContentType ? [.. page.Request.Form.Where(IsText).SelectMany(field => field.Value).OfType<string>().Where(HasWords)] : []);
        return page.NotFound();
    }

    // Choices, ids and hashes are one word; secrets never come back.
    private static bool IsText(KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues> field) => !field.Key.Contains("Password", StringComparison.OrdinalIgnoreCase) && !field.Key.StartsWith("__", StringComparison.Ordinal);

    private static bool HasWords(string text) => Words().IsMatch(text);

    [GeneratedRegex(@"\S\s+\S", RegexOptions.NonBacktracking)]
    private static partial Regex Words();
}

/// <summary>For pages whose task may be done by somebody else meanwhile.</summary>
public static class TooLateExtensions
{
    /// <summary>Answers a form whose page is no longer there: status 404, with the reason and what was typed.</summary>
    /// <param name="page">The page.</param>
    /// <param name="why">In words.</param>
    public static IActionResult IsTooLate(this PageModel page, string why) => TooLate.Answer(page, why);
}
