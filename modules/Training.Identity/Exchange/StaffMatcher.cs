using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Exchange.Contracts;
using Training.Identity.Grants;
using Training.Identity.People;
using Training.Modules;

namespace Training.Identity.Exchange;

/// <summary>Whom a row is about: nobody yet, somebody, or a reason why it can not be told.</summary>
/// <param name="Column">The cell that the reason is about.</param>
/// <param name="Problem">Key of the reason.</param>
internal sealed record StaffMatch(Person? Person, TableColumn? Column = null, string? Problem = null);

/// <summary>
/// Finds the person of a row: by key, else by identity number, else by licence number, else by name and date of birth. What could be two
/// people is never guessed.
/// </summary>
internal sealed class StaffMatcher(NationalIds nationalIds)
{
    private readonly Dictionary<string, Person> _byKey = [];
    private readonly Dictionary<string, Person> _byNationalId = [];
    private readonly Dictionary<string, Person> _byLicence = [];
    private readonly Dictionary<string, List<Person>> _byName = [];
    private readonly Dictionary<Guid, Person> _people = [];

    public IReadOnlyCollection<Guid> Ids => _people.Keys;

    /// <summary>Reads everybody whom a row could be about; one statement, and one for merged records.</summary>
    public async Task LoadAsync(TrainingDbContext db, IReadOnlyList<ImportRow> rows, CancellationToken ct)
    {
        var keys = Distinct(rows.Select(row => row[StaffTable.Key]));
        var hashes = Distinct(rows.Select(HashOf));
        var licences = Distinct(rows.Select(row => Person.LicenceKeyOf(row[StaffTable.Licence])));
        var names = Distinct(rows.Select(NameOf));
        var found = await db.People
            .Where(p => EF.Parameter(keys).Contains(p.Key)
                || EF.Parameter(hashes).Contains(p.NationalIdHash!)
                || EF.Parameter(licences).Contains(p.LicenceKey!)
                || EF.Parameter(names).Contains(p.NameKey))
            .ToListAsync(ct);
        List<Guid> kept = [.. found.Where(p => p.MergedIntoId is not null).Select(p => p.MergedIntoId!.Value)];
        var targets = kept.Count == 0 ? [] : await db.People.Where(p => EF.Parameter(kept).Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        foreach (var person in found)
        {
            if (person.MergedIntoId is { } id)
            {
                // An old key leads to the record that was kept.
                _byKey[person.Key] = targets[id];
                _people[id] = targets[id];
            }
            else
            {
                Add(person);
            }
        }
    }

    /// <summary>A person whom an earlier row of the file adds: a later row may be about their second appointment.</summary>
    public void Add(Person person)
    {
        _people[person.Id] = person;
        _byKey[person.Key] = person;
        if (person.NationalIdHash is { } hash)
        {
            _byNationalId[hash] = person;
        }

        if (person.LicenceKey is { } licence)
        {
            _byLicence[licence] = person;
        }

        if (!_byName.TryGetValue(person.NameKey, out var named))
        {
            _byName[person.NameKey] = named = [];
        }

        named.Add(person);
    }

    public StaffMatch Find(ImportRow row)
    {
        if (row[StaffTable.Key] is { Length: > 0 } key)
        {
            return _byKey.TryGetValue(key, out var byKey) ? new StaffMatch(byKey) : new StaffMatch(null, StaffTable.Key, "Staff.Key.Unknown");
        }

        var (hash, licence) = (HashOf(row), Person.LicenceKeyOf(row[StaffTable.Licence]));
        var byNationalId = hash is null ? null : _byNationalId.GetValueOrDefault(hash);
        var byLicence = licence is null ? null : _byLicence.GetValueOrDefault(licence);
        if (byNationalId is not null && byLicence is not null && byNationalId != byLicence)
        {
            return new StaffMatch(null, StaffTable.Licence, "Staff.TwoPeople");
        }

        if ((byNationalId ?? byLicence) is { } certain)
        {
            return certain.NameKey == NameOf(row)
                ? new StaffMatch(certain)
                : new StaffMatch(null, StaffTable.FullName, byNationalId is null ? "Staff.LicenceOfAnother" : "Staff.NationalIdOfAnother");
        }

        return ByName(row, hash, licence);
    }

    /// <summary>The hash of the identity number in the row; null where there is none, or none that could be one.</summary>
    public string? HashOf(ImportRow row) => NationalIds.Normalize(row[StaffTable.NationalId]) is { } number ? nationalIds.HashOf(number) : null;

    private static string NameOf(ImportRow row) => VietnameseText.Fold(row[StaffTable.FullName]);

    private StaffMatch ByName(ImportRow row, string? hash, string? licence)
    {
        // Two numbers that differ are two people, whatever else is equal.
        Person[] named = [.. _byName.GetValueOrDefault(NameOf(row), [])
            .Where(p => (hash is null || p.NationalIdHash is null) && (licence is null || p.LicenceKey is null || p.LicenceKey == licence))];
        if (row.Date(StaffTable.DateOfBirth) is not { } birth)
        {
            return hash is null && licence is null
                ? new StaffMatch(null, StaffTable.DateOfBirth, "Staff.Unidentified")
                : named.Length > 0 ? new StaffMatch(null, StaffTable.DateOfBirth, "Staff.MaybeKnown") : new StaffMatch(null);
        }

        Person[] born = [.. named.Where(p => p.DateOfBirth == birth)];
        return born.Length switch
        {
            1 => new StaffMatch(born[0]),
            > 1 => new StaffMatch(null, StaffTable.FullName, "Staff.Ambiguous"),
            _ => named.Any(p => p.DateOfBirth is null) ? new StaffMatch(null, StaffTable.FullName, "Staff.MaybeKnown") : new StaffMatch(null),
        };
    }

    private static List<string> Distinct(IEnumerable<string?> texts) => [.. texts.OfType<string>().Where(text => text.Length > 0).Distinct()];
}
