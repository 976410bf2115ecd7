using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Grants;
using Training.Identity.People;
using Training.Modules;

namespace Training.Identity.Appointments;

internal static class AppointmentWriting
{
    /// <summary>Adds the appointment to the running write. Where the hospital may be chosen by the person who asks is for the caller to judge.</summary>
    /// <exception cref="RuleViolation">It ends before it begins, or overlaps another one at the same department.</exception>
    public static async Task<Appointment> AddAppointmentAsync(this TrainingDbContext db, Guid personId, AppointmentInput input, CancellationToken ct)
    {
        if (input.To < input.From)
        {
            throw new RuleViolation("Appointment.To.Before") { Field = "Appointment.To" };
        }

        var appointment = new Appointment
        {
            PersonId = personId,
            HospitalId = input.HospitalId!.Value,
            Department = input.Department.Trim().Normalize(),
            Position = input.Position.Trim().Normalize(),
            From = input.From!.Value,
            To = input.To,
        };
        var there = await db.Appointments.Where(a => a.PersonId == personId && a.HospitalId == appointment.HospitalId).ToListAsync(ct);
        var department = VietnameseText.Fold(appointment.Department);
        if (there.FirstOrDefault(a => VietnameseText.Fold(a.Department) == department && AppointmentRules.Overlap(a.From, a.To, appointment.From, appointment.To)) is { } other)
        {
            throw new RuleViolation("Appointment.Overlaps", Show.Date(other.From)) { Field = "Appointment.From" };
        }

        db.Add(appointment);
        return appointment;
    }
}
