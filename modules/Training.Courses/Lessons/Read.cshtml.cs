using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Courses.Catalogue;
using Training.Courses.Contracts;
using Training.Courses.Progress;
using Training.Data;
using Training.Media.Contracts;
using Training.Modules;

namespace Training.Courses.Lessons;

[HasPermission(Permissions.Learn)]
internal sealed class ReadModel(
    TrainingDbContext db, ICourseItems items, RecordProgress progress, LessonReader lessons, LessonPlaces places, TimeProvider clock, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Key { get; set; }

    /// <summary>The content that was shown: what an author asks for meanwhile was not read.</summary>
    [BindProperty]
    public Guid Shown { get; set; }

    public OpenItem Item { get; private set; } = null!;

    public bool Learns => Item.PersonId is not null;

    public bool IsRead { get; private set; }

    public IHtmlContent Body { get; private set; } = HtmlString.Empty;

    /// <summary>There is sound or film in it.</summary>
    public bool Plays { get; private set; }

    /// <summary>Where they stopped, on whatever device; null at the beginning.</summary>
    public LessonPlace? Place { get; private set; }

    /// <summary>False where the page is in English and nobody has translated the lesson.</summary>
    public bool Translated { get; private set; } = true;

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await items.OpenAsync(Code, Key, LessonKind.KindKey, ct) is not { } item)
        {
            return false;
        }

        Item = item;
        if (item.LockedBecause.Count > 0)
        {
            return true;
        }

        var lesson = await lessons.ReadAsync(item, ct);
        (Body, IsRead, Translated, Plays, Place) = (lesson.Body, lesson.IsRead, lesson.Translated, lesson.Plays, lesson.Place);
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    /// <summary>Where they are in a film; sent by the script every few seconds and when the page is left.</summary>
    public async Task<IActionResult> OnPostPlaceAsync(int player, int second, CancellationToken ct)
    {
        if (await items.OpenAsync(Code, Key, LessonKind.KindKey, ct) is not { LockedBecause.Count: 0 } item)
        {
            return NotFound();
        }

        if (ModelState.IsValid && item.PersonId is { } personId && Shown == item.ContentId)
        {
            await places.StoreAsync(item, personId, new LessonPlace(player, second), ct);
        }

        return StatusCode(StatusCodes.Status204NoContent);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await items.OpenAsync(Code, Key, LessonKind.KindKey, ct) is not { } item)
        {
            return NotFound();
        }

        if (item.LockedBecause.Count > 0)
        {
            throw new RuleViolation("Item.Locked", string.Join(" ", item.LockedBecause));
        }

        if (Shown != item.ContentId)
        {
            throw new RuleViolation("Item.ChangedMeanwhile") { Status = 409 };
        }

        var onward = item.Next ?? $"/courses/{Code}";
        if (item.PersonId is not { } personId)
        {
            return LocalRedirect(onward);
        }

        var completed = false;
        var redirect = await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                completed = await progress.AddAsync(personId, item.CourseId, Key, new ItemEvidence(item.ContentId, clock.GetUtcNow()) { Seen = true }, inner);
                return completed ? $"/courses/{Code}" : onward;
            },
            ct);
        if (completed)
        {
            TempData["Message"] = texts["Course.Completed.Now"].Value;
        }

        // RFC 7240: the script stays on the page, and the next page says what there is to say.
        return Request.Headers["Prefer"] == "return=minimal" ? StatusCode(StatusCodes.Status204NoContent) : redirect;
    }
}
