using System.ComponentModel.DataAnnotations;

namespace Training.Organizations.Departments;

/// <summary>The fields of a department.</summary>
internal sealed class DepartmentInput
{
    [Required, StringLength(200), Display(Name = "Department.Name")]
    public string Name { get; set; } = "";

    [StringLength(200), Display(Name = "Department.NameEn")]
    public string? NameEn { get; set; }

    [Display(Name = "Department.From")]
    public DateOnly? From { get; set; }

    [Display(Name = "Department.To")]
    public DateOnly? To { get; set; }

    [Display(Name = "Department.Successor")]
    public Guid? SuccessorId { get; set; }

    public int Version { get; set; }
}
