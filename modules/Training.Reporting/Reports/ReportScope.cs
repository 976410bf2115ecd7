using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Reporting.Reports;

/// <summary>What a report is about: all that a person's scope reaches, or one province of it.</summary>
/// <param name="Hospitals">In Vietnamese order.</param>
/// <param name="Province">The one province it is about; null where there are several or a few hospitals.</param>
internal sealed record ReportScope(IReadOnlyList<HospitalInfo> Hospitals, ProvinceInfo? Province)
{
    /// <param name="directory">All hospitals and provinces.</param>
    /// <param name="scope">How far the person may look.</param>
    /// <param name="provinceCode">From the address; null for everything.</param>
    /// <returns>Null where the province is not there or the scope does not reach all of it.</returns>
    public static ReportScope? Of(OrganizationDirectory directory, Scope scope, string? provinceCode)
    {
        var within = directory.Within(scope);
        if (string.IsNullOrEmpty(provinceCode))
        {
            var only = scope is { Country: false, Provinces.Count: 1, Hospitals.Count: 0 } ? directory.Province(scope.Provinces.Single()) : null;
            return new ReportScope(within, only);
        }

        return directory.FindProvince(provinceCode) is { } province && (scope.Country || scope.Provinces.Contains(province.Id))
            ? new ReportScope([.. within.Where(h => h.ProvinceId == province.Id)], province)
            : null;
    }
}
