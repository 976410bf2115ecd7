using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Courses.Catalogue;
using Training.Courses.Contracts;
using Training.Courses.Outline;
using Training.Data;
using Training.Modules;

namespace Training.Courses.Authoring;

/// <summary>Sections and items of a course: the draft where there is one, else what is published.</summary>
[HasPermission(Permissions.Author)]
internal sealed class EditModel(TrainingDbContext db, Drafts drafts, EditOutline edit, OutlineCache outlines, ItemKinds kinds) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [BindProperty]
    public Guid Section { get; set; }

    [BindProperty]
    public Guid Item { get; set; }

    [BindProperty, StringLength(200), Display(Name = "Field.Title")]
    public string? Title { get; set; }

    [BindProperty, StringLength(200), Display(Name = "Field.TitleEn")]
    public string? TitleEn { get; set; }

    [BindProperty, StringLength(20)]
    public string? Kind { get; set; }

    public Course Course { get; private set; } = null!;

    /// <summary>Null where nothing is being changed.</summary>
    public CourseVersion? Draft { get; private set; }

    public string Name => Draft is null ? Show.Name(Course.TitleVi, Course.TitleEn) : Show.Name(Draft.TitleVi, Draft.TitleEn);

    public VersionOutline Outline { get; private set; } = null!;

    public IEnumerable<IItemKind> Kinds => kinds.All;

    public string IconOf(OutlineItem item) => kinds.Of(item.Kind).Icon;

    public string KindOf(OutlineItem item) => kinds.Of(item.Kind).Name;

    public string AddressOf(OutlineItem item) => Draft is null ? kinds.Of(item.Kind).LearnAddress(Code, item.Key) : kinds.Of(item.Kind).AuthorAddress(Code, item.Key);

    /// <summary>What learners did with what is published; null where its kind has no such page.</summary>
    public string? ResultsOf(OutlineItem item) => Draft is not null ? null : kinds.Of(item.Kind).ResultsAddress(Code, item.Key);

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await drafts.CourseAsync(Code, ct) is not { } course)
        {
            return false;
        }

        Course = course;
        var versions = await drafts.VersionsAsync(course.Id, ct);
        Draft = versions.FirstOrDefault(v => v.IsDraft);
        Outline = Draft is { } draft ? (await db.ReadOutlinesAsync([draft.Id], ct))[0] : (await outlines.GetAsync(db, [versions[0].Id], ct))[0];
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostBeginAsync(CancellationToken ct) => AfterAsync(
        async inner => await drafts.BeginAsync(await drafts.CourseAsync(Code, inner) ?? throw new RuleViolation("Draft.Gone") { Status = 409 }, inner), ct);

    public Task<IActionResult> OnPostSectionAsync(CancellationToken ct)
        => ChangeAsync((draft, inner) => edit.AddSectionAsync(draft, Named(), AboutInput.Clean(TitleEn), inner), ct);

    public Task<IActionResult> OnPostRenameAsync(CancellationToken ct)
        => ChangeAsync((draft, inner) => edit.RenameSectionAsync(draft, Section, Named(), AboutInput.Clean(TitleEn), inner), ct);

    public Task<IActionResult> OnPostRemoveSectionAsync(CancellationToken ct) => ChangeAsync((draft, inner) => edit.RemoveSectionAsync(draft, Section, inner), ct);

    public Task<IActionResult> OnPostSectionUpAsync(CancellationToken ct) => ChangeAsync((draft, inner) => edit.MoveSectionAsync(draft, Section, up: true, inner), ct);

    public Task<IActionResult> OnPostSectionDownAsync(CancellationToken ct) => ChangeAsync((draft, inner) => edit.MoveSectionAsync(draft, Section, up: false, inner), ct);

    public Task<IActionResult> OnPostUpAsync(CancellationToken ct) => ChangeAsync((draft, inner) => edit.MoveItemAsync(draft, Item, up: true, inner), ct);

    public Task<IActionResult> OnPostDownAsync(CancellationToken ct) => ChangeAsync((draft, inner) => edit.MoveItemAsync(draft, Item, up: false, inner), ct);

    public Task<IActionResult> OnPostRemoveAsync(CancellationToken ct) => ChangeAsync((draft, inner) => edit.RemoveItemAsync(draft, Item, inner), ct);

    /// <summary>Adds an item and goes to where it is written.</summary>
    public async Task<IActionResult> OnPostItemAsync(CancellationToken ct)
    {
        if (await drafts.FindAsync(Code, ct) is not { } found)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            await LoadAsync(ct);
            return Page();
        }

        return await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                var draft = await drafts.ChangeAsync(Code, null, inner);
                var item = await edit.AddItemAsync(draft, found.Course.HospitalId, Section, Kind, Named(), inner);
                return kinds.Of(item.Kind).AuthorAddress(Code, item.Key);
            },
            ct);
    }

    private string Named() => AboutInput.Clean(Title) ?? throw new RuleViolation("Title.Missing") { Field = nameof(Title) };

    private Task<IActionResult> ChangeAsync(Func<CourseVersion, CancellationToken, Task> change, CancellationToken ct)
        => AfterAsync(async inner => await change(await drafts.ChangeAsync(Code, null, inner), inner), ct);

    private async Task<IActionResult> AfterAsync(Func<CancellationToken, Task> work, CancellationToken ct)
    {
        if (await drafts.CourseAsync(Code, ct) is null)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            await LoadAsync(ct);
            return Page();
        }

        return await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                await work(inner);
                return $"/courses/{Code}/edit";
            },
            ct);
    }
}
