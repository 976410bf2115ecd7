using System.ComponentModel.DataAnnotations;
using Training.Courses.Outline;

namespace Training.Courses.Authoring;

/// <summary>What an author says about a course as a whole.</summary>
internal sealed class AboutInput
{
    [Required, StringLength(200), Display(Name = "Field.TitleVi")]
    public string? TitleVi { get; set; }

    [StringLength(200), Display(Name = "Field.TitleEn")]
    public string? TitleEn { get; set; }

    [Required, StringLength(1000), Display(Name = "Field.SummaryVi")]
    public string? SummaryVi { get; set; }

    [StringLength(1000), Display(Name = "Field.SummaryEn")]
    public string? SummaryEn { get; set; }

    [Required, Range(0, 2000), Display(Name = "Field.Hours")]
    public int? Hours { get; set; }

    [Range(1, 2000), Display(Name = "Field.CreditPeriods")]
    public int? CreditPeriods { get; set; }

    [Range(0, 200), Display(Name = "Field.LeastOptional")]
    public int LeastOptional { get; set; }

    public static AboutInput Of(CourseVersion version) => new()
    {
        TitleVi = version.TitleVi,
        TitleEn = version.TitleEn,
        SummaryVi = version.SummaryVi,
        SummaryEn = version.SummaryEn,
        Hours = version.Hours,
        CreditPeriods = version.CreditPeriods,
        LeastOptional = version.LeastOptional,
    };

    /// <summary>Once it is valid.</summary>
    public void To(CourseVersion version)
    {
        (version.TitleVi, version.TitleEn) = (Clean(TitleVi)!, Clean(TitleEn));
        (version.SummaryVi, version.SummaryEn) = (Clean(SummaryVi)!, Clean(SummaryEn));
        (version.Hours, version.CreditPeriods, version.LeastOptional) = (Hours!.Value, CreditPeriods, LeastOptional);
    }

    /// <summary>As it is kept: NFC, without white space around; null where nothing is left.</summary>
    public static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim().Normalize();
}
