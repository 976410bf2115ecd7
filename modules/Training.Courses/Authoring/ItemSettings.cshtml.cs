using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Courses.Catalogue;
using Training.Courses.Contracts;
using Training.Courses.Outline;
using Training.Data;
using Training.Modules;

namespace Training.Courses.Authoring;

/// <summary>What is asked of learners at an item, and what has to come before it.</summary>
[HasPermission(Permissions.Author)]
internal sealed class ItemSettingsModel(TrainingDbContext db, Drafts drafts, ItemKinds kinds, IEnumerable<ITechniqueNames> techniques, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Key { get; set; }

    [BindProperty]
    public int Edits { get; set; }

    [BindProperty]
    public ItemInput Input { get; set; } = new();

    public Draft Draft { get; private set; } = null!;

    public VersionOutline Outline { get; private set; } = null!;

    public OutlineItem Item { get; private set; } = null!;

    public IItemKind Kind { get; private set; } = null!;

    /// <summary>Learners have an earlier version.</summary>
    public bool HasEarlier => Draft.Course.PublishedAt is not null;

    public IEnumerable<OutlineItem> Others => Outline.Items.Where(item => item.Key != Key);

    public IEnumerable<SelectListItem> OtherItems => Others.Select(item => new SelectListItem(item.Display, $"{item.Key}"));

    public IReadOnlyList<SelectListItem> Techniques { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await drafts.FindAsync(Code, ct) is not { } draft)
        {
            return false;
        }

        (Draft, Outline) = (draft, (await db.ReadOutlinesAsync([draft.Version.Id], ct))[0]);
        if (Outline.Find(Key) is not { } item)
        {
            return false;
        }

        (Item, Kind) = (item, kinds.Of(item.Kind));
        Techniques = [.. (await TechniquesAsync(ct)).Select(t => new SelectListItem(t.Name, $"{t.Id}"))];
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        (Input, Edits) = (ItemInput.Of(Item), Draft.Version.Edits);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        return !ModelState.IsValid ? Page() : await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                var version = await drafts.ChangeAsync(Code, Edits, inner);
                var item = await db.Items.AsTracking().SingleOrDefaultAsync(i => i.VersionId == version.Id && i.Key == Key, inner) ?? throw new RuleViolation("Draft.Gone") { Status = 409 };
                Input.To(item, Outline, Kind, [.. (await TechniquesAsync(inner)).Select(t => t.Id)]);
                TempData["Message"] = texts["Saved"].Value;
                return $"/courses/{Code}/edit";
            },
            ct);
    }

    private async Task<IReadOnlyList<(Guid Id, string Name)>> TechniquesAsync(CancellationToken ct)
    {
        var all = new List<(Guid Id, string Name)>();
        foreach (var module in techniques)
        {
            all.AddRange(await module.AllAsync(ct));
        }

        return all;
    }
}
