using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.People;

namespace Training.Identity.Directory;

/// <summary>A person as lists show them: nothing that is only for those who keep the record.</summary>
internal sealed record PersonRow(
    Guid Id, string FullName, string Title, Profession? Profession, string? Specialty, string? LicenceNumber, DateOnly? LicenceExpiresOn,
    IReadOnlyList<PersonPlace> Places)
{
    public string Display => Title.Length == 0 ? FullName : $"{Title} {FullName}";
}

internal sealed record PersonPlace(Guid HospitalId, string Department, string Position);

internal static class PersonRows
{
    /// <summary>With the appointments that hold today.</summary>
    public static IQueryable<PersonRow> ToRows(this IQueryable<Person> people, TrainingDbContext db, DateOnly today) => people.Select(p => new PersonRow(
        p.Id,
        p.FullName,
        p.Title,
        p.Profession,
        p.Specialty,
        p.LicenceNumber,
        p.LicenceExpiresOn,
        db.Set<Appointment>().Where(a => a.PersonId == p.Id && a.From <= today && (a.To == null || a.To >= today))
            .OrderBy(a => a.From)
            .Select(a => new PersonPlace(a.HospitalId, a.Department, a.Position))
            .ToList()));
}
