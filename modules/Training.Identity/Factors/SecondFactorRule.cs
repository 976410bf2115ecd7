using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Training.Identity.Access;
using Training.Identity.Account;
using Training.Identity.Sessions;
using Training.Modules;

namespace Training.Identity.Factors;

/// <summary>
/// Who has to have a second factor: whoever signs, issues, approves, exports or administers. Their session is worth nothing until it has
/// one; the account can only be given one. Demo accounts are excepted, since everybody knows their password anyway.
/// </summary>
internal sealed class SecondFactorRule(IOptions<DemoOptions> demo)
{
    /// <summary>The roles that carry such a right.</summary>
    public static readonly FrozenSet<string> RequiredRoles =
    [
        Roles.Mentor, Roles.TrainingOffice, Roles.Coordinator, Roles.TechnicalHead, Roles.DepartmentHead, Roles.Director, Roles.Clerk,
        Roles.AcceptanceCouncil, Roles.HealthDepartment, Roles.Ministry, Roles.Insurer, Roles.Auditor, Roles.Administrator,
    ];

    public bool Requires(IEnumerable<Grant> grants) => !demo.Value.Enabled && grants.Any(grant => RequiredRoles.Contains(grant.Role));

    /// <summary>Whether a session that began with this factor may use these grants.</summary>
    public bool Allows(SignInFactor factor, IEnumerable<Grant> grants) => factor != SignInFactor.Password || !Requires(grants);
}

/// <summary>The page or endpoint is open to a session that still lacks its second factor.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class WithoutSecondFactorAttribute : Attribute;

/// <summary>Leads a session that lacks its second factor to the page where it gets one.</summary>
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
        => context.RequestServices.GetService(typeof(CurrentUser)) is CurrentUser { LacksSecondFactor: true }
            && context.GetEndpoint() is { } endpoint
            && endpoint.Metadata.GetMetadata<WithoutSecondFactorAttribute>() is null
            && (endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is null || context.Request.Path == "/");
}
