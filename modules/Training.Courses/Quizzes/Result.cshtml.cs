using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Catalogue;
using Training.Courses.Lessons;
using Training.Data;
using Training.Modules;

namespace Training.Courses.Quizzes;

/// <summary>One's own quiz with its explanations; nobody else's.</summary>
[HasPermission(Permissions.Learn)]
internal sealed class ResultModel(TrainingDbContext db, ICurrentUser user) : PageModel
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid AttemptId { get; set; }

    public Attempt Attempt { get; private set; } = null!;

    public string Title { get; private set; } = "";

    public int PassMark { get; private set; }

    /// <summary>The first lesson that was not read yet; null where all are.</summary>
    public int? NextLesson { get; private set; }

    public IReadOnlyList<AnswerRow> Answers { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var me = user.PersonId ?? Guid.Empty;
        var found = await (from attempt in db.Attempts.AsNoTracking()
                           join course in db.PublishedCourses on attempt.CourseId equals course.Id
                           where attempt.Id == AttemptId && attempt.PersonId == me && course.Code == Code
                           select new
                           {
                               attempt,
                               course.TitleVi,
                               course.TitleEn,
                               course.PassMark,
                               NextLesson = db.Set<Lesson>()
                                   .Where(l => l.CourseId == course.Id && !db.Set<LessonRead>().Any(r => r.PersonId == me && r.LessonId == l.Id))
                                   .Min(l => (int?)l.Number),
                           }).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return NotFound();
        }

        Attempt = found.attempt;
        Title = Show.Name(found.TitleVi, found.TitleEn);
        PassMark = found.PassMark;
        NextLesson = found.NextLesson;
        var chosen = Attempt.Chosen;
        Answers = [.. (await db.Questions.AsNoTracking().Include(q => q.Options).Where(q => q.CourseId == Attempt.CourseId).OrderBy(q => q.Number).ToListAsync(ct))
            .Where(q => chosen.ContainsKey(q.Id))
            .Select(q => (Question: q, Option: q.Options.Single(o => o.Id == chosen[q.Id])))
            .Select(a => new AnswerRow(
                a.Question.Number,
                Show.Name(a.Question.TextVi, a.Question.TextEn),
                Show.Name(a.Option.TextVi, a.Option.TextEn),
                a.Option.IsCorrect,
                Show.Name(a.Question.ExplainVi, a.Question.ExplainEn)))];
        return Page();
    }

    public sealed record AnswerRow(int Number, string Question, string Chosen, bool IsCorrect, string Explanation);
}
