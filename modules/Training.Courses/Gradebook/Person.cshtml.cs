using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Training.Courses.Authoring;
using Training.Courses.Enrolments;
using Training.Data;
using Training.Modules;

namespace Training.Courses.Gradebook;

/// <summary>Somebody's grades, and another one in the place of what they reached, with a reason that they read.</summary>
[HasPermission(Permissions.Manage)]
internal sealed class PersonModel(TrainingDbContext db, GradebookReader reader, ICurrentUser user, IAuditTrail audit, IStringLocalizer<Texts> texts, TimeProvider clock) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set => field = value.ToUpperInvariant(); } = "";

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid PersonId { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public PersonGrades Grades { get; private set; } = null!;

    public bool MayOverride => reader.MayOverride(Grades.Graded.Course, PersonId);

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await reader.FindAsync(Code, ct) is not { } graded
            || await reader.MineAsync(graded.Course, ct) is not { } filter
            || await PersonGrades.ReadAsync(db, reader, graded, filter, PersonId, ct) is not { } grades)
        {
            return false;
        }

        Grades = grades;
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!MayOverride)
        {
            throw new RuleViolation("Override.NotYours");
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        if (Grades.Lines.FirstOrDefault(line => line.Item.Key == Input.Item) is not { } line)
        {
            throw new RuleViolation("Override.ItemGone") { Field = "Input.Item" };
        }

        var percent = GradeText.Read(Input.Grade);
        if (percent is null && !string.IsNullOrWhiteSpace(Input.Grade))
        {
            throw new RuleViolation("Override.NoGrade") { Field = "Input.Grade" };
        }

        if (percent is null && line.Grade is not { IsOverridden: true })
        {
            throw new RuleViolation("Override.NothingToTakeBack") { Field = "Input.Grade" };
        }

        var reason = AboutInput.Clean(Input.Reason)!;
        ScreenedInput.Check(reason, "Input.Reason");
        return await this.RedirectAfterAsync(db, _ => Task.FromResult(Store(line, percent, reason)), ct);
    }

    private string Store(GradeLine line, decimal? percent, string reason)
    {
        var course = Grades.Graded.Course;
        var row = new GradeOverride
        {
            PersonId = PersonId,
            CourseId = course.Id,
            ItemKey = line.Item.Key,
            Percent = percent,
            Reason = reason,
            At = clock.GetUtcNow(),
            ByUserId = user.UserId,
            By = user.Name,
        };
        db.Add(row);
        audit.Add(new AuditEvent(GradeOverride.SetAction, nameof(GradeOverride), row.Id)
        {
            HospitalIds = course.HospitalId is { } id ? [id] : [],
            Reason = reason,
            Facts = new Dictionary<string, string?>
            {
                ["course"] = course.Code,
                ["person"] = $"{PersonId}",
                ["item"] = $"{line.Item.Key}",
                ["before"] = GradeText.Plain(line.Grade?.Percent),
                ["grade"] = GradeText.Plain(percent),
            },
        });
        TempData[Posting.MessageKey] = texts["Override.Done"].Value;
        return $"/courses/{Code}/grades/{PersonId}";
    }

    public sealed class InputModel
    {
        [Required, Display(Name = "Override.Item")]
        public Guid? Item { get; set; }

        [StringLength(10), Display(Name = "Override.Grade")]
        public string? Grade { get; set; }

        [Required, StringLength(GradeOverrideConfiguration.ReasonLength), Display(Name = "Override.Reason")]
        public string? Reason { get; set; }
    }
}
