using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Contracts;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Scorm.Running;

namespace Training.Scorm.Authoring;

/// <summary>For whoever writes the course: who worked through the package, how far, and how one attempt went part by part.</summary>
[HasPermission(Permissions.Author)]
internal sealed class ReportModel(TrainingDbContext db, ICourseItems items, ICourses courses, IPeople people) : PageModel
{
    private const int PageSize = 50;

    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid ItemKey { get; set; }

    /// <summary>The attempt that is shown in full.</summary>
    [BindProperty(SupportsGet = true, Name = "attempt")]
    public Guid? AttemptId { get; set; }

    /// <summary>Attempts begun before this one, for the next part of the list.</summary>
    [BindProperty(SupportsGet = true, Name = "after")]
    public Guid? After { get; set; }

    public DraftItem Item { get; private set; } = null!;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public Guid? Next { get; private set; }

    public Row? Attempt { get; private set; }

    public IReadOnlyList<PartRow> Parts { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await items.WrittenAsync(Code, ItemKey, ScormKind.Name, ct) is not { } item)
        {
            return NotFound();
        }

        Item = item;
        if (!(await courses.FindByCodeAsync([Code], ct)).TryGetValue(Code, out var course))
        {
            return Page(); // nobody has learned in a course that was never published
        }

        var attempts = db.Unscoped<ScormAttempt>().AsNoTracking().Where(a => a.CourseId == course.Id && a.ItemKey == ItemKey);
        if (AttemptId is not null)
        {
            attempts = attempts.Where(a => a.Id == AttemptId);
        }

        if (After is { } after)
        {
            attempts = attempts.Where(a => a.Id.CompareTo(after) < 0);
        }

        var found = await attempts.OrderByDescending(a => a.Id).Take(PageSize + 1).ToListAsync(ct);
        Next = found.Count > PageSize ? found[PageSize - 1].Id : null;
        var names = await people.FindAsync(found.Select(a => a.PersonId), ct);
        Rows = [.. found.Take(PageSize).Select(a => new Row(a, names.GetValueOrDefault(a.PersonId)?.FullName ?? "–"))];
        return AttemptId is null || await LoadAttemptAsync(ct) ? Page() : NotFound();
    }

    private async Task<bool> LoadAttemptAsync(CancellationToken ct)
    {
        if (Rows is not [var row])
        {
            return false;
        }

        Attempt = row;
        var package = await db.ScormPackages.AsNoTracking().SingleAsync(p => p.Id == row.Attempt.PackageId, ct);
        var states = await db.ScoStates.AsNoTracking().Where(s => s.AttemptId == row.Attempt.Id).ToDictionaryAsync(s => s.ScoId, ct);
        Parts = [.. package.Course.Openable.Select(part => PartRow.Of(part, states.GetValueOrDefault(part.Id)))];
        return true;
    }

    public sealed record Row(ScormAttempt Attempt, string Name);

    /// <param name="Part">Its line in the contents.</param>
    /// <param name="State">Null where it was never opened.</param>
    /// <param name="Answers">What was asked and answered, as the package stored it.</param>
    public sealed record PartRow(Manifests.Part Part, ScoState? State, IReadOnlyList<Answer> Answers)
    {
        public static PartRow Of(Manifests.Part part, ScoState? state)
        {
            var data = StartingData.Read(state);
            return new PartRow(part, state, [.. Enumerable.Range(0, 500).TakeWhile(i => data.ContainsKey($"cmi.interactions.{i}.id")).Select(i => new Answer(
                data[$"cmi.interactions.{i}.id"],
                data.GetValueOrDefault($"cmi.interactions.{i}.student_response") ?? data.GetValueOrDefault($"cmi.interactions.{i}.learner_response") ?? "",
                data.GetValueOrDefault($"cmi.interactions.{i}.result") ?? ""))]);
        }
    }

    public sealed record Answer(string Question, string Response, string Result);
}
