using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Courses.Authoring;
using Training.Courses.Outline;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Courses.Gradebook;

/// <summary>Learners by items: fifty on a page.</summary>
[HasPermission(Permissions.Manage)]
internal sealed class IndexModel(GradebookQuery query, GradebookReader reader, Drafts drafts) : PageModel
{
    private const int PageSize = 50;
    private const int LongestTitle = 40;

    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set => field = value.ToUpperInvariant(); } = "";

    [BindProperty(SupportsGet = true, Name = "hospital")]
    public string? HospitalKey { get; set; }

    [BindProperty(SupportsGet = true, Name = "cohort")]
    public Guid? CohortId { get; set; }

    /// <summary>The person after whom the page begins.</summary>
    [BindProperty(SupportsGet = true, Name = "after")]
    public Guid? After { get; set; }

    public GradedCourse Graded { get; private set; } = null!;

    public IReadOnlyList<HospitalInfo> Hospitals { get; private set; } = [];

    public IReadOnlyList<(Guid Id, string Name)> Cohorts { get; private set; } = [];

    public IReadOnlyList<GradeRow> Rows { get; private set; } = [];

    public Guid? Next { get; private set; }

    public bool Writes => drafts.MayWrite(Graded.Course.HospitalId);

    /// <summary>What the table is narrowed to, as the end of an address.</summary>
    public string Query => (string.IsNullOrEmpty(HospitalKey), CohortId) switch
    {
        (true, null) => "",
        (false, null) => $"?hospital={Uri.EscapeDataString(HospitalKey!)}",
        (true, { } cohort) => $"?cohort={cohort}",
        (false, { } cohort) => $"?hospital={Uri.EscapeDataString(HospitalKey!)}&cohort={cohort}",
    };

    public static string TitleOf(OutlineItem column)
    {
        var title = new StringInfo(column.Display);
        return title.LengthInTextElements <= LongestTitle ? column.Display : title.SubstringByTextElements(0, LongestTitle).TrimEnd() + "…";
    }

    public static string CellOf(GradeRow row, Guid key)
        => !row.Grades.TryGetValue(key, out var grade) ? "" : grade.IsOverridden ? $"{GradeText.Of(grade.Percent)}*" : GradeText.Of(grade.Percent);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await query.OpenAsync(Code, HospitalKey, CohortId, ct) is not { } view)
        {
            return NotFound();
        }

        (Graded, Hospitals, Cohorts) = (view.Graded, view.Hospitals, view.Cohorts);
        var learners = await reader.LearnersAsync(Graded.Course, view.Filter, After, PageSize + 1, ct);
        Rows = await reader.RowsAsync(Graded, [.. learners.Take(PageSize)], ct);
        Next = learners.Count > PageSize ? Rows[^1].PersonId : null;
        return Page();
    }
}
