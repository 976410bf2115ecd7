using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Identity.Grants;
using Training.Identity.People;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Assignees;

/// <inheritdoc cref="IStaff"/>
internal sealed class StaffReader(TrainingDbContext db, TimeProvider clock) : IStaff
{
    public async Task<IReadOnlyList<StaffMember>> AtAsync(IReadOnlyCollection<Guid> hospitalIds, IReadOnlyCollection<string> roles, CancellationToken ct)
    {
        var today = clock.Today();
        var users = db.Set<User>();
        var holders = db.RoleGrants.CountingOn(today).Where(g => roles.Contains(g.Role)).Select(g => g.UserId);
        var rows = await (from appointment in db.Appointments.AsNoTracking()
                          where hospitalIds.Contains(appointment.HospitalId) && appointment.From <= today && (appointment.To == null || appointment.To >= today)
                          join person in db.Set<Person>() on appointment.PersonId equals person.Id
                          where users.Any(u => u.PersonId == person.Id && u.DisabledAt == null && holders.Contains(u.Id))
                          orderby person.SortKey, appointment.From descending
                          select new { person.Id, person.Title, person.FullName, appointment.HospitalId, appointment.Position, appointment.Department }).ToListAsync(ct);
        return
        [
            .. rows.DistinctBy(row => (row.Id, row.HospitalId))
                .Select(row => new StaffMember(row.Id, row.Title.Length == 0 ? row.FullName : $"{row.Title} {row.FullName}", row.HospitalId, $"{row.Position}, {row.Department}")),
        ];
    }
}
