using Training.Modules;
using Training.Organizations.Contracts;
using Training.Organizations.History;
using Training.Organizations.Hospitals;
using Training.Organizations.Provinces;

namespace Training.Organizations.Directory;

/// <summary>
/// Everything that was ever recorded about hospitals and provinces, in memory: a country has a few thousand hospitals, and almost every
/// page names some. Names by day, lists and searches are worked out here, so that they cost no statement and "as of" is never an extra.
/// </summary>
internal sealed class OrganizationHistory
{
    private readonly Dictionary<Guid, Province> _provinces;
    private readonly Dictionary<Guid, Hospital> _hospitals;
    private readonly ILookup<Guid, ProvinceName> _names;
    private readonly ILookup<Guid, HospitalFact> _facts;
    private readonly Lazy<IReadOnlyDictionary<Guid, string>> _provinceSearch;
    private readonly Lazy<IReadOnlyDictionary<Guid, string>> _hospitalSearch;
    private OrganizationDirectory? _last;

    public OrganizationHistory(
        IReadOnlyList<Province> provinces, IReadOnlyList<ProvinceName> names, IReadOnlyList<Hospital> hospitals, IReadOnlyList<HospitalFact> facts)
    {
        _provinces = provinces.ToDictionary(p => p.Id);
        _hospitals = hospitals.ToDictionary(h => h.Id);
        _names = names.OrderBy(n => n.From).ToLookup(n => n.ProvinceId);
        _facts = facts.OrderBy(f => f.From).ToLookup(f => f.HospitalId);
        Names = new HistoricNames(this);
        _provinceSearch = new(() => _provinces.Values.ToDictionary(p => p.Id, p => VietnameseText.Fold(string.Join(' ', WordsOf(p.Id)))));
        _hospitalSearch = new(() => _hospitals.Values.ToDictionary(h => h.Id, h => VietnameseText.Fold(string.Join(' ', WordsOf(h)))));
    }

    /// <summary>One name on one day.</summary>
    public HistoricNames Names { get; }

    public IEnumerable<Province> Provinces => _provinces.Values;

    public Hospital? FindHospital(string key) => _hospitals.Values.FirstOrDefault(h => h.Key == key);

    public Hospital Hospital(Guid id) => _hospitals[id];

    public Province Province(Guid id) => _provinces[id];

    /// <summary>Oldest first.</summary>
    public IEnumerable<HospitalFact> FactsOf(Guid hospitalId) => _facts[hospitalId];

    /// <summary>Oldest first.</summary>
    public IEnumerable<HospitalFact> FactsOf(Guid hospitalId, FactKind kind) => _facts[hospitalId].Where(f => f.Kind == kind);

    /// <summary>Oldest first.</summary>
    public IEnumerable<ProvinceName> NamesOf(Guid provinceId) => _names[provinceId];

    public IEnumerable<Hospital> MergedInto(Guid hospitalId) => _hospitals.Values.Where(h => h.SuccessorId == hospitalId);

    /// <summary>The provinces that were merged into this one, in Vietnamese order.</summary>
    public IEnumerable<Province> MergedIntoProvince(Guid provinceId)
        => _provinces.Values.Where(p => p.SuccessorId == provinceId).OrderBy(p => p.SortKey, StringComparer.Ordinal);

    /// <summary>As everything was named on the day.</summary>
    public OrganizationDirectory On(DateOnly day)
    {
        if (_last is { } last && last.Day == day)
        {
            return last;
        }

        var directory = new OrganizationDirectory(
            day,
            [.. _provinces.Keys.Select(id => Names.ProvinceOn(id, day)).OrderBy(p => VietnameseText.SortKey(p.ShortName), StringComparer.Ordinal)],
            [.. _hospitals.Keys.Select(id => Names.HospitalOn(id, day)).OrderBy(h => VietnameseText.SortKey(h.Name), StringComparer.Ordinal)],
            Names);
        return _last = directory;
    }

    /// <summary>Whether any name that the hospital or its provinces ever had contains every word, already folded.</summary>
    public bool Matches(HospitalInfo hospital, IReadOnlyCollection<string> words) => words.All(_hospitalSearch.Value[hospital.Id].Contains);

    /// <summary>Whether any name that the province, or one merged into it, ever had contains every word, already folded.</summary>
    public bool Matches(ProvinceInfo province, IReadOnlyCollection<string> words) => words.All(_provinceSearch.Value[province.Id].Contains);

    private IEnumerable<string> WordsOf(Guid provinceId) =>
    [
        .. _names[provinceId].Select(n => n.FullName),
        _provinces[provinceId].FullName,
        _provinces[provinceId].Code,
        .. MergedIntoProvince(provinceId).SelectMany(p => WordsOf(p.Id)),
    ];

    private IEnumerable<string> WordsOf(Hospital hospital) =>
    [
        hospital.Name, hospital.NameEn, hospital.Key, hospital.FormerProvince ?? "", hospital.TrainingUnitCode ?? "",
        .. _facts[hospital.Id].Where(f => f.Kind is FactKind.Name or FactKind.TrainingUnitCode).SelectMany(f => new[] { f.Value, f.ValueEn ?? "" }),
        .. FactsOf(hospital.Id, FactKind.Province).Select(f => f.ProvinceId!.Value).Append(hospital.ProvinceId).Distinct()
            .SelectMany(id => _names[id].Select(n => n.ShortName).Append(_provinces[id].ShortName)),
    ];
}
