using Training.Exchange.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.Exchange;

/// <summary>The hospital of a row: by key, or by its name in either language; and whether the importer may put people there.</summary>
internal sealed class StaffHospitals
{
    private readonly Dictionary<string, HospitalInfo?> _byWord = [];
    private readonly HashSet<Guid> _inScope;

    public StaffHospitals(OrganizationDirectory directory, Scope scope)
    {
        _inScope = [.. directory.Within(scope).Select(h => h.Id)];
        foreach (var hospital in directory.Hospitals)
        {
            // Two hospitals of one name are told apart by their key only.
            foreach (var word in new[] { VietnameseText.Fold(hospital.Name), VietnameseText.Fold(hospital.NameEn) }.Distinct())
            {
                _byWord[word] = _byWord.ContainsKey(word) ? null : hospital;
            }
        }

        foreach (var hospital in directory.Hospitals)
        {
            _byWord[VietnameseText.Fold(hospital.Key)] = hospital;
        }
    }

    public bool InScope(Guid hospitalId) => _inScope.Contains(hospitalId);

    /// <summary>The hospitals in scope that the rows name.</summary>
    public IReadOnlyCollection<Guid> Named(IEnumerable<ImportRow> rows)
        => [.. rows.Select(row => _byWord.GetValueOrDefault(VietnameseText.Fold(row[StaffTable.Hospital]))?.Id).OfType<Guid>().Where(InScope).Distinct()];

    public HospitalInfo? Find(ImportRow row, StaffImport owner)
    {
        var word = row[StaffTable.Hospital];
        if (word.Length == 0)
        {
            return null;
        }

        if (!_byWord.TryGetValue(VietnameseText.Fold(word), out var hospital) || hospital is null)
        {
            row.Problem(owner, StaffTable.Hospital, "Staff.Hospital.Unknown", word);
            return null;
        }

        if (!InScope(hospital.Id))
        {
            row.Problem(owner, StaffTable.Hospital, "Staff.Hospital.OutOfScope");
            return null;
        }

        row.Resolve(StaffTable.Hospital, hospital.Key);
        return hospital;
    }
}
