using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.Grants;

/// <summary>A grant as the pages and the letters speak of it.</summary>
internal static class GrantWords
{
    public static GrantScope ScopeIn(this RoleGrant grant, OrganizationDirectory directory) => grant.Kind switch
    {
        ScopeKind.Hospital => GrantScope.Hospital(grant.HospitalId!.Value, directory.Hospital(grant.HospitalId.Value).ProvinceId),
        ScopeKind.Province => GrantScope.Province(grant.ProvinceId!.Value),
        _ => GrantScope.Country,
    };

    /// <summary>Name of the hospital or of the province; null for the country.</summary>
    public static string? Place(this RoleGrant grant, OrganizationDirectory directory) => grant.Kind switch
    {
        ScopeKind.Hospital => directory.Hospital(grant.HospitalId!.Value).Display,
        ScopeKind.Province => directory.Province(grant.ProvinceId!.Value).FullName,
        _ => null,
    };

    /// <summary>Whether it was ended before it could count for a whole day.</summary>
    public static bool NeverCounted(this RoleGrant grant) => grant.To < grant.From;
}
