using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Grants;
using Training.Identity.People;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.Appointments;

internal static class AppointmentWriting
{
    /// <summary>Adds the appointment to the running write. Where the hospital may be chosen by the person who asks is for the caller to judge.</summary>
    /// <exception cref="RuleViolation">It ends before it begins, overlaps another one at the same department, or the hospital has no such department.</exception>
    public static async Task<Appointment> AddAppointmentAsync(
        this TrainingDbContext db, IOrganizations organizations, Guid personId, AppointmentInput input, CancellationToken ct)
    {
        if (input.To < input.From)
        {
            throw new RuleViolation("Appointment.To.Before") { Field = "Appointment.To" };
        }

        var hospitalId = input.HospitalId!.Value;
        var departments = await DepartmentNames.LoadAsync(organizations, [hospitalId], ct);
        if (!departments.TryResolve(hospitalId, input.Department.Trim().Normalize(), input.From!.Value, out var name))
        {
            throw new RuleViolation("Appointment.Department.Unknown", name) { Field = "Appointment.Department" };
        }

        var appointment = new Appointment
        {
            PersonId = personId,
            HospitalId = hospitalId,
            Department = name,
            Position = input.Position.Trim().Normalize(),
            From = input.From.Value,
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
