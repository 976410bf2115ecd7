using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;
using Training.Questions.Attempts;
using Training.Questions.Quizzes;

namespace Training.Questions.HandMarks;

/// <summary>Essays of one quiz: those that wait, or those that were marked. Names are not shown, so that an answer is marked and not a person.</summary>
[HasPermission(Permissions.Author)]
internal sealed class IndexModel(TrainingDbContext db, ICourseItems items) : PageModel
{
    private const int PageSize = 50;

    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Key { get; set; }

    [BindProperty(SupportsGet = true, Name = "done")]
    public bool Marked { get; set; }

    public DraftItem Item { get; private set; } = null!;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public bool HasMore { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await items.WrittenAsync(Code, Key, QuizKind.KindKey, ct) is not { } item)
        {
            return NotFound();
        }

        Item = item;
        var rows = await (from slot in db.Unscoped<AttemptSlot>().AsNoTracking()
                          join attempt in db.Unscoped<QuizAttempt>() on slot.AttemptId equals attempt.Id
                          where attempt.CourseId == item.CourseId && attempt.ItemKey == Key && slot.Waits && attempt.HandedInAt != null
                          where db.Set<HandMark>().Any(m => m.AttemptId == slot.AttemptId && m.Number == slot.Number) == Marked
                          join version in db.Unscoped<Bank.QuestionVersion>() on slot.VersionId equals version.Id
                          orderby attempt.HandedInAt, attempt.Id, slot.Number
                          select new Row(attempt.Id, slot.Number, version.Name, attempt.HandedInAt!.Value)).Take(PageSize + 1).ToListAsync(ct);
        HasMore = rows.Count > PageSize;
        Rows = [.. rows.Take(PageSize)];
        return Page();
    }

    public sealed record Row(Guid AttemptId, int Number, string Name, DateTimeOffset HandedInAt);
}
