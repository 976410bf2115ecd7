using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Identity.Grants;

namespace Training.Identity.People;

/// <summary>An id or key of a record that was merged gives the person it was merged into.</summary>
internal sealed class PeopleReader(TrainingDbContext db) : IPeople
{
    public async Task<IReadOnlyDictionary<Guid, PersonInfo>> FindAsync(IEnumerable<Guid> ids, CancellationToken ct)
    {
        Guid[] wanted = [.. ids.Distinct()];
        return wanted.Length == 0
            ? new Dictionary<Guid, PersonInfo>()
            : await (from record in db.People
                     where wanted.Contains(record.Id)
                     join person in db.People on record.MergedIntoId ?? record.Id equals person.Id
                     select new { record.Id, Info = new PersonInfo(person.Id, person.Key, person.FullName, person.Title) }).ToDictionaryAsync(p => p.Id, p => p.Info, ct);
    }

    public Task HoldAppointmentsAsync(Guid personId, CancellationToken ct) => db.Database.IsNpgsql()
        ? db.Database.ExecuteSqlAsync($"""SELECT 1 FROM "Identity_Appointments" WHERE "PersonId" = {personId} FOR SHARE""", ct)
        : Task.CompletedTask;

    public async Task<IReadOnlyDictionary<string, PersonInfo>> FindByKeyAsync(IEnumerable<string> keys, CancellationToken ct)
    {
        string[] wanted = [.. keys.Distinct()];
        return await (from record in db.People
                      where wanted.Contains(record.Key)
                      join person in db.People on record.MergedIntoId ?? record.Id equals person.Id
                      select new { record.Key, Info = new PersonInfo(person.Id, person.Key, person.FullName, person.Title) }).ToDictionaryAsync(p => p.Key, p => p.Info, ct);
    }

    public async Task<IReadOnlyList<AppointmentInfo>> AppointmentsOnAsync(Guid personId, DateOnly day, CancellationToken ct)
        => await db.Appointments
            .Where(a => a.PersonId == personId && a.From <= day && (a.To == null || a.To >= day))
            .OrderByDescending(a => a.From)
            .ThenBy(a => a.Id) // the first one stands under signatures: the same when it is signed as when it was shown
            .Select(a => new AppointmentInfo(a.HospitalId, a.Department, a.Position))
            .ToListAsync(ct);

    public async Task<IReadOnlyDictionary<Guid, PracticeDays>> PracticeAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct)
    {
        var appointments = db.Appointments;
        var rows = await (from record in db.People
                          where personIds.Contains(record.Id)
                          join person in db.People on record.MergedIntoId ?? record.Id equals person.Id
                          select new
                          {
                              record.Id,
                              person.LicenceNumber,
                              person.LicenceExpiresOn,
                              Appointments = appointments.Where(a => a.PersonId == person.Id).Select(a => new { a.From, a.To }).ToList(),
                          }).ToListAsync(ct);
        return rows.ToDictionary(
            row => row.Id,
            row => new PracticeDays([.. row.Appointments.Select(a => (a.From, a.To))], row.LicenceNumber is not null, row.LicenceNumber is null ? null : row.LicenceExpiresOn));
    }
}
