using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;
using Training.Questions.Model;
using Training.Questions.Quizzes;

namespace Training.Questions.Attempts;

/// <summary>
/// The questions of an open attempt: all of them up to twenty, ten on a page beyond. With its script each answer is saved as it is given; without, each button
/// saves the page.
/// </summary>
[HasPermission(Permissions.Take)]
[RequestFormLimits(ValueCountLimit = 4_096, ValueLengthLimit = 200_000)]
internal sealed class TakeModel(TrainingDbContext db, ICourseItems items, SaveAnswers save, CloseAttempt close, QuestionBodies bodies, TimeProvider clock, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    private const int MostOnOnePage = 20;
    private const int PageSize = 10;

    // What the script writes, in the language of the page.
    private static readonly string[] ScriptWords =
    [
        "Saving.Saved", "Saving.Saving", "Saving.Kept", "Saving.Lost", "Saving.Restored", "Saving.Elsewhere", "Saving.Identity",
        "Saving.TooLong", "Saving.SignedOut", "Saving.Over", "Saving.Left", "Saving.LastMinute", "Saving.Superseded",
    ];

    private IReadOnlyDictionary<Guid, QuestionBody> _bodies = new Dictionary<Guid, QuestionBody>();

    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Key { get; set; }

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid AttemptId { get; set; }

    /// <summary>From 1.</summary>
    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    /// <summary>They wanted to hand in and left something out.</summary>
    [BindProperty(SupportsGet = true, Name = "missing")]
    public bool WantedToHandIn { get; set; }

    /// <summary>The window that the form is of.</summary>
    [BindProperty]
    public int Sitting { get; set; }

    /// <summary>Hand in although something is left out.</summary>
    [BindProperty]
    public bool Anyway { get; set; }

    /// <summary>The page to show next.</summary>
    [BindProperty]
    public int? Go { get; set; }

    public OpenItem Item { get; private set; } = null!;

    public QuizAttempt Attempt { get; private set; } = null!;

    public Quiz Quiz { get; private set; } = null!;

    public IReadOnlyList<AttemptSlot> Slots { get; private set; } = [];

    public IReadOnlyList<TakenQuestion> Shown { get; private set; } = [];

    public int Pages => Slots.Count <= MostOnOnePage ? 1 : (Slots.Count + PageSize - 1) / PageSize;

    public bool IsOpen => Attempt.IsOpen(clock.GetUtcNow());

    public int? SecondsLeft => Timing.SecondsLeft(Attempt.DueAt, clock.GetUtcNow());

    public string Address => $"/courses/{Code}/quiz/{Key}/{AttemptId}";

    public string ReviewAddress => $"{Address}/review";

    /// <summary>What was typed was refused with the rest of the form; not so where another window has answered since, which nothing may overwrite by itself.</summary>
    public bool TypedIsUnsaved => Request.HasFormContentType && Response.StatusCode != StatusCodes.Status409Conflict;

    public IReadOnlyList<int> Unanswered => [.. Slots.Where(slot => !AnswerFields.Parse(slot.Fields).HasAnswer).Select(slot => slot.Number)];

    public string Words => System.Text.Json.JsonSerializer.Serialize(ScriptWords.ToDictionary(key => key, key => texts[key].Value));

    public int PageOf(int number) => Pages == 1 ? 1 : ((number - 1) / PageSize) + 1;

    public string AddressOf(int number) => Pages == 1 ? $"{Address}#q{number}" : $"{Address}?p={PageOf(number)}#q{number}";

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await items.OpenAsync(Code, Key, QuizKind.KindKey, ct) is not { PersonId: not null } item || !await FindAsync(ct) || Attempt.CourseId != item.CourseId)
        {
            return false;
        }

        Item = item;
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        AttemptSlot[] shown = [.. Slots.Where(slot => PageOf(slot.Number) == PageNumber)];
        var tries = Quiz.Behaviour is Behaviour.Immediate or Behaviour.Adaptive
            ? (await db.AttemptTries.AsNoTracking().Where(t => t.AttemptId == AttemptId).OrderBy(t => t.Try).ToListAsync(ct)).ToLookup(t => t.Number)
            : Enumerable.Empty<AttemptTry>().ToLookup(t => t.Number);
        Shown = [.. shown.Select(slot => TakenQuestion.Of(Quiz, slot, _bodies[slot.VersionId], FieldsOf(slot), [.. tries[slot.Number]]) with { Address = Address })];
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
        => !await LoadAsync(ct) ? NotFound() : !IsOpen ? LocalRedirect(ReviewAddress) : Attempt.TakenAlong && Item.Needs.Count > 0 ? LocalRedirect($"/courses/{Code}/quiz/{Key}") : Page();

    /// <summary>Saves what stands on the page, and goes to another.</summary>
    public Task<IActionResult> OnPostAsync(CancellationToken ct) => StoreAsync((_, _) => Task.FromResult($"{Address}?p={Math.Clamp(Go ?? PageNumber, 1, Pages)}"), "Take.Saved", ct);

    /// <summary>Marks the answer to one question at once.</summary>
    public Task<IActionResult> OnPostCheckAsync(int n, CancellationToken ct) => StoreAsync(
        async (slots, inner) =>
        {
            var (slot, body) = Find(slots, n);
            if (!TakenQuestion.ChecksAtOnce(Quiz, body) || slot.LockedAt is not null)
            {
                return AddressOf(n);
            }

            var fields = AnswerFields.Parse(slot.Fields);
            if (!fields.HasAnswer)
            {
                throw new RuleViolation("Take.NothingToCheck", n);
            }

            var before = await db.AttemptTries.Where(t => t.AttemptId == AttemptId && t.Number == n).OrderBy(t => t.Try).ToListAsync(inner);
            if (before.Count == 0 || before[^1].Fields != slot.Fields)
            {
                var mark = Scoring.Of(body, slot.Seed, fields);
                db.Add(new AttemptTry { AttemptId = AttemptId, Number = n, Try = before.Count + 1, Fields = slot.Fields, Fraction = mark.Fraction, Hints = slot.Hints, At = clock.GetUtcNow() });
                slot.LockedAt = Quiz.Behaviour == Behaviour.Immediate || mark.IsRight ? clock.GetUtcNow() : null;
            }

            return AddressOf(n);
        },
        null,
        ct);

    /// <summary>Shows one more hint.</summary>
    public Task<IActionResult> OnPostHintAsync(int n, CancellationToken ct) => StoreAsync(
        (slots, _) =>
        {
            var (slot, body) = Find(slots, n);
            slot.Hints = Quiz.Behaviour == Behaviour.Adaptive && slot.LockedAt is null ? Math.Min(slot.Hints + 1, body.Hints.Count) : slot.Hints;
            return Task.FromResult(AddressOf(n));
        },
        null,
        ct);

    public Task<IActionResult> OnPostHandInAsync(CancellationToken ct) => StoreAsync(
        async (slots, inner) =>
        {
            if (!Anyway && SecondsLeft is not 0 && slots.Any(slot => !AnswerFields.Parse(slot.Fields).HasAnswer))
            {
                return $"{Address}?p={PageNumber}&missing=true#missing";
            }

            if (Attempt.TakenAlong && await items.OpenAsync(Code, Key, QuizKind.KindKey, inner) is { Needs.Count: > 0 } item)
            {
                throw new RuleViolation("Start.Locked", string.Join(' ', item.LockedBecause));
            }

            await close.RunAsync(AttemptId, inner);
            return ReviewAddress;
        },
        null,
        ct);

    private async Task<bool> FindAsync(CancellationToken ct)
    {
        var found = await (from attempt in db.QuizAttempts.AsNoTracking()
                           where attempt.Id == AttemptId && attempt.ItemKey == Key
                           join quiz in db.Quizzes.AsNoTracking() on attempt.QuizId equals quiz.Id
                           select new { Attempt = attempt, Quiz = quiz }).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return false;
        }

        (Attempt, Quiz) = (found.Attempt, found.Quiz);
        Slots = await db.AttemptSlots.AsNoTracking().Where(s => s.AttemptId == AttemptId).OrderBy(s => s.Number).ToListAsync(ct);
        _bodies = await bodies.GetAsync(db, Slots.Select(slot => slot.VersionId), ct);
        return true;
    }

    private async Task<IActionResult> StoreAsync(Func<IReadOnlyList<AttemptSlot>, CancellationToken, Task<string>> work, string? message, CancellationToken ct)
    {
        if (!await FindAsync(ct))
        {
            return NotFound();
        }

        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        return await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                int[] shown = [.. Slots.Select(slot => slot.Number).Where(number => PageOf(number) == PageNumber)];
                var stored = await save.StoreAsync(AttemptId, Sitting, Request.Form, shown, Slots.ToDictionary(slot => slot.Number, slot => _bodies[slot.VersionId]), inner);
                if (message is not null)
                {
                    TempData[Posting.MessageKey] = texts[message, Show.Time(clock.GetUtcNow())].Value;
                }

                return await work(stored, inner);
            },
            ct);
    }

    private (AttemptSlot Slot, QuestionBody Body) Find(IReadOnlyList<AttemptSlot> slots, int number)
        => slots.FirstOrDefault(slot => slot.Number == number) is { } slot ? (slot, Asked.Of(_bodies[slot.VersionId], Quiz.ShuffleOptions)) : throw new RuleViolation("Take.NoSuchQuestion", number.ToString(CultureInfo.InvariantCulture));

    // A form that was refused keeps what was typed.
    private AnswerFields FieldsOf(AttemptSlot slot)
        => Request.HasFormContentType && slot.LockedAt is null && AnswerFields.Of(Request.Form, AnswerFields.NameOf(slot.Number)) is { } typed ? typed : AnswerFields.Parse(slot.Fields);
}
