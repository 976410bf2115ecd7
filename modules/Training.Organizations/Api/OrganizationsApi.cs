using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Organizations.Api;

/// <summary>What a program may read of the directory.</summary>
internal sealed class ApiPermissions : IPermissionProvider
{
    public const string ReadDirectory = "Organizations.ReadDirectory";

    public IReadOnlyList<Permission> GetPermissions() => [new(ReadDirectory, "Read provinces and hospitals with a program")];

    public IReadOnlyList<PermissionStereotype> GetDefaultStereotypes() => [.. Roles.All.Select(role => new PermissionStereotype(role, GetPermissions()))];
}

/// <summary>A province.</summary>
internal sealed record ProvinceItem(Guid Id, string Code, string Name, string FullName);

/// <summary>A hospital.</summary>
internal sealed record HospitalItem(Guid Id, string Key, string Name, string NameEn, string ProvinceCode, string Province, string? FormerProvince);

internal static class OrganizationsApi
{
    public static void MapOrganizationsApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi();
        api.MapGet("/provinces", ProvincesAsync).WithMetadata(new HasPermissionAttribute(ApiPermissions.ReadDirectory))
            .WithTags("Organizations").WithSummary("Provinces, in Vietnamese order.").Produces<ApiPage<ProvinceItem>>().ProducesProblem(400);
        api.MapGet("/hospitals", HospitalsAsync).WithMetadata(new HasPermissionAttribute(ApiPermissions.ReadDirectory))
            .WithTags("Organizations").WithSummary("Hospitals, in Vietnamese order; q searches names without diacritics, province is a two-digit code.")
            .Produces<ApiPage<HospitalItem>>().ProducesProblem(400);
    }

    private static async Task<IResult> ProvincesAsync(IOrganizations organizations, string? after, int? limit, CancellationToken ct)
        => Modules.Api.Page((await organizations.GetAsync(ct)).Provinces, p => p.Code, after, limit, p => new ProvinceItem(p.Id, p.Code, p.ShortName, p.FullName));

    private static async Task<IResult> HospitalsAsync(IOrganizations organizations, string? q, string? province, string? after, int? limit, CancellationToken ct)
    {
        var directory = await organizations.GetAsync(ct);
        var inProvince = province is null ? null : directory.FindProvince(province);
        if (province is not null && inProvince is null)
        {
            return Modules.Api.Problem(StatusCodes.Status400BadRequest, "province is not the code of a province.");
        }

        var wanted = VietnameseText.Fold(q ?? "");
        HospitalInfo[] found = [.. directory.Hospitals
            .Where(h => inProvince is null || h.ProvinceId == inProvince.Id)
            .Where(h => wanted.Length == 0 || VietnameseText.Fold(h.Name).Contains(wanted, StringComparison.Ordinal) || VietnameseText.Fold(h.NameEn).Contains(wanted, StringComparison.Ordinal))];
        return Modules.Api.Page(found, h => h.Key, after, limit, h =>
        {
            var in_ = directory.Province(h.ProvinceId);
            return new HospitalItem(h.Id, h.Key, h.Name, h.NameEn, in_.Code, in_.ShortName, h.FormerProvince);
        });
    }
}
