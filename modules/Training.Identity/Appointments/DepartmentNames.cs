using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.Appointments;

/// <summary>
/// What hospitals call their departments. A typed name gets the spelling of the list, and must be on it; where a hospital has listed none,
/// any name is good.
/// </summary>
internal sealed class DepartmentNames
{
    /// <summary>Longest name of an appointment.</summary>
    public const int MaxLength = 150;

    private const int HospitalsOffered = 20;

    private readonly ILookup<Guid, DepartmentInfo> _listed;

    private DepartmentNames(ILookup<Guid, DepartmentInfo> listed) => _listed = listed;

    /// <summary>Reads the departments of these hospitals; one statement.</summary>
    public static async Task<DepartmentNames> LoadAsync(IOrganizations organizations, IReadOnlyCollection<Guid> hospitalIds, CancellationToken ct)
        => new(await organizations.DepartmentsOfAsync(hospitalIds, ct));

    /// <summary>The names to choose from: of the chosen hospital, else of all where they are few.</summary>
    public static async Task<IReadOnlyList<string>> OfferedAsync(IOrganizations organizations, IReadOnlyList<HospitalInfo> hospitals, Guid? chosen, DateOnly day, CancellationToken ct)
    {
        Guid[] ids = [.. hospitals.Where(h => chosen is null || h.Id == chosen).Select(h => h.Id)];
        return ids.Length is 0 or > HospitalsOffered
            ? []
            : [.. (await organizations.DepartmentsOfAsync(ids, ct)).SelectMany(departments => departments).Where(d => d.IsOpenOn(day))
                .Select(d => d.Name).Distinct().OrderBy(VietnameseText.SortKey, StringComparer.Ordinal)];
    }

    /// <summary>Finds the listed spelling, without regard to case and diacritics, in either language.</summary>
    /// <param name="hospitalId">One of the hospitals that were read.</param>
    /// <param name="typed">The name as it was typed.</param>
    /// <param name="from">First day of the appointment: a department that was closed before it is not meant.</param>
    /// <param name="name">The spelling to store; as typed where it is not listed.</param>
    /// <returns>False where the hospital has departments listed and this is none of them.</returns>
    public bool TryResolve(Guid hospitalId, string typed, DateOnly from, out string name)
    {
        DepartmentInfo[] listed = [.. _listed[hospitalId].Where(d => (d.To is null || d.To >= from) && d.Name.Length <= MaxLength)];
        var folded = VietnameseText.Fold(typed);
        var found = listed.FirstOrDefault(d => VietnameseText.Fold(d.Name) == folded)
            ?? listed.FirstOrDefault(d => d.NameEn is not null && VietnameseText.Fold(d.NameEn) == folded);
        name = found?.Name ?? typed;
        return found is not null || listed.Length == 0;
    }
}
