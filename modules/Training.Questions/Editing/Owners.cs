using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Questions.Editing;

/// <summary>To whom a new question may belong: a hospital of its author; to everybody where the author's right reaches the country.</summary>
internal static class Owners
{
    public static async Task<IReadOnlyList<HospitalInfo>> OfAsync(IOrganizations organizations, ICurrentUser user, TimeProvider clock, CancellationToken ct)
    {
        var scope = user.ScopeOf(Permissions.Author);
        var today = clock.Today();
        return scope.Country ? [] : [.. (await organizations.GetAsync(ct)).Within(scope).Where(hospital => hospital.IsOpenOn(today))];
    }

    /// <exception cref="RuleViolation">It is none of the author's.</exception>
    public static Guid? Choose(ICurrentUser user, IReadOnlyList<HospitalInfo> hospitals, Guid? chosen) => user.ScopeOf(Permissions.Author).Country
        ? null
        : hospitals.Count == 1
            ? hospitals[0].Id
            : hospitals.Any(hospital => hospital.Id == chosen) ? chosen : throw new RuleViolation("Hospital.Choose") { Field = "Input.HospitalId" };
}
