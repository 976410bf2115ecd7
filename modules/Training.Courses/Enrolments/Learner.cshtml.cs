using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Courses.Authoring;
using Training.Courses.Catalogue;
using Training.Courses.Completion;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Courses.Enrolments;

/// <summary>Somebody of the office's hospital on a course: when they should finish, and off the list.</summary>
[HasPermission(Permissions.Enrol)]
internal sealed class LearnerModel(TrainingDbContext db, CourseOffice office, Enrol enrol, ICurrentUser user, IAuditTrail audit, IStringLocalizer<Texts> texts, TimeProvider clock) : PageModel, IForm
{
    public const string EndedAction = "Courses.PersonUnenrolled";
    public const string DueAction = "Courses.DueDaySet";

    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set => field = value.ToUpperInvariant(); } = "";

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid PersonId { get; set; }

    [BindProperty]
    public DateOnly? DueOn { get; set; }

    [BindProperty, StringLength(500), Display(Name = "Learner.End.Reason")]
    public string? Reason { get; set; }

    public Course Course { get; private set; } = null!;

    public Practitioner Person { get; private set; } = null!;

    public Enrolment Enrolment { get; private set; } = null!;

    public DateTimeOffset? CompletedAt { get; private set; }

    public DateOnly Today => clock.Today();

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        Guid[] hospitals = [.. (await office.HospitalsAsync(ct)).Select(h => h.Id)];
        var found = await (from enrolment in db.Unscoped<Enrolment>().AsNoTracking()
                           join course in db.PublishedCourses on enrolment.CourseId equals course.Id
                           join person in db.PractitionersAt(hospitals, Today) on enrolment.PersonId equals person.PersonId
                           where course.Code == Code && enrolment.PersonId == PersonId && enrolment.EndedAt == null
                           select new
                           {
                               enrolment,
                               course,
                               person,
                               CompletedAt = db.Set<CourseCompletion>().Where(c => c.PersonId == PersonId && c.CourseId == course.Id).Select(c => (DateTimeOffset?)c.CompletedAt).FirstOrDefault(),
                           }).FirstOrDefaultAsync(ct);
        if (found is null)
        {
            return false;
        }

        (Course, Person, Enrolment, CompletedAt) = (found.course, found.person, found.enrolment, found.CompletedAt);
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        DueOn = Enrolment.DueOn;
        return Page();
    }

    public Task<IActionResult> OnPostDueAsync(CancellationToken ct) => PostAsync(SetDueAsync, ct);

    public Task<IActionResult> OnPostEndAsync(CancellationToken ct) => PostAsync(EndAsync, ct);

    private async Task<IActionResult> PostAsync(Func<CancellationToken, Task<string>> work, CancellationToken ct)
    {
        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        if (!await LoadAsync(ct))
        {
            return this.IsTooLate(texts["Learner.Gone"]);
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = 422;
            return Page();
        }

        return await this.RedirectAfterAsync(db, work, ct);
    }

    private async Task<string> SetDueAsync(CancellationToken ct)
    {
        if (DueOn < Today)
        {
            throw new RuleViolation("Enrol.DuePast") { Field = "DueOn" };
        }

        var row = await db.Unscoped<Enrolment>().AsTracking().SingleOrDefaultAsync(e => e.Id == Enrolment.Id && e.EndedAt == null, ct) ?? throw new RuleViolation("Learner.Gone") { Status = 409 };
        row.DueOn = DueOn;
        Note(DueAction, null, new() { ["due"] = DueOn?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) });
        TempData[Posting.MessageKey] = texts["Saved"].Value;
        return $"/courses/{Code}/learners/{PersonId}";
    }

    private async Task<string> EndAsync(CancellationToken ct)
    {
        var reason = AboutInput.Clean(Reason) ?? throw new RuleViolation("Learner.End.NoReason") { Field = "Reason" };
        ScreenedInput.Check(reason, "Reason");
        if (!await enrol.EndAsync(PersonId, Course.Id, reason, user.Name, ct))
        {
            throw new RuleViolation("Learner.Gone") { Status = 409 };
        }

        Note(EndedAction, reason, []);
        TempData[Posting.MessageKey] = texts["Learner.Ended", Person.Display].Value;
        return $"/courses/{Code}/learners";
    }

    private void Note(string action, string? reason, Dictionary<string, string?> facts)
    {
        facts["course"] = Code;
        facts["person"] = $"{PersonId}";
        audit.Add(new AuditEvent(action, nameof(Enrolment), Enrolment.Id) { HospitalIds = [Person.HospitalId], Reason = reason, Facts = facts });
    }
}
