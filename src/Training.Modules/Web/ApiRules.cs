using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Training.Modules;

/// <summary>The body of a request of the programming interface.</summary>
public interface IApiBody;

/// <summary>For endpoints of the programming interface that take what a form takes.</summary>
public static class ApiInput
{
    /// <summary>Checks the input as a page would check its form, with the same words.</summary>
    /// <param name="context">The request.</param>
    /// <param name="input">The input of the form.</param>
    public static ModelStateDictionary Check(this HttpContext context, object input)
    {
        var action = new ActionContext(context, new RouteData(), new ActionDescriptor());
        context.RequestServices.GetRequiredService<IObjectModelValidator>().Validate(action, null, "", input);
        return action.ModelState;
    }

    /// <summary>The answer to an input that does not keep to its form.</summary>
    public static IResult Invalid(this HttpContext context, ModelStateDictionary state)
        => ApiProblem.Of(state, context.RequestServices.GetRequiredService<IStringLocalizer<CommonTexts>>()["Api.Invalid"]);

    /// <summary>The answer where there is no such thing, or not for whoever asks.</summary>
    public static IResult Missing(this HttpContext context)
        => new ApiProblem(StatusCodes.Status404NotFound, "Api.NotFound", context.RequestServices.GetRequiredService<IStringLocalizer<CommonTexts>>()["Api.NotFound"]);
}

/// <summary>Turns a broken rule into a problem, and refuses the character U+0000, which PostgreSQL can not store.</summary>
internal sealed class ApiRules(IStringLocalizerFactory texts) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            if (context.Arguments.OfType<IApiBody>().Any(body => HasNull(JsonSerializer.SerializeToElement(body, body.GetType()))))
            {
                throw new RuleViolation("Api.NullCharacter") { Status = StatusCodes.Status400BadRequest };
            }

            return await next(context);
        }
        catch (RuleViolation violation)
        {
            if (violation.Status == StatusCodes.Status401Unauthorized)
            {
                context.HttpContext.Response.Headers.WWWAuthenticate = "Signing";
            }

            var why = texts.OfModule(violation.Source!)[violation.Key, [.. violation.Arguments]].Value;
            return new ApiProblem(violation.Status, violation.Key, why)
            {
                Errors = violation.Field is { } field ? new Dictionary<string, string[]> { [ApiProblem.NameOf(field)] = [why] } : new Dictionary<string, string[]>(),
            };
        }
    }

    private static bool HasNull(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!.Contains('\0', StringComparison.Ordinal),
        JsonValueKind.Array => element.EnumerateArray().Any(HasNull),
        JsonValueKind.Object => element.EnumerateObject().Any(member => HasNull(member.Value)),
        _ => false,
    };
}
