using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Courses.Authoring;
using Training.Courses.Catalogue;
using Training.Courses.Outline;
using Training.Data;
using Training.Modules;

namespace Training.Courses.Discussion;

/// <summary>All questions of a course for its authors: reported ones first, then those that no author has answered.</summary>
[HasPermission(Permissions.Author)]
internal sealed class CourseModel(TrainingDbContext db, Drafts drafts, OutlineCache outlines, IStringLocalizer<Texts> texts) : PageModel
{
    private const int MostRows = 50;

    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set => field = value.ToUpperInvariant(); } = "";

    public string CourseTitle { get; private set; } = "";

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public bool HasMore { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await drafts.CourseAsync(Code, ct) is not { PublishedAt: not null } course)
        {
            return NotFound();
        }

        CourseTitle = Show.Name(course.TitleVi, course.TitleEn);
        var questions = db.Posts.AsNoTracking().Where(p => p.CourseId == course.Id && p.QuestionId == null && p.HiddenAt == null).Select(q => new
        {
            q.Id,
            q.ItemKey,
            q.By,
            q.At,
            q.Text,
            Answers = db.Set<Post>().Count(a => a.QuestionId == q.Id && a.HiddenAt == null),
            HasAuthor = db.Set<Post>().Any(a => a.QuestionId == q.Id && a.IsAuthor && a.HiddenAt == null),
            Reports = db.Set<PostReport>().Count(r => r.ClosedAt == null && db.Set<Post>().Any(p => p.Id == r.PostId && (p.Id == q.Id || p.QuestionId == q.Id))),
        });
        var rows = await questions.OrderByDescending(q => q.Reports > 0).ThenBy(q => q.HasAuthor).ThenByDescending(q => q.Id).Take(MostRows + 1).ToListAsync(ct);
        var versions = await db.CourseVersions.Where(v => v.CourseId == course.Id && v.PublishedAt != null).OrderByDescending(v => v.Number).Select(v => v.Id).ToListAsync(ct);
        var titles = (await outlines.GetAsync(db, versions, ct)).SelectMany(v => v.Items).DistinctBy(i => i.Key).ToDictionary(i => i.Key, i => i.Display);
        Rows = [.. rows.Take(MostRows).Select(q => new Row(q.Id, q.ItemKey, titles.GetValueOrDefault(q.ItemKey) ?? texts["Condition.Gone"].Value, q.By, q.At, q.Text, q.Answers, q.HasAuthor, q.Reports))];
        HasMore = rows.Count > MostRows;
        return Page();
    }

    public sealed record Row(Guid Id, Guid ItemKey, string Item, string By, DateTimeOffset At, string Text, int Answers, bool HasAuthor, int Reports);
}
