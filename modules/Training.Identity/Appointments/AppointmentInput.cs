using System.ComponentModel.DataAnnotations;
using Training.Organizations.Contracts;

namespace Training.Identity.Appointments;

internal sealed class AppointmentInput
{
    [Required, Display(Name = "Appointment.HospitalId")]
    public Guid? HospitalId { get; set; }

    [Required, StringLength(DepartmentNames.MaxLength), Display(Name = "Appointment.Department")]
    public string Department { get; set; } = "";

    [Required, StringLength(150), Display(Name = "Appointment.Position")]
    public string Position { get; set; } = "";

    [Required, DataType(DataType.Date), Display(Name = "Appointment.From")]
    public DateOnly? From { get; set; }

    [DataType(DataType.Date), Display(Name = "Appointment.To")]
    public DateOnly? To { get; set; }
}

/// <summary>What the fields of an appointment need besides the input.</summary>
internal sealed record AppointmentFormView(AppointmentInput Appointment, IReadOnlyList<HospitalInfo> Hospitals, IReadOnlyList<string> Departments);
