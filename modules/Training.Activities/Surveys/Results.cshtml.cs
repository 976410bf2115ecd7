using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;

namespace Training.Activities.Surveys;

/// <summary>For whoever writes the survey: counts, what was written, and what changed since the survey before.</summary>
[HasPermission(Permissions.Author)]
internal sealed class ResultsModel(TrainingDbContext db, ICourseItems items, ResultsReader results) : PageModel
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid ItemKey { get; set; }

    public OpenItem Item { get; private set; } = null!;

    public Survey Survey { get; private set; } = null!;

    public SurveyResults Results { get; private set; } = SurveyResults.None;

    /// <summary>What this survey is compared with; null where it is with none.</summary>
    public SurveyResults? Before { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await items.OpenAsync(Code, ItemKey, SurveyKind.KindKey, ct) is not { } item)
        {
            return NotFound();
        }

        Item = item;
        Survey = await db.Set<Survey>().AsNoTracking().SingleAsync(s => s.Id == item.ContentId, ct);
        if (!results.MayRead(Survey.HospitalId))
        {
            return NotFound();
        }

        var read = await results.ReadAsync(Survey.BeforeSeriesId is { } before ? [Survey.SeriesId, before] : [Survey.SeriesId], ct);
        Results = read.GetValueOrDefault(Survey.SeriesId, SurveyResults.None);
        Before = Survey.BeforeSeriesId is { } earlier ? read.GetValueOrDefault(earlier, SurveyResults.None) : null;
        return Page();
    }

    /// <summary>The means of a scale before and after, where both are shown.</summary>
    public (decimal Before, decimal After)? ChangeOf(SurveyQuestion question)
        => question.Kind == SurveyQuestionKind.Scale
            && Before?.Questions.GetValueOrDefault(question.Key)?.Mean is { } before && Results.Questions.GetValueOrDefault(question.Key)?.Mean is { } after
                ? (before, after)
                : null;
}
