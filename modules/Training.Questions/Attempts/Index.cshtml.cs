using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;
using Training.Questions.Quizzes;
using Training.Questions.Statistics;

namespace Training.Questions.Attempts;

/// <summary>A quiz before it is taken: how much it asks, how long it may take, what is saved; and what one did before.</summary>
[HasPermission(Permissions.Take)]
internal sealed class IndexModel(TrainingDbContext db, ICourseItems items, StartAttempt start, CloseOverdue overdue, TimeProvider clock) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Key { get; set; }

    public OpenItem Item { get; private set; } = null!;

    public OwnAttempts Own { get; private set; } = null!;

    public Quiz Quiz => Own.Quiz;

    public int Questions { get; private set; }

    /// <summary>With what this person has besides; null without a limit.</summary>
    public int? Minutes { get; private set; }

    public Gain? Gain { get; private set; }

    public bool MayStart => Item is { PersonId: not null, LockedBecause.Count: 0 } && Questions > 0 && (Own.Open is not null || Own.Left is not 0);

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await items.OpenAsync(Code, Key, QuizKind.KindKey, ct) is not { } item)
        {
            return false;
        }

        Item = item;
        Own = await OwnAttempts.ReadAsync(db, item, clock.GetUtcNow(), ct);
        Questions = await db.QuizSlots.Where(s => s.QuizId == item.ContentId).SumAsync(s => s.QuestionId == null ? s.DrawCount : 1, ct);
        Minutes = Quiz.TimeLimitMinutes is { } limit && item.PersonId is { } me
            ? limit + await db.ExtraTimes.Where(t => t.PersonId == me && t.ItemKey == Key).Select(t => t.Minutes).SingleOrDefaultAsync(ct)
            : Quiz.TimeLimitMinutes;
        Gain = await Own.GainAsync(db, item, ct);
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    /// <summary>Begins an attempt, or goes on with the one that is open.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await items.OpenAsync(Code, Key, QuizKind.KindKey, ct) is not { } item)
        {
            return NotFound();
        }

        if (item.PersonId is { } personId)
        {
            await overdue.RunAsync(personId, Key, ct);
        }

        return await this.RedirectAfterAsync(db, async inner => $"/courses/{Code}/quiz/{Key}/{await start.RunAsync(item, inner)}", ct);
    }
}
