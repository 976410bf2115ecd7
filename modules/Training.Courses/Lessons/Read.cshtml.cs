using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Courses.Catalogue;
using Training.Courses.Completion;
using Training.Courses.Enrolments;
using Training.Data;
using Training.Modules;

namespace Training.Courses.Lessons;

[HasPermission(Permissions.Learn)]
internal sealed class ReadModel(
    TrainingDbContext db, ICurrentUser user, LessonText text, Enrol enrol, CompleteCourse complete, TimeProvider clock, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [FromRoute, BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    public bool Learns => user.PersonId is not null;

    public View Lesson { get; private set; } = null!;

    public HtmlString Body { get; private set; } = HtmlString.Empty;

    /// <summary>False where the page is in English and nobody has translated the lesson.</summary>
    public bool Translated => !Show.English || Lesson.BodyEn is not null;

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        var me = user.PersonId ?? Guid.Empty;
        var found = await (from lesson in db.Lessons
                           join course in db.PublishedCourses on lesson.CourseId equals course.Id
                           where course.Code == Code && lesson.Number == Number
                           select new View(
                               lesson.Id,
                               lesson.TitleVi,
                               lesson.TitleEn,
                               lesson.Minutes,
                               lesson.BodyVi,
                               lesson.BodyEn,
                               course.TitleVi,
                               course.TitleEn,
                               db.Set<Lesson>().Count(l => l.CourseId == course.Id),
                               db.Set<LessonRead>().Any(r => r.PersonId == me && r.LessonId == lesson.Id))).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return false;
        }

        Lesson = found;
        Body = text.Of(found.Id, Show.English && Translated, Show.Name(found.BodyVi, found.BodyEn));
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var place = await (from lesson in db.Lessons
                           join course in db.PublishedCourses on lesson.CourseId equals course.Id
                           where course.Code == Code && lesson.Number == Number
                           select new Place(lesson.Id, course.Id, course.Code, db.Set<Lesson>().Count(l => l.CourseId == course.Id))).SingleOrDefaultAsync(ct);
        if (place is null)
        {
            return NotFound();
        }

        if (user.PersonId is not { } personId)
        {
            return LocalRedirect(After(place));
        }

        await enrol.EnsureAsync(personId, place.CourseId, "", ct);
        var completed = false;
        var redirect = await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                completed = await MarkReadAsync(personId, place, inner);
                return completed ? $"/courses/{place.Code}" : After(place);
            },
            ct);
        if (completed)
        {
            TempData["Message"] = texts["Course.Completed.Now"].Value;
        }

        return redirect;
    }

    private async Task<bool> MarkReadAsync(Guid personId, Place place, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await enrol.BeginAsync(personId, place.CourseId, ct);
        if (await db.LessonReads.AnyAsync(r => r.PersonId == personId && r.LessonId == place.LessonId, ct))
        {
            return false;
        }

        db.Add(new LessonRead { PersonId = personId, LessonId = place.LessonId, ReadAt = now });
        return await complete.TryAsync(personId, place.CourseId, now, ct);
    }

    private string After(Place place) => Number < place.Lessons ? $"/courses/{place.Code}/lessons/{Number + 1}" : $"/courses/{place.Code}/quiz";

    public sealed record View(
        Guid Id, string TitleVi, string TitleEn, int Minutes, string BodyVi, string? BodyEn, string CourseVi, string CourseEn, int Lessons, bool Read);

    private sealed record Place(Guid LessonId, Guid CourseId, string Code, int Lessons);
}
