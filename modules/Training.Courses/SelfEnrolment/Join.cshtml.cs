using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Courses.Authoring;
using Training.Courses.Catalogue;
using Training.Courses.Enrolments;
using Training.Data;
using Training.Modules;

namespace Training.Courses.SelfEnrolment;

/// <summary>Onto a course by oneself, as far as the course takes people so; and off it again.</summary>
[HasPermission(Permissions.Learn)]
internal sealed class JoinModel(TrainingDbContext db, CourseOffice office, JoinCourse join, Enrol enrol, ICurrentUser user, IAuditTrail audit, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    public const string LeftAction = "Courses.CourseLeft";

    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set => field = value.ToUpperInvariant(); } = "";

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Course Course { get; private set; } = null!;

    public Enrolment? Enrolment { get; private set; }

    /// <summary>The newest; null where they never asked.</summary>
    public EnrolmentRequest? Asked { get; private set; }

    public bool IsThere => Enrolment is { EndedAt: null };

    /// <summary>They came by themselves, and may go so.</summary>
    public bool ByThemselves => Enrolment is { Reason: "" };

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (user.PersonId is not { } me || await office.FindAsync(Code, ct) is not { } course)
        {
            return false;
        }

        Course = course;
        Enrolment = await db.Enrolments.AsNoTracking().SingleOrDefaultAsync(e => e.PersonId == me && e.CourseId == course.Id, ct);
        Asked = await db.Set<EnrolmentRequest>().AsNoTracking().Where(r => r.PersonId == me && r.CourseId == course.Id).OrderByDescending(r => r.Id).FirstOrDefaultAsync(ct);
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostOpenAsync(CancellationToken ct) => PostAsync((me, inner) => join.OpenAsync(Course, me, inner), "Join.Done", "", ct);

    public Task<IActionResult> OnPostAskAsync(CancellationToken ct) => PostAsync((me, inner) => join.AskAsync(Course, me, AboutInput.Clean(Input.Words), inner), "Join.Asked", "/join", ct);

    public Task<IActionResult> OnPostWithdrawAsync(CancellationToken ct) => PostAsync((me, inner) => join.WithdrawAsync(Course, me, inner), "Join.Withdrawn", "/join", ct);

    public Task<IActionResult> OnPostLeaveAsync(CancellationToken ct) => PostAsync(LeaveAsync, "Join.Left", "", ct);

    private async Task LeaveAsync(Guid me, CancellationToken ct)
    {
        if (!ByThemselves)
        {
            throw new RuleViolation("Join.There.Office");
        }

        if (await enrol.EndAsync(me, Course.Id, null, user.Name, ct))
        {
            audit.Add(new AuditEvent(LeftAction, nameof(Enrolment), Enrolment!.Id) { Facts = new Dictionary<string, string?> { ["course"] = Code, ["person"] = $"{me}" } });
        }
    }

    private async Task<IActionResult> PostAsync(Func<Guid, CancellationToken, Task> work, string message, string onward, CancellationToken ct)
    {
        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        if (!await LoadAsync(ct) || user.PersonId is not { } me)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        try
        {
            return await this.RedirectAfterAsync(
                db,
                async inner =>
                {
                    await work(me, inner);
                    TempData[Posting.MessageKey] = texts[message].Value;
                    return $"/courses/{Code}{onward}";
                },
                ct);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            throw new RuleViolation("Enrol.Meanwhile") { Status = StatusCodes.Status409Conflict };
        }
    }

    public sealed class InputModel
    {
        [StringLength(EnrolmentRequestConfiguration.WordsLength), Display(Name = "Join.Words")]
        public string? Words { get; set; }
    }
}
