using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;

namespace Training.Activities.Content;

/// <summary>The author's page of an item: its content in the draft of the course, changed by one form.</summary>
internal abstract class AuthorPage<T>(TrainingDbContext db, ICourseItems items, IStringLocalizer<Texts> texts, string kind) : PageModel, IForm, IAboutForm
    where T : ActivityContent
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid ItemKey { get; set; }

    /// <summary>Of the content as the form showed it.</summary>
    [BindProperty]
    public int Shown { get; set; }

    [BindProperty, StringLength(ActivityContent.AboutLength), Display(Name = "Field.AboutVi")]
    public string? AboutVi { get; set; }

    [BindProperty, StringLength(ActivityContent.AboutLength), Display(Name = "Field.AboutEn")]
    public string? AboutEn { get; set; }

    public DraftItem Item { get; private set; } = null!;

    public T Before { get; private set; } = null!;

    protected TrainingDbContext Db => db;

    protected IStringLocalizer<Texts> Words => texts;

    public virtual async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await items.DraftAsync(Code, ItemKey, kind, ct) is not { } item)
        {
            return false;
        }

        Item = item;
        Before = await db.Set<T>().AsNoTracking().SingleAsync(c => c.Id == item.ContentId, ct);
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Fill();
        return Page();
    }

    /// <summary>What the form begins with.</summary>
    protected virtual void Fill() => (Shown, AboutVi, AboutEn) = (Before.Version, Before.AboutVi, Before.AboutEn);

    /// <summary>Says at the field what can not be read, the first ten of it.</summary>
    protected void Refuse(string field, IEnumerable<NotationError> errors)
    {
        foreach (var error in errors.Take(10))
        {
            ModelState.AddModelError(field, Words["Notation.Line", error.Line, Words[error.Key].Value]);
        }
    }

    /// <summary>Stores what the form says and goes back to the draft.</summary>
    /// <param name="change">Takes over what the form has besides the description, inside the running write.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RuleViolation">Somebody else changed or published the content meanwhile.</exception>
    protected Task<IActionResult> SaveAsync(Func<T, CancellationToken, Task> change, CancellationToken ct) => this.RedirectAfterAsync(
        Db,
        async inner =>
        {
            await change(await ChangeAsync(inner), inner);
            TempData[Posting.MessageKey] = Words["Saved"].Value;
            return $"/courses/{Code}/edit";
        },
        ct);

    /// <inheritdoc cref="SaveAsync(Func{T, CancellationToken, Task}, CancellationToken)"/>
    protected Task<IActionResult> SaveAsync(Action<T> change, CancellationToken ct) => SaveAsync(
        (content, _) =>
        {
            change(content);
            return Task.CompletedTask;
        },
        ct);

    private async Task<T> ChangeAsync(CancellationToken ct)
    {
        var shown = await items.DraftAsync(Code, ItemKey, kind, ct) ?? throw new RuleViolation("Content.Gone") { Status = 409 };
        if (await db.Set<T>().Where(c => c.Id == shown.ContentId).Select(c => c.Version).SingleAsync(ct) != Shown)
        {
            throw new RuleViolation("Content.ChangedMeanwhile") { Status = 409 };
        }

        var draft = await items.ChangeAsync(Code, ItemKey, kind, ct);
        var content = await db.Set<T>().AsTracking().SingleAsync(c => c.Id == draft.ContentId, ct);
        (content.Title, content.AboutVi, content.AboutEn) = (draft.Title, ActivityText.Clean(AboutVi) ?? "", ActivityText.Clean(AboutEn));
        return content;
    }
}

/// <summary>What every author's form begins with.</summary>
internal interface IAboutForm
{
    string? AboutVi { get; }

    string? AboutEn { get; }
}
