using System.Collections.Frozen;
using Training.Modules;

namespace Training.Identity.Grants;

/// <summary>Where a grant reaches, with the province that a hospital lies in today.</summary>
/// <param name="Kind">How far.</param>
/// <param name="HospitalId">The hospital; null for a province and for the country.</param>
/// <param name="ProvinceId">The province, or the one of the hospital; null for the country.</param>
internal sealed record GrantScope(ScopeKind Kind, Guid? HospitalId, Guid? ProvinceId)
{
    public static GrantScope Country { get; } = new(ScopeKind.Country, null, null);

    public static GrantScope Province(Guid id) => new(ScopeKind.Province, null, id);

    public static GrantScope Hospital(Guid id, Guid provinceId) => new(ScopeKind.Hospital, id, provinceId);

    /// <summary>Whether everything in the other scope lies in this one.</summary>
    public bool Covers(GrantScope other) => Kind switch
    {
        ScopeKind.Country => true,
        ScopeKind.Province => other.Kind != ScopeKind.Country && other.ProvinceId == ProvinceId,
        _ => other.Kind == ScopeKind.Hospital && other.HospitalId == HospitalId,
    };
}

/// <summary>A role that somebody holds today.</summary>
/// <param name="Role">One of <see cref="Roles.All"/>.</param>
/// <param name="Scope">Where.</param>
/// <param name="To">Its last day; null where it has none.</param>
internal sealed record HeldGrant(string Role, GrantScope Scope, DateOnly? To);

/// <summary>
/// Which role reaches how far, and who may grant it: nobody above themselves, outside their scope or for longer than they hold their own
/// right. The table stands in the module's README with its reasons.
/// </summary>
internal static class GrantRules
{
    private static readonly ScopeKind[] OneHospital = [ScopeKind.Hospital];

    private static readonly FrozenDictionary<string, ScopeKind[]> Kinds = new Dictionary<string, ScopeKind[]>
    {
        [Roles.Trainee] = OneHospital,
        [Roles.Mentor] = OneHospital,
        [Roles.DepartmentHead] = OneHospital,
        [Roles.TrainingOffice] = OneHospital,
        [Roles.Coordinator] = OneHospital,
        [Roles.TechnicalHead] = OneHospital,
        [Roles.Director] = OneHospital,
        [Roles.Clerk] = OneHospital,
        [Roles.AcceptanceCouncil] = [ScopeKind.Hospital, ScopeKind.Province],
        [Roles.HealthDepartment] = [ScopeKind.Province],
        [Roles.Ministry] = [ScopeKind.Country],
        [Roles.Insurer] = [ScopeKind.Province, ScopeKind.Country],
        [Roles.Auditor] = [ScopeKind.Hospital, ScopeKind.Province, ScopeKind.Country],
        [Roles.Administrator] = [ScopeKind.Country],
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string[]> Below = new Dictionary<string, string[]>
    {
        [Roles.Administrator] = [.. Roles.All],
        [Roles.Director] =
        [
            Roles.Trainee, Roles.Mentor, Roles.DepartmentHead, Roles.TrainingOffice, Roles.Coordinator, Roles.TechnicalHead, Roles.Clerk,
            Roles.AcceptanceCouncil,
        ],
        [Roles.TrainingOffice] = [Roles.Trainee, Roles.Mentor],
        [Roles.Coordinator] = [Roles.Trainee, Roles.Mentor],
    }.ToFrozenDictionary();

    /// <summary>How far a grant of the role may reach; empty for a role that does not exist.</summary>
    public static IReadOnlyList<ScopeKind> KindsOf(string role) => Kinds.GetValueOrDefault(role) ?? [];

    /// <summary>The roles that somebody with this role may grant, in the order of <see cref="Roles.All"/>.</summary>
    public static IReadOnlyList<string> GrantableBy(string role) => Below.GetValueOrDefault(role) ?? [];

    /// <summary>
    /// Of the grants that somebody holds, the one that lets them grant or end the role in the scope; of several the one that lasts longest.
    /// Null where none does.
    /// </summary>
    public static HeldGrant? AuthorityFor(IEnumerable<HeldGrant> held, string role, GrantScope scope) => KindsOf(role).Contains(scope.Kind)
        ? held.Where(h => GrantableBy(h.Role).Contains(role) && h.Scope.Covers(scope)).MaxBy(h => h.To ?? DateOnly.MaxValue)
        : null;

    /// <summary>Whether a grant that ends on <paramref name="to"/> outlives the grant that allows it.</summary>
    public static bool Outlives(DateOnly? to, HeldGrant authority) => authority.To is { } last && (to is null || to > last);
}
