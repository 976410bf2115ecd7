using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Lessons;
using Training.Courses.Quizzes;
using Training.Data;
using Training.Modules;

namespace Training.Courses.Catalogue;

[HasPermission(Permissions.Learn)]
internal sealed class DetailsModel(TrainingDbContext db, ICurrentUser user) : PageModel
{
    private const int AttemptsShown = 10;

    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    public bool Learns => user.PersonId is not null;

    public CourseRow Course { get; private set; } = null!;

    public int PassMark { get; private set; }

    public int QuestionCount { get; private set; }

    public IReadOnlyList<LessonRow> Lessons { get; private set; } = [];

    public IReadOnlyList<AttemptRow> Attempts { get; private set; } = [];

    /// <summary>The first lesson that was not read yet.</summary>
    public LessonRow? NextLesson => Lessons.FirstOrDefault(l => !l.Read);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var me = user.PersonId ?? Guid.Empty;
        var courses = db.PublishedCourses.Where(c => c.Code == Code);
        if (await courses.RowsFor(db, me).SingleOrDefaultAsync(ct) is not { } course)
        {
            return NotFound();
        }

        Course = course;
        var quiz = await courses.Select(c => new { c.Id, c.PassMark, Questions = db.Set<Question>().Count(q => q.CourseId == c.Id) }).SingleAsync(ct);
        PassMark = quiz.PassMark;
        QuestionCount = quiz.Questions;
        Lessons = await db.Lessons.Where(l => l.CourseId == quiz.Id).OrderBy(l => l.Number)
            .Select(l => new LessonRow(l.Number, l.TitleVi, l.TitleEn, l.Minutes, db.Set<LessonRead>().Any(r => r.PersonId == me && r.LessonId == l.Id)))
            .ToListAsync(ct);
        if (Learns)
        {
            Attempts = await db.Attempts.Where(a => a.PersonId == me && a.CourseId == quiz.Id)
                .OrderByDescending(a => a.AttemptedAt)
                .Take(AttemptsShown)
                .Select(a => new AttemptRow(a.Id, a.AttemptedAt, a.CorrectAnswers, a.Questions, a.Passed))
                .ToListAsync(ct);
        }

        return Page();
    }

    public sealed record LessonRow(int Number, string TitleVi, string TitleEn, int Minutes, bool Read);

    public sealed record AttemptRow(Guid Id, DateTimeOffset AttemptedAt, int CorrectAnswers, int Questions, bool Passed)
    {
        public decimal Score => Grader.Score(CorrectAnswers, Questions);
    }
}
