using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Courses.Contracts;
using Training.Modules;

namespace Training.Activities.Content;

/// <summary>The learner's page of an item.</summary>
internal abstract class LearnerPage(ICourseItems items, string kind) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid ItemKey { get; set; }

    /// <summary>The content that the form was about: what the course asks for since is something else.</summary>
    [BindProperty]
    public Guid Shown { get; set; }

    public OpenItem Item { get; private set; } = null!;

    /// <summary>It is open, and what is done counts for somebody.</summary>
    public bool MayAct => Item is { PersonId: not null, LockedBecause.Count: 0 };

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await items.OpenAsync(Code, ItemKey, kind, ct) is not { } item)
        {
            return false;
        }

        Item = item;
        await FillAsync(ct);
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    /// <summary>Everything that the page shows besides; asked for locked items too, of which nothing but the title is shown.</summary>
    protected abstract Task FillAsync(CancellationToken ct);

    /// <summary>The item as it is now, for whoever does something with it.</summary>
    /// <returns>Null where there is none that they may see.</returns>
    /// <exception cref="RuleViolation">It is locked, its content was replaced, or nobody's progress counts.</exception>
    protected async Task<(OpenItem Item, Guid PersonId)?> ActAsync(CancellationToken ct)
    {
        if (await items.OpenAsync(Code, ItemKey, kind, ct) is not { } item)
        {
            return null;
        }

        Item = item;
        if (item.LockedBecause.Count > 0)
        {
            throw new RuleViolation("Item.Locked", string.Join(" ", item.LockedBecause));
        }

        if (Shown != item.ContentId)
        {
            throw new RuleViolation("Item.ChangedMeanwhile") { Status = 409 };
        }

        return (item, item.PersonId ?? throw new RuleViolation("Item.Office"));
    }
}
