using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Courses.Contracts;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Questions.Attempts;
using Training.Questions.Quizzes;

namespace Training.Questions.ExtraTimes;

/// <summary>Minutes besides the limit for single learners; who has an attempt open has them at once.</summary>
[HasPermission(Permissions.Author)]
internal sealed class IndexModel(TrainingDbContext db, ICourseItems items, IPeople people, ICurrentUser user, IAuditTrail audit, TimeProvider clock, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    private const int MostShown = 20;
    private const int MostMinutes = 600;

    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Key { get; set; }

    /// <summary>A part of the name.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public DraftItem Item { get; private set; } = null!;

    public IReadOnlyList<PersonInfo> Found { get; private set; } = [];

    public bool HasMore { get; private set; }

    public IReadOnlyList<(PersonInfo Person, ExtraTime Time)> Granted { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await items.WrittenAsync(Code, Key, QuizKind.KindKey, ct) is not { } item)
        {
            return false;
        }

        Item = item;
        var learners = await items.LearnersAsync(Code, ct);
        var granted = await db.Unscoped<ExtraTime>().AsNoTracking().Where(t => t.CourseId == item.CourseId && t.ItemKey == Key && t.Minutes > 0).ToListAsync(ct);
        var names = await people.FindAsync(learners.Concat(granted.Select(t => t.PersonId)), ct);
        Granted = [.. granted.Where(t => names.ContainsKey(t.PersonId)).Select(t => (names[t.PersonId], t)).OrderBy(t => VietnameseText.SortKey(t.Item1.FullName), StringComparer.Ordinal)];
        var words = VietnameseText.Words(Q).ToArray();
        PersonInfo[] fitting = [.. learners.Where(names.ContainsKey).Select(id => names[id]).Where(person => words.All(word => VietnameseText.Fold(person.FullName).Contains(word, StringComparison.Ordinal)))
            .OrderBy(person => VietnameseText.SortKey(person.FullName), StringComparer.Ordinal)];
        (Found, HasMore) = ([.. fitting.Take(MostShown)], fitting.Length > MostShown);
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid || Input.PersonId is not { } personId || !(await items.LearnersAsync(Code, ct)).Contains(personId))
        {
            if (ModelState.IsValid)
            {
                ModelState.AddModelError("Input.PersonId", texts["Time.Choose"]);
            }

            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        return await this.RedirectAfterAsync(db, inner => GrantAsync(personId, inner), ct);
    }

    private async Task<string> GrantAsync(Guid personId, CancellationToken ct)
    {
        var (minutes, reason, now) = (Input.Minutes!.Value, Input.Reason!.Trim(), clock.GetUtcNow());
        var time = await db.Unscoped<ExtraTime>().AsTracking().SingleOrDefaultAsync(t => t.PersonId == personId && t.ItemKey == Key, ct);
        var before = time?.Minutes ?? 0;
        if (time is null)
        {
            db.Add(new ExtraTime { PersonId = personId, ItemKey = Key, CourseId = Item.CourseId, Minutes = minutes, Reason = reason, GrantedAt = now, GrantedBy = user.Name });
        }
        else
        {
            (time.Minutes, time.Reason, time.GrantedAt, time.GrantedBy) = (minutes, reason, now, user.Name);
        }

        // What is over stays over; what is open ends later from now on, or sooner.
        var latest = now - Timing.Grace;
        foreach (var attempt in await db.Unscoped<QuizAttempt>().AsTracking().Where(a => a.PersonId == personId && a.ItemKey == Key && a.HandedInAt == null && a.DueAt >= latest).ToListAsync(ct))
        {
            attempt.DueAt = attempt.DueAt?.AddMinutes(minutes - before);
        }

        audit.Add(new AuditEvent("Questions.ExtraTimeGranted", "Person", personId)
        {
            HospitalIds = Item.HospitalId is { } hospital ? [hospital] : [],
            Reason = reason,
            Facts = new Dictionary<string, string?> { ["course"] = Code, ["item"] = Item.Title, ["minutes"] = $"{minutes}" },
        });
        TempData[Posting.MessageKey] = texts["Time.Saved"].Value;
        return $"/courses/{Code}/quiz/{Key}/results/time";
    }

    public sealed class InputModel
    {
        [Required, Display(Name = "Field.Person")]
        public Guid? PersonId { get; set; }

        [Required, Range(0, MostMinutes), Display(Name = "Field.Minutes")]
        public int? Minutes { get; set; }

        [Required, StringLength(300), Display(Name = "Field.TimeReason")]
        public string? Reason { get; set; }
    }
}
