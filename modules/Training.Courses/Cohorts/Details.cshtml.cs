using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Courses.Catalogue;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Courses.Cohorts;

/// <summary>A group with its people and courses.</summary>
[HasPermission(Permissions.Enrol)]
internal sealed class DetailsModel(TrainingDbContext db, KeepCohort keep, IOrganizations organizations, IAuditTrail audit, IStringLocalizer<Texts> texts, TimeProvider clock) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public CohortInput Input { get; set; } = new();

    /// <summary>Of the group as it was shown.</summary>
    [BindProperty]
    public int Stamp { get; set; }

    [BindProperty]
    public Guid Person { get; set; }

    [BindProperty]
    public Guid CourseId { get; set; }

    public Cohort Cohort { get; private set; } = null!;

    public string Hospital { get; private set; } = "";

    public bool IsOver => Cohort.HasEndedBy(clock.Today());

    public IReadOnlyList<MemberRow> Members { get; private set; } = [];

    public IReadOnlyList<CourseOf> Courses { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await db.Cohorts.AsNoTracking().SingleOrDefaultAsync(c => c.Id == Id, ct) is not { } cohort)
        {
            return false;
        }

        if (Input is { Name: null, From: null })
        {
            (Input, Stamp) = (new CohortInput { Name = cohort.Name, From = cohort.From, To = cohort.To }, cohort.Version);
        }

        (Cohort, Hospital) = (cohort, (await organizations.GetAsync(ct)).Hospital(cohort.HospitalId).Display);
        var members = await (from member in db.CohortMembers
                             where member.CohortId == Id
                             join person in db.Practitioners() on member.PersonId equals person.PersonId
                             orderby person.SortKey, person.PersonId
                             select new { person.PersonId, person.Title, person.FullName, member.JoinedAt }).ToListAsync(ct);
        Members = [.. members.Select(m => new MemberRow(m.PersonId, m.Title.Length == 0 ? m.FullName : $"{m.Title} {m.FullName}", m.JoinedAt))];
        var courses = await (from part in db.CohortCourses
                             where part.CohortId == Id
                             join course in db.Courses on part.CourseId equals course.Id
                             orderby course.SortKey, course.Id
                             select new { course.Id, course.Code, course.TitleVi, course.TitleEn, part.Reason, part.DueOn }).ToListAsync(ct);
        Courses = [.. courses.Select(c => new CourseOf(c.Id, c.Code, Show.Name(c.TitleVi, c.TitleEn), c.Reason, c.DueOn))];
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostRemoveAsync(CancellationToken ct) => OtherFormAsync(inner => keep.RemoveAsync(Cohort, Person, inner), ct);

    public Task<IActionResult> OnPostEndCourseAsync(CancellationToken ct) => OtherFormAsync(inner => keep.EndCourseAsync(Cohort, CourseId, inner), ct);

    public async Task<IActionResult> OnPostEditAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid && await LoadAsync(ct))
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        try
        {
            return await PostAsync(EditAsync, ct);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            throw new RuleViolation("Cohort.NameTaken", Input.CleanName) { Field = "Input.Name" };
        }
    }

    private async Task EditAsync(CancellationToken ct)
    {
        Input.Check();
        var cohort = await db.Cohorts.AsTracking().SingleAsync(c => c.Id == Id, ct);
        if (cohort.Version != Stamp)
        {
            throw new RuleViolation("Cohort.ChangedMeanwhile") { Status = StatusCodes.Status409Conflict };
        }

        (cohort.Name, cohort.From, cohort.To) = (Input.CleanName, Input.From!.Value, Input.To);
        audit.Add(new AuditEvent(Cohort.ChangedAction, nameof(Cohort), Id) { HospitalIds = [cohort.HospitalId], Facts = new Dictionary<string, string?> { ["name"] = cohort.Name } });
        TempData[Posting.MessageKey] = texts["Saved"].Value;
    }

    // The fields of the group are not part of these forms.
    private Task<IActionResult> OtherFormAsync(Func<CancellationToken, Task> work, CancellationToken ct)
    {
        ModelState.Clear();
        return PostAsync(work, ct);
    }

    private async Task<IActionResult> PostAsync(Func<CancellationToken, Task> work, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        return await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                await work(inner);
                return $"/cohorts/{Id}";
            },
            ct);
    }

    public sealed record MemberRow(Guid PersonId, string Name, DateTimeOffset Since);

    public sealed record CourseOf(Guid CourseId, string Code, string Title, string Reason, DateOnly? DueOn);
}
