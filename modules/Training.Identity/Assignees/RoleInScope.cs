using Training.Identity.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Workflows.Contracts;

namespace Training.Identity.Assignees;

/// <summary>
/// A role at a place that the drawing names: <c>Ministry@country</c>, <c>HealthDepartment@province:22</c>,
/// <c>TrainingOffice@hospital:viet-duc</c>.
/// </summary>
internal sealed class RoleInScope(IRoleHolders holders, IOrganizations organizations) : RoleResolver(holders)
{
    public override string Id => "role-in-scope";

    protected override async Task<RoleKey?> RoleOfAsync(Subject subject, string? argument, CancellationToken ct)
    {
        if (argument?.Split('@', ':') is not [var role, var kind, .. var rest] || !Roles.All.Contains(role))
        {
            return null;
        }

        var directory = await organizations.GetAsync(ct);
        return (kind, rest) switch
        {
            ("country", []) => new RoleKey(role, ScopeKind.Country, null),
            ("province", [var code]) when directory.Provinces.FirstOrDefault(p => p.Code == code) is { } province => new RoleKey(role, ScopeKind.Province, province.Id),
            ("hospital", [var key]) when directory.Hospitals.FirstOrDefault(h => h.Key == key) is { } hospital => new RoleKey(role, ScopeKind.Hospital, hospital.Id),
            _ => null,
        };
    }
}
