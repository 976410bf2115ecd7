using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Training.Identity.Access;
using Training.Identity.Account;
using Training.Identity.Sessions;
using Training.Modules;

namespace Training.Identity.Factors;

/// <summary>
/// What an account's roles ask for at sign-in (<see cref="Roles.Needs"/>). A session with less is worth nothing until it has that; the account can
/// only be given it. Demo accounts are excepted, since everybody knows their password anyway.
/// </summary>
internal sealed class SecondFactorRule(IOptions<DemoOptions> demo)
{
    public SignInNeed NeedOf(IEnumerable<Grant> grants) => demo.Value.Enabled
        ? SignInNeed.Password
        : grants.Select(grant => Roles.Needs.GetValueOrDefault(grant.Role, SignInNeed.Passkey)).DefaultIfEmpty(SignInNeed.Password).Max();

    /// <summary>Whether a session that began with this factor has what is asked for.</summary>
    public static bool Meets(SignInFactor factor, SignInNeed need) => need switch
    {
        SignInNeed.Password => true,
        SignInNeed.SecondFactor => factor != SignInFactor.Password,
        _ => factor == SignInFactor.Passkey,
    };
}

/// <summary>The page or endpoint is open to a session that still lacks its second factor or passkey.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class WithoutSecondFactorAttribute : Attribute;

/// <summary>Leads a session that lacks its second factor or passkey to the page where it gets one.</summary>
internal static class EnrolFirst
{
    public const string Page = "/account/security";

    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!Applies(context))
        {
            return next(context);
        }

        context.Response.Redirect(Page);
        return Task.CompletedTask;
    }

    /// <summary>Public pages look the same to everybody and stay open; the home page does not.</summary>
    public static bool Applies(HttpContext context)
        => context.RequestServices.GetService(typeof(CurrentUser)) is CurrentUser { Lacks: not SignInNeed.Password }
            && context.GetEndpoint() is { } endpoint
            && endpoint.Metadata.GetMetadata<WithoutSecondFactorAttribute>() is null
            && (endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is null || context.Request.Path == "/");
}
