using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Training.Identity.Reauthentication;
using Training.Modules;

namespace Training.Identity.Contracts;

/// <summary>
/// <c>&lt;reauthenticate for="Input" /&gt;</c> inside a form: asks for the passkey where the account has one, else for password and code. The
/// page answers <c>OnPostChallengeAsync</c> with <see cref="IReauthentication.ChallengeAsync"/> for the values that were posted.
/// </summary>
[HtmlTargetElement("reauthenticate", Attributes = "for", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ReauthenticateTagHelper(IHtmlHelper html) : TagHelper
{
    /// <summary>The input model, a <see cref="SigningInput"/>.</summary>
    [HtmlAttributeName("for")]
    public required ModelExpression For { get; set; }

    /// <summary>The form gives an account without any second factor its first one, for which the password is enough.</summary>
    public bool Enrols { get; set; }

    /// <summary>The view that is shown.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var services = ViewContext.HttpContext.RequestServices;
        var factors = await services.GetRequiredService<FactorReader>().ReadAsync(ViewContext.HttpContext.RequestAborted);
        ((IViewContextAware)html).Contextualize(ViewContext);
        output.TagName = null;
        output.Content.SetHtmlContent(await html.PartialAsync("/Areas/Identity/Pages/Reauthentication/_Reauthenticate.cshtml", (For.Name, Enrols && factors.None ? factors with { PasswordAlone = true } : factors)));
    }
}

/// <summary>How a page answers a refused proof.</summary>
public static class SigningAnswers
{
    /// <summary>The form again, with everything typed but the password, and status 401.</summary>
    /// <param name="page">The page with the form.</param>
    /// <param name="proof">The refused proof.</param>
    /// <param name="prefix">Name of the input model, as in <c>for</c>.</param>
    public static IActionResult Refuse(this PageModel page, SigningProof proof, string prefix)
    {
        var texts = page.HttpContext.RequestServices.GetRequiredService<IStringLocalizer<Texts>>();
        page.ModelState.AddModelError($"{prefix}.Password", texts[$"Reauthentication.{proof.Refusal}"]);
        page.Response.StatusCode = StatusCodes.Status401Unauthorized;
        page.Response.Headers.WWWAuthenticate = "Signing";
        return page.Page();
    }

    /// <summary>A problem with status 401, for a program.</summary>
    /// <param name="context">The request.</param>
    /// <param name="proof">The refused proof.</param>
    public static IResult Refuse(this HttpContext context, SigningProof proof)
    {
        context.Response.Headers.WWWAuthenticate = "Signing";
        var code = $"Reauthentication.{proof.Refusal}";
        return new ApiProblem(StatusCodes.Status401Unauthorized, code, context.RequestServices.GetRequiredService<IStringLocalizer<Texts>>()[code]);
    }
}
