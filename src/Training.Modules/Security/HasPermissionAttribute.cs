using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Training.Modules;

/// <summary>The page or endpoint is for those whose grants carry the permission, in whatever scope; the page itself keeps to the scope.</summary>
/// <param name="permission">The permission's name.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class HasPermissionAttribute(string permission) : Attribute, IAuthorizeData, IAuthorizationRequirement, IAuthorizationRequirementData
{
    /// <summary>The permission's name.</summary>
    public string Permission { get; } = permission;

    /// <inheritdoc/>
    string? IAuthorizeData.Policy { get; set; }

    /// <inheritdoc/>
    string? IAuthorizeData.Roles { get; set; }

    /// <inheritdoc/>
    string? IAuthorizeData.AuthenticationSchemes { get; set; }

    /// <inheritdoc/>
    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}

/// <summary>For pages that need a signed-in person and no right beyond that, such as one's own profile.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class SignedInAttribute : AuthorizeAttribute;

internal sealed class PermissionHandler(IHttpContextAccessor accessor) : AuthorizationHandler<HasPermissionAttribute>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, HasPermissionAttribute requirement)
    {
        if (accessor.HttpContext?.RequestServices.GetService(typeof(ICurrentUser)) is ICurrentUser user && user.Can(requirement.Permission))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
