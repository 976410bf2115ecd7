using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;

namespace Training.Activities.Content;

/// <summary>The author's page of an item: its content in the draft of the course, changed by one form.</summary>
internal abstract class AuthorPage<T>(TrainingDbContext db, ICourseItems items, string kind) : PageModel, IForm, IAboutForm
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

    /// <summary>What the form begins with.</summary>
    protected void Fill() => (Shown, AboutVi, AboutEn) = (Before.Version, Before.AboutVi, Before.AboutEn);

    /// <summary>The content, ready to be changed inside the running write, with what is said about it taken over.</summary>
    /// <exception cref="RuleViolation">Somebody else changed or published it meanwhile.</exception>
    protected async Task<T> ChangeAsync(CancellationToken ct)
    {
        var shown = await items.DraftAsync(Code, ItemKey, kind, ct) ?? throw new RuleViolation("Content.Gone") { Status = 409 };
        if (await db.Set<T>().Where(c => c.Id == shown.ContentId).Select(c => c.Version).SingleAsync(ct) != Shown)
        {
            throw new RuleViolation("Content.ChangedMeanwhile") { Status = 409 };
        }

        var draft = await items.ChangeAsync(Code, ItemKey, kind, ct);
        await db.SaveChangesAsync(ct);
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
