using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Identity.Grants;

namespace Training.Identity.People;

internal sealed class PeopleReader(TrainingDbContext db) : IPeople
{
    public async Task<IReadOnlyDictionary<Guid, PersonInfo>> FindAsync(IEnumerable<Guid> ids, CancellationToken ct)
    {
        Guid[] wanted = [.. ids.Distinct()];
        return wanted.Length == 0
            ? new Dictionary<Guid, PersonInfo>()
            : await db.People.Where(p => wanted.Contains(p.Id)).Select(p => new PersonInfo(p.Id, p.Key, p.FullName, p.Title)).ToDictionaryAsync(p => p.Id, ct);
    }

    public async Task<IReadOnlyDictionary<string, PersonInfo>> FindByKeyAsync(IEnumerable<string> keys, CancellationToken ct)
    {
        string[] wanted = [.. keys.Distinct()];
        return await db.People.Where(p => wanted.Contains(p.Key)).Select(p => new PersonInfo(p.Id, p.Key, p.FullName, p.Title)).ToDictionaryAsync(p => p.Key, ct);
    }

    public async Task<IReadOnlyList<AppointmentInfo>> AppointmentsOnAsync(Guid personId, DateOnly day, CancellationToken ct)
        => await db.Appointments
            .Where(a => a.PersonId == personId && a.From <= day && (a.To == null || a.To >= day))
            .OrderByDescending(a => a.From)
            .Select(a => new AppointmentInfo(a.HospitalId, a.Department, a.Position))
            .ToListAsync(ct);
}
