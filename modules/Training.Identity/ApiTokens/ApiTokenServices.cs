using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Training.Identity.Access;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.ApiTokens;

/// <summary>What a program may read about the person whose token it has.</summary>
internal sealed class ApiPermissions : IPermissionProvider
{
    public const string ReadProfile = "Identity.ReadProfile";

    public IReadOnlyList<Permission> GetPermissions() => [new(ReadProfile, "Read one's own profile with a program")];

    public IReadOnlyList<PermissionStereotype> GetDefaultStereotypes() => [.. Roles.All.Select(role => new PermissionStereotype(role, GetPermissions()))];
}

/// <summary>A role and where it is valid.</summary>
internal sealed record GrantItem(string Role, string Kind, Guid? ScopeId, string? Scope);

/// <summary>The account and person behind the token.</summary>
internal sealed record ProfileItem(Guid Id, string Name, Guid? PersonId, string? Person, IReadOnlyList<GrantItem> Grants, IReadOnlyList<string> TokenPermissions);

internal static class ApiTokenServices
{
    private const string SiteScheme = "Site";

    /// <summary>Below /api only tokens count, everywhere else only the session's cookie.</summary>
    public static void AddApiTokens(this IServiceCollection services)
    {
        services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(BearerHandler.Bearer, null)
            .AddPolicyScheme(SiteScheme, null, options => options.ForwardDefaultSelector = context => context.IsApi() ? BearerHandler.Bearer : IdentityConstants.ApplicationScheme);
        services.Configure<AuthenticationOptions>(options => options.DefaultScheme = SiteScheme);
        services.AddSingleton<IPermissionProvider, ApiPermissions>();
        services.AddExceptionHandler<ApiFaults>();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
    }

    public static void MapIdentityApi(this IEndpointRouteBuilder routes)
    {
        routes.MapApi().MapGet("/me", MeAsync).WithMetadata(new HasPermissionAttribute(ApiPermissions.ReadProfile))
            .WithTags("Identity").WithSummary("The account behind the token, with the grants that are valid today.").Produces<ProfileItem>();
        routes.Map($"{Api.Prefix}/{{**rest}}", () => Api.Problem(StatusCodes.Status404NotFound, "There is nothing at this address.", "Api.NotFound"))
            .WithMetadata(new SignedInAttribute(), new DoorAttribute(Doors.Api));
    }

    private static async Task<IResult> MeAsync(CurrentUser user, IPeople people, IOrganizations organizations, CancellationToken ct)
    {
        var directory = await organizations.GetAsync(ct);
        var person = user.PersonId is { } id ? (await people.FindAsync([id], ct)).GetValueOrDefault(id) : null;
        var grants = user.Grants.Select(grant => new GrantItem(grant.Role, grant.Kind.ToString(), grant.ScopeId, grant.Kind switch
        {
            ScopeKind.Hospital => directory.FindHospital(grant.ScopeId!.Value)?.Name,
            ScopeKind.Province => directory.Province(grant.ScopeId!.Value).FullName,
            _ => null,
        }));
        return TypedResults.Ok(new ProfileItem(user.UserId, user.Name, user.PersonId, person?.Display, [.. grants], [.. user.OnlyPermissions!.Order(StringComparer.Ordinal)]));
    }
}
