using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;
using Training.Questions.Attempts;
using Training.Questions.Quizzes;

namespace Training.Questions.Packs;

/// <summary>
/// An attempt that a phone takes along (src/docs/decisions/0033): begun here, so that what is asked is fixed, answered without network, and handed in here once
/// its answers have come by <see cref="AnswerEndpoints"/>. Answers with markup or JSON, for the script of the phone.
/// </summary>
[HasPermission(Permissions.Take)]
internal sealed class TakeModel(
    TrainingDbContext db, ICurrentUser user, ICourseItems items, StartAttempt start, SaveAnswers save, CloseAttempt close, QuestionBodies bodies, IStringLocalizer<Texts> texts) : PageModel
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Key { get; set; }

    [BindProperty]
    public Guid AttemptId { get; set; }

    /// <summary>The one in which the phone answers.</summary>
    [BindProperty]
    public int Sitting { get; set; }

    public IReadOnlyList<TakenQuestion> Questions { get; private set; } = [];

    /// <summary>Begins an attempt, or takes the open one along. Asked again it is the same one.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (user.ViewerId is not null || await items.OpenAsync(Code, Key, QuizKind.KindKey, ct) is not { PersonId: not null } item
            || await db.Quizzes.AsNoTracking().SingleOrDefaultAsync(q => q.Id == item.ContentId, ct) is not { } quiz || !QuizOnPhone.Works(quiz))
        {
            return NotFound();
        }

        try
        {
            await db.WriteAsync(async inner => AttemptId = await start.RunAsync(item.OnPhone(), inner, takenAlong: true), ct);
        }
        catch (RuleViolation violation)
        {
            return Refused(texts[violation.Key, [.. violation.Arguments]]);
        }

        Sitting = await save.TakeOverAsync(AttemptId, ct) ?? 0;
        var slots = await db.AttemptSlots.AsNoTracking().Where(s => s.AttemptId == AttemptId).OrderBy(s => s.Number).ToListAsync(ct);
        var asked = await bodies.GetAsync(db, slots.Select(s => s.VersionId), ct);
        Questions = [.. slots.Select(slot => TakenQuestion.Of(quiz, slot, asked[slot.VersionId], AnswerFields.Parse(slot.Fields), []))];
        return Page();
    }

    /// <summary>Hands in what has come. Asked again it was handed in already.</summary>
    public async Task<IActionResult> OnPostHandInAsync(CancellationToken ct)
    {
        if (user.ViewerId is not null || await items.OpenAsync(Code, Key, QuizKind.KindKey, ct) is not { PersonId: not null } item
            || await db.QuizAttempts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == AttemptId && a.ItemKey == Key && a.CourseId == item.CourseId, ct) is not { } attempt)
        {
            return NotFound();
        }

        if (attempt.HandedInAt is not null)
        {
            return new JsonResult(new { state = "already" });
        }

        if (attempt.TakenAlong && item.Needs.Count > 0)
        {
            return Refused(texts["Start.Locked", string.Join(' ', item.LockedBecause)]);
        }

        // Whoever took it over since, on the site or on another phone, decides about it.
        var isOwn = false;
        await db.WriteAsync(
            async inner =>
            {
                isOwn = await db.QuizAttempts.Where(a => a.Id == AttemptId && a.Sitting == Sitting && a.HandedInAt == null).ExecuteUpdateAsync(row => row.SetProperty(a => a.Sitting, a => a.Sitting + 1), inner) == 1;
                if (isOwn)
                {
                    await close.RunAsync(AttemptId, inner);
                }
            },
            ct);
        return new JsonResult(new { state = isOwn ? "handedIn" : "superseded" }) { StatusCode = isOwn ? StatusCodes.Status200OK : StatusCodes.Status409Conflict };
    }

    private static JsonResult Refused(string why) => new(new { why }) { StatusCode = StatusCodes.Status422UnprocessableEntity };
}
