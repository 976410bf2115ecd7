using System.ComponentModel.DataAnnotations;
using Training.Courses.Authoring;
using Training.Courses.Enrolments;
using Training.Modules;

namespace Training.Courses.Cohorts;

/// <summary>What is said about a group.</summary>
internal sealed class CohortInput
{
    [Required, StringLength(CohortConfiguration.NameLength), Display(Name = "Cohort.Name")]
    public string? Name { get; set; }

    [Required, Display(Name = "Cohort.From")]
    public DateOnly? From { get; set; }

    [Display(Name = "Cohort.To")]
    public DateOnly? To { get; set; }

    public string CleanName => AboutInput.Clean(Name)!;

    /// <exception cref="RuleViolation">The days are the wrong way round, or the name looks like a patient's.</exception>
    public void Check()
    {
        ScreenedInput.Check(Name, "Input.Name");
        if (To < From)
        {
            throw new RuleViolation("Item.DaysWrong") { Field = "Input.To" };
        }
    }
}
