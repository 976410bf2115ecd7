using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Grants;
using Training.Identity.People;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.Appointments;

/// <summary>An appointment that goes on or begins later, at a hospital whose people the person who asks may manage.</summary>
internal sealed record ManagedAppointment(Appointment Appointment, string Name, HospitalInfo Hospital)
{
    /// <returns>Null where there is none, or it is for somebody else to manage.</returns>
    public static async Task<ManagedAppointment?> FindAsync(
        TrainingDbContext db, ICurrentUser user, IOrganizations organizations, DateOnly today, Guid personId, Guid appointmentId, CancellationToken ct)
    {
        var within = (await organizations.GetAsync(ct)).Within(user.ScopeOf(PeoplePermissions.Manage)).ToDictionary(h => h.Id);
        var found = await (from a in db.Appointments.AsNoTracking()
                           where a.Id == appointmentId && a.PersonId == personId && (a.To == null || a.To >= today)
                           join p in db.People on a.PersonId equals p.Id
                           select new { Appointment = a, p.FullName }).SingleOrDefaultAsync(ct);
        return found is not null && within.TryGetValue(found.Appointment.HospitalId, out var hospital) ? new ManagedAppointment(found.Appointment, found.FullName, hospital) : null;
    }

    /// <summary>Sets the last day, unless somebody else changed the appointment meanwhile. Call inside a write.</summary>
    /// <exception cref="RuleViolation">The last day is before the first one.</exception>
    public static async Task<Appointment> EndAsync(TrainingDbContext db, Guid appointmentId, int version, DateOnly last, string field, CancellationToken ct)
    {
        var appointment = await db.Appointments.SingleAsync(a => a.Id == appointmentId, ct);
        if (last < appointment.From)
        {
            throw new RuleViolation("Appointment.To.Before") { Field = field };
        }

        db.Entry(appointment).Property(a => a.Version).OriginalValue = version;
        appointment.To = last;
        return appointment;
    }
}
