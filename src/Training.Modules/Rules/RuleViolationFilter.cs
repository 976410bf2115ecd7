using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Training.Modules;

/// <summary>A page with a form: it can show itself again with what was typed when the action was refused.</summary>
public interface IForm
{
    /// <summary>Loads everything the page shows except the input.</summary>
    /// <returns>False where the thing is not there or not for this person.</returns>
    Task<bool> LoadAsync(CancellationToken ct);
}

/// <summary>Turns a broken rule into a form error, with everything typed kept.</summary>
internal sealed class RuleViolationFilter(IStringLocalizerFactory texts) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var executed = await next();
        if (executed.Exception is not RuleViolation violation || context.HandlerInstance is not PageModel page)
        {
            return;
        }

        var module = violation.Source ?? page.GetType().Assembly.GetName().Name!;
        var why = texts.OfModule(module)[violation.Key, [.. violation.Arguments]].Value;
        page.ModelState.AddModelError(violation.Field ?? "", why);
        executed.ExceptionHandled = true;
        executed.HttpContext.Response.StatusCode = violation.Status;
        executed.Result = page is IForm form && !await form.LoadAsync(executed.HttpContext.RequestAborted)
            ? page.IsTooLate(why)
            : page.Page();
    }
}
