using Training.Modules;

namespace Training.Organizations.Contracts;

/// <summary>A province or a city of the central government.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Code">Two digits, leading zero kept (Decision 19/2025/QĐ-TTg).</param>
/// <param name="ShortName">Quảng Ninh.</param>
/// <param name="FullName">Tỉnh Quảng Ninh.</param>
/// <param name="HealthDepartment">Sở Y tế tỉnh Quảng Ninh.</param>
public sealed record ProvinceInfo(Guid Id, string Code, string ShortName, string FullName, string HealthDepartment);

/// <summary>A hospital.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Key">Stable short name used in recipes and addresses.</param>
/// <param name="Name">Vietnamese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="ProvinceId">The province it lies in today.</param>
/// <param name="FormerProvince">The province it lay in before 1 July 2025, where that was another one.</param>
/// <param name="TrainingUnitCode">Code of the training unit that stands in certificate numbers; null where there is none.</param>
public sealed record HospitalInfo(
    Guid Id, string Key, string Name, string NameEn, Guid ProvinceId, string? FormerProvince, string? TrainingUnitCode)
{
    /// <summary>The name in the language of the page, with the former province where it lies in another one today.</summary>
    public string Display => FormerProvince is null ? Show.Name(Name, NameEn) : $"{Show.Name(Name, NameEn)} ({FormerProvince})";
}

/// <summary>All provinces and hospitals as they were when it was read.</summary>
public sealed class OrganizationDirectory
{
    private readonly Dictionary<Guid, HospitalInfo> _hospitals;
    private readonly Dictionary<Guid, ProvinceInfo> _provinces;

    internal OrganizationDirectory(IReadOnlyList<ProvinceInfo> provinces, IReadOnlyList<HospitalInfo> hospitals)
    {
        Provinces = provinces;
        Hospitals = hospitals;
        _provinces = provinces.ToDictionary(p => p.Id);
        _hospitals = hospitals.ToDictionary(h => h.Id);
    }

    /// <summary>In Vietnamese order.</summary>
    public IReadOnlyList<ProvinceInfo> Provinces { get; }

    /// <summary>In Vietnamese order.</summary>
    public IReadOnlyList<HospitalInfo> Hospitals { get; }

    /// <summary>The hospital; it must exist.</summary>
    /// <exception cref="KeyNotFoundException">There is none with this id.</exception>
    public HospitalInfo Hospital(Guid id) => _hospitals[id];

    /// <summary>The province; it must exist.</summary>
    /// <exception cref="KeyNotFoundException">There is none with this id.</exception>
    public ProvinceInfo Province(Guid id) => _provinces[id];

    /// <summary>The hospital with this id, or null.</summary>
    public HospitalInfo? FindHospital(Guid id) => _hospitals.GetValueOrDefault(id);

    /// <summary>The hospital with this key, or null.</summary>
    public HospitalInfo? FindHospital(string key) => Hospitals.FirstOrDefault(h => h.Key == key);

    /// <summary>The province with this code, or null.</summary>
    public ProvinceInfo? FindProvince(string code) => Provinces.FirstOrDefault(p => p.Code == code);

    /// <summary>The hospitals that a scope reaches, in Vietnamese order.</summary>
    public IReadOnlyList<HospitalInfo> Within(Scope scope) => scope.Country
        ? Hospitals
        : [.. Hospitals.Where(h => scope.Hospitals.Contains(h.Id) || scope.Provinces.Contains(h.ProvinceId))];
}
