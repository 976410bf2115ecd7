using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Courses.Enrolments;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Courses.SelfEnrolment;

/// <summary>Onto a course with a code. Wrong ones are counted as at every door where something could be guessed.</summary>
[HasPermission(Permissions.Learn)]
[Door(Doors.Enrolment)]
internal sealed class UseCodeModel(TrainingDbContext db, JoinCourse join, IGuessing guessing, ICurrentUser user, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    /// <summary>As it was typed, or as the QR code brought it.</summary>
    [BindProperty(SupportsGet = true), Required, StringLength(40), Display(Name = "Code.Field")]
    public string? Code { get; set; }

    public bool Learns => user.PersonId is not null;

    public Task<bool> LoadAsync(CancellationToken ct) => Task.FromResult(true);

    // An empty field is no mistake yet.
    public void OnGet() => ModelState.ClearValidationState(nameof(Code));

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        if (user.PersonId is not { } me)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        var entrance = await guessing.LookAsync(Doors.Enrolment, ct);
        if (!entrance.IsOpen)
        {
            Response.Refuse(entrance);
            throw new RuleViolation("Code.TooMany") { Field = nameof(Code), Status = StatusCodes.Status429TooManyRequests };
        }

        if (await join.FindAsync(Code, ct) is not { } code)
        {
            await guessing.MissedAsync(Doors.Enrolment, ct);
            throw new RuleViolation("Code.Wrong.Enrolment") { Field = nameof(Code) };
        }

        try
        {
            return await this.RedirectAfterAsync(
                db,
                async inner =>
                {
                    var course = await join.UseAsync(code, me, inner);
                    TempData[Posting.MessageKey] = texts["Join.Done"].Value;
                    return $"/courses/{course}";
                },
                ct);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            throw new RuleViolation("Enrol.Meanwhile") { Status = StatusCodes.Status409Conflict };
        }
    }
}
