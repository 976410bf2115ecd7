using Training.Modules;
using Training.Organizations.Directory;

namespace Training.Organizations.Contracts;

/// <summary>A province or a city of the central government, as it was named on the day of the directory.</summary>
/// <param name="Id">Its id, the same through all its names.</param>
/// <param name="Code">
/// Two digits, leading zero kept (Decision 19/2025/QĐ-TTg); for a province abolished in 2025 its name without diacritics, such as <c>yen-bai</c>.
/// </param>
/// <param name="ShortName">Quảng Ninh.</param>
/// <param name="FullName">Tỉnh Quảng Ninh.</param>
/// <param name="HealthDepartment">Sở Y tế tỉnh Quảng Ninh.</param>
public sealed record ProvinceInfo(Guid Id, string Code, string ShortName, string FullName, string HealthDepartment)
{
    /// <summary>The first day it no longer exists; null where no end is known.</summary>
    public DateOnly? ClosedOn { get; init; }

    /// <summary>The province it is merged into from that day.</summary>
    public Guid? SuccessorId { get; init; }
}

/// <summary>A hospital, as it was named on the day of the directory.</summary>
/// <param name="Id">Its id, the same through all its names.</param>
/// <param name="Key">Stable short name used in recipes and addresses.</param>
/// <param name="Name">Vietnamese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="ProvinceId">The province it lies in.</param>
/// <param name="FormerProvince">The province it lay in before, where that was another one.</param>
/// <param name="TrainingUnitCode">Code of the training unit that stands in certificate numbers; null where there is none.</param>
public sealed record HospitalInfo(
    Guid Id, string Key, string Name, string NameEn, Guid ProvinceId, string? FormerProvince, string? TrainingUnitCode)
{
    /// <summary>The first day it no longer exists; null where no end is known.</summary>
    public DateOnly? ClosedOn { get; init; }

    /// <summary>The hospital it is merged into from that day; null where there is none.</summary>
    public Guid? SuccessorId { get; init; }

    /// <summary>The name in the language of the page, with the former province where it lies in another one today.</summary>
    public string Display => FormerProvince is null ? Show.Name(Name, NameEn) : $"{Show.Name(Name, NameEn)} ({FormerProvince})";

    /// <summary>Whether it exists on the day, as far as an end is known.</summary>
    public bool IsOpenOn(DateOnly day) => ClosedOn is null || day < ClosedOn;
}

/// <summary>All provinces and hospitals as they were on one day; any other day can be asked for by id.</summary>
public sealed class OrganizationDirectory
{
    private readonly Dictionary<Guid, HospitalInfo> _hospitals;
    private readonly Dictionary<Guid, ProvinceInfo> _provinces;
    private readonly HistoricNames _history;

    internal OrganizationDirectory(DateOnly day, IReadOnlyList<ProvinceInfo> provinces, IReadOnlyList<HospitalInfo> hospitals, HistoricNames history)
    {
        Day = day;
        Provinces = [.. provinces.Where(p => p.ClosedOn is null || day < p.ClosedOn)];
        Hospitals = hospitals;
        _provinces = provinces.ToDictionary(p => p.Id);
        _hospitals = hospitals.ToDictionary(h => h.Id);
        _history = history;
    }

    /// <summary>The day of the names.</summary>
    public DateOnly Day { get; }

    /// <summary>Those that exist on the day (34 today), in Vietnamese order.</summary>
    public IReadOnlyList<ProvinceInfo> Provinces { get; }

    /// <summary>In Vietnamese order; closed ones too, since what was done there stays theirs.</summary>
    public IReadOnlyList<HospitalInfo> Hospitals { get; }

    /// <summary>The hospital; it must exist.</summary>
    /// <exception cref="KeyNotFoundException">There is none with this id.</exception>
    public HospitalInfo Hospital(Guid id) => _hospitals[id];

    /// <summary>The province, also one that no longer exists; there must be one with this id.</summary>
    /// <exception cref="KeyNotFoundException">There is none with this id.</exception>
    public ProvinceInfo Province(Guid id) => _provinces[id];

    /// <summary>The hospital with this id, or null.</summary>
    public HospitalInfo? FindHospital(Guid id) => _hospitals.GetValueOrDefault(id);

    /// <summary>The hospital with this key, or null.</summary>
    public HospitalInfo? FindHospital(string key) => Hospitals.FirstOrDefault(h => h.Key == key);

    /// <summary>The province with this code that exists on the day, or null.</summary>
    public ProvinceInfo? FindProvince(string code) => Provinces.FirstOrDefault(p => p.Code == code);

    /// <summary>The hospitals that a scope reaches, in Vietnamese order.</summary>
    public IReadOnlyList<HospitalInfo> Within(Scope scope) => scope.Country
        ? Hospitals
        : [.. Hospitals.Where(h => scope.Hospitals.Contains(h.Id) || scope.Provinces.Contains(h.ProvinceId))];

    /// <summary>What the hospital was called and where it lay on that day; it must exist. Before its first record: the first known.</summary>
    /// <exception cref="KeyNotFoundException">There is none with this id.</exception>
    public HospitalInfo HospitalOn(Guid id, DateOnly day) => day == Day ? _hospitals[id] : _history.HospitalOn(id, day);

    /// <summary>What the province was called on that day; it must exist. Before its first record: the first known.</summary>
    /// <exception cref="KeyNotFoundException">There is none with this id.</exception>
    public ProvinceInfo ProvinceOn(Guid id, DateOnly day) => day == Day ? _provinces[id] : _history.ProvinceOn(id, day);

    /// <summary>The hospital's name on that day in the language of the page, as a paper of that day has it.</summary>
    /// <exception cref="KeyNotFoundException">There is none with this id.</exception>
    public string HospitalNameOn(Guid id, DateOnly day) => HospitalOn(id, day) is var hospital ? Show.Name(hospital.Name, hospital.NameEn) : "";

    /// <summary>The province's full name on that day, as a paper of that day has it: Tỉnh Đồng Nai until 29 April 2026.</summary>
    /// <exception cref="KeyNotFoundException">There is none with this id.</exception>
    public string ProvinceNameOn(Guid id, DateOnly day) => ProvinceOn(id, day).FullName;
}
