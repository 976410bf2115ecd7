using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;
using Training.Questions.Attempts;
using Training.Questions.Bank;
using Training.Questions.Marking;
using Training.Questions.Model;
using Training.Questions.Quizzes;

namespace Training.Questions.HandMarks;

/// <summary>Marks the essays of one question of one attempt by their criteria. Marking again is another mark, with a reason that the trail keeps.</summary>
[HasPermission(Permissions.Author)]
internal sealed class MarkModel(
    TrainingDbContext db, ICourseItems items, QuestionBodies bodies, CloseAttempt close, ICurrentUser user, IAuditTrail audit, TimeProvider clock, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Key { get; set; }

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid AttemptId { get; set; }

    [FromRoute, BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public DraftItem Item { get; private set; } = null!;

    public AnswerForm Form { get; private set; } = null!;

    public QuestionBody Body { get; private set; } = null!;

    public IReadOnlyList<Essay> Essays => ByHand.EssaysOf(Body);

    /// <summary>The mark so far; null for the first time.</summary>
    public HandMark? Before { get; private set; }

    public string Address => $"/courses/{Code}/quiz/{Key}/results/marking";

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await items.WrittenAsync(Code, Key, QuizKind.KindKey, ct) is not { } item || await FindAsync(item, ct) is not var (attempt, slot, quiz) || attempt.PersonId == user.PersonId)
        {
            return false; // nobody marks their own
        }

        Item = item;
        Body = Asked.Of((await bodies.GetAsync(db, [slot.VersionId], ct))[slot.VersionId], quiz.ShuffleOptions);
        Form = AnswerFields.Parse(slot.Fields).Form(Presentation.Show(Body, slot.Seed), Number);
        Before = await db.Unscoped<HandMark>().AsNoTracking().Where(m => m.AttemptId == AttemptId && m.Number == Number).OrderByDescending(m => m.Id).FirstOrDefaultAsync(ct);
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (Before is { } before)
        {
            Input.Levels = [.. before.ChosenLevels.Select(levels => levels.ToList())];
            Input.Comment = before.Comment;
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!ByHand.IsComplete(Body, [.. Input.Levels]))
        {
            ModelState.AddModelError("Input.Levels", texts["Marking.Levels"]);
        }

        if (Before is not null && string.IsNullOrWhiteSpace(Input.Reason))
        {
            ModelState.AddModelError("Input.Reason", texts["Marking.ReasonMissing"]);
        }

        if (PatientIdentityScreen.Find(Input.Comment) is { } finding)
        {
            ModelState.AddModelError("Input.Comment", texts[$"Identity.{finding}"]);
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = Microsoft.AspNetCore.Http.StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        return await this.RedirectAfterAsync(db, StoreAsync, ct);
    }

    private async Task<string> StoreAsync(CancellationToken ct)
    {
        // Two who mark at once wait for each other here: each sees the mark of the other before the score is worked out.
        await db.Unscoped<QuizAttempt>().Where(a => a.Id == AttemptId).ExecuteUpdateAsync(row => row.SetProperty(a => a.Score, (decimal?)null), ct);
        var (attempt, slot, quiz) = (await FindAsync(Item, ct))!.Value;
        var response = AnswerFields.Parse(slot.Fields).Read(Body, slot.Seed);
        db.Add(new HandMark
        {
            AttemptId = AttemptId,
            Number = Number,
            Levels = JsonSerializer.Serialize(Input.Levels),
            Fraction = ByHand.Fraction(Body, response, [.. Input.Levels]),
            Comment = string.IsNullOrWhiteSpace(Input.Comment) ? null : Words.Clean(Input.Comment),
            MarkedAt = clock.GetUtcNow(),
            MarkerId = user.UserId,
            Marker = user.Name,
        });
        await db.SaveChangesAsync(ct);
        var slots = await db.Unscoped<AttemptSlot>().AsNoTracking().Where(s => s.AttemptId == AttemptId).OrderBy(s => s.Number).ToListAsync(ct);
        var marks = (await db.Unscoped<HandMark>().AsNoTracking().Where(m => m.AttemptId == AttemptId).OrderBy(m => m.Id).ToListAsync(ct)).GroupBy(m => m.Number).ToDictionary(m => m.Key, m => m.Last().Fraction);
        var tracked = await db.Unscoped<QuizAttempt>().AsTracking().SingleAsync(a => a.Id == AttemptId, ct);
        tracked.Score = slots.Exists(s => s.Waits && !marks.ContainsKey(s.Number))
            ? null
            : Scoring.Percent([.. slots.Select(s => CloseAttempt.Marked(s, marks.GetValueOrDefault(s.Number, s.Fraction ?? 0)))], CloseAttempt.TableOf(quiz));
        audit.Add(new AuditEvent("Questions.EssayMarked", nameof(QuizAttempt), AttemptId)
        {
            HospitalIds = Item.HospitalId is { } hospital ? [hospital] : [],
            Reason = Before is null ? null : Input.Reason!.Trim(),
            Facts = new Dictionary<string, string?> { ["course"] = Code, ["number"] = $"{Number}", ["score"] = tracked.Score is { } score ? FormattableString.Invariant($"{score:0.##}") : null },
        });
        if (tracked.Score is not null)
        {
            await close.TellAsync(tracked, quiz, ct);
        }

        TempData[Posting.MessageKey] = texts["Marking.Saved"].Value;
        return Address;
    }

    private async Task<(QuizAttempt Attempt, AttemptSlot Slot, Quiz Quiz)?> FindAsync(DraftItem item, CancellationToken ct)
    {
        var found = await (from attempt in db.Unscoped<QuizAttempt>().AsNoTracking()
                           where attempt.Id == AttemptId && attempt.CourseId == item.CourseId && attempt.ItemKey == Key && attempt.HandedInAt != null
                           join slot in db.Unscoped<AttemptSlot>().AsNoTracking() on attempt.Id equals slot.AttemptId
                           where slot.Number == Number && slot.Waits
                           join quiz in db.Quizzes.AsNoTracking() on attempt.QuizId equals quiz.Id
                           select new { Attempt = attempt, Slot = slot, Quiz = quiz }).SingleOrDefaultAsync(ct);
        return found is null ? null : (found.Attempt, found.Slot, found.Quiz);
    }

    public sealed class InputModel
    {
        /// <summary>For each essay the chosen level of each criterion.</summary>
        public List<List<int?>> Levels { get; set; } = [];

        [StringLength(HandMarkConfiguration.CommentLength), Display(Name = "Field.Comment")]
        public string? Comment { get; set; }

        [StringLength(300), Display(Name = "Field.MarkReason")]
        public string? Reason { get; set; }

        public int? Level(int essay, int criterion) => essay < Levels.Count && criterion < Levels[essay].Count ? Levels[essay][criterion] : null;
    }
}
