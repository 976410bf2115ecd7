using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.People;

namespace Training.Identity.Contracts;

/// <summary>A practitioner as another module needs them in a statement of its own, so that a whole hospital is one statement and not one for each person.</summary>
public sealed record Practitioner
{
    /// <summary>The person; a record that was merged is never there.</summary>
    public Guid PersonId { get; init; }

    /// <summary>Where they work; <see cref="Guid.Empty"/> where no hospital was asked for.</summary>
    public Guid HospitalId { get; init; }

    /// <summary>Department of their newest appointment there; null where no hospital was asked for.</summary>
    public string? Department { get; init; }

    /// <summary>Nguyễn Hoàng Phượng.</summary>
    public string FullName { get; init; } = "";

    /// <summary>BS.CKI.</summary>
    public string Title { get; init; } = "";

    /// <summary>Sorts by byte as a Vietnamese list of names does.</summary>
    public string SortKey { get; init; } = "";

    /// <summary>Name, specialty and licence, folded.</summary>
    public string SearchText { get; init; } = "";

    /// <summary>Null where none is recorded.</summary>
    public DateOnly? DateOfBirth { get; init; }

    /// <summary>Of the practising licence; null where none is recorded.</summary>
    public string? LicenceNumber { get; init; }

    /// <summary>First day of the licence.</summary>
    public DateOnly? LicenceIssuedOn { get; init; }

    /// <summary>Last day of the licence; null where it has no end (a certificate of the law before 2024), or none is recorded.</summary>
    public DateOnly? LicenceExpiresOn { get; init; }

    /// <summary>Title and name.</summary>
    public string Display => Title.Length == 0 ? FullName : $"{Title} {FullName}";
}

/// <summary>
/// Practitioners to be joined with what another module keeps about them. No scope is applied: whoever asks has decided before which hospitals or
/// which person the viewer may see.
/// </summary>
public static class PractitionerQueries
{
    /// <summary>Everybody, each once.</summary>
    public static IQueryable<Practitioner> Practitioners(this TrainingDbContext db)
        => from person in db.Set<Person>().AsNoTracking()
           where person.MergedIntoId == null
           select new Practitioner
           {
               PersonId = person.Id,
               FullName = person.FullName,
               Title = person.Title,
               SortKey = person.SortKey,
               SearchText = person.SearchText,
               DateOfBirth = person.DateOfBirth,
               LicenceNumber = person.LicenceNumber,
               LicenceIssuedOn = person.LicenceIssuedOn,
               LicenceExpiresOn = person.LicenceExpiresOn,
           };

    /// <summary>Ids of whoever works at one of these hospitals on the day, to look one up in: some stand there twice, and merged records are not left out.</summary>
    public static IQueryable<Guid> PeopleAt(this TrainingDbContext db, IReadOnlyCollection<Guid> hospitalIds, DateOnly day)
        => AppointmentsAt(db, hospitalIds, day).Select(a => a.PersonId);

    /// <summary>Whoever works at one of these hospitals on the day; somebody who works at two of them is there twice, once for each.</summary>
    public static IQueryable<Practitioner> PractitionersAt(this TrainingDbContext db, IReadOnlyCollection<Guid> hospitalIds, DateOnly day)
    {
        var appointments = AppointmentsAt(db, hospitalIds, day);
        return from place in appointments.Select(a => new { a.HospitalId, a.PersonId }).Distinct()
               join person in db.Set<Person>().AsNoTracking() on place.PersonId equals person.Id
               where person.MergedIntoId == null
               select new Practitioner
               {
                   PersonId = person.Id,
                   HospitalId = place.HospitalId,
                   Department = appointments.Where(a => a.PersonId == person.Id && a.HospitalId == place.HospitalId).OrderByDescending(a => a.From).Select(a => a.Department).FirstOrDefault(),
                   FullName = person.FullName,
                   Title = person.Title,
                   SortKey = person.SortKey,
                   SearchText = person.SearchText,
                   DateOfBirth = person.DateOfBirth,
                   LicenceNumber = person.LicenceNumber,
                   LicenceIssuedOn = person.LicenceIssuedOn,
                   LicenceExpiresOn = person.LicenceExpiresOn,
               };
    }

    private static IQueryable<Appointment> AppointmentsAt(TrainingDbContext db, IReadOnlyCollection<Guid> hospitalIds, DateOnly day)
        => db.Set<Appointment>().Where(a => hospitalIds.Contains(a.HospitalId) && a.From <= day && (a.To == null || a.To >= day));
}
