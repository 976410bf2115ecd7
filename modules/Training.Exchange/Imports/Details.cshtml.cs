using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Exchange.Contracts;
using Training.Exchange.Files;
using Training.Exchange.Uploads;
using Training.Modules;

namespace Training.Exchange.Imports;

/// <summary>One file on its way: being checked, its preview, what became of it.</summary>
[HasPermission(Permissions.Use)]
internal sealed class DetailsModel(
    TrainingDbContext db, Catalogue catalogue, UploadAccess access, ContentBox box, CommitImport commit, ImportSignal signal, Wording words, IStringLocalizer<Texts> texts)
    : PageModel, IForm
{
    private const int PageSize = 50;

    [FromRoute, BindProperty(SupportsGet = true)]
    public string Name { get; set; } = "";

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    /// <summary><c>rows</c> shows what would be stored although there are problems.</summary>
    [BindProperty(SupportsGet = true, Name = "show")]
    public string? Shown { get; set; }

    public ITableImport Import { get; private set; } = null!;

    public Upload Upload { get; private set; } = null!;

    public PlanDocument? Plan { get; private set; }

    public bool ShowsProblems => Upload.Problems > 0 && Shown != "rows";

    public int Pages { get; private set; } = 1;

    public IReadOnlyList<ProblemLine> Problems { get; private set; } = [];

    public IReadOnlyList<FoundRow> Rows { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (catalogue.Import(Name) is not { } import || await access.FindAsync(import, Id, ct) is not { } upload)
        {
            return false;
        }

        (Import, Upload) = (import, upload);
        Plan = upload is { IsPlanned: true, CommittedAt: null } ? await box.OpenPlanAsync(Id, ct) : null;
        if (Plan is not null)
        {
            var total = ShowsProblems ? Plan.Problems.Count : Plan.Rows.Count;
            Pages = Math.Max(1, (total + PageSize - 1) / PageSize);
            Number = Math.Clamp(Number, 1, Pages);
            Problems = ShowsProblems ? [.. Plan.Problems.Skip((Number - 1) * PageSize).Take(PageSize).Select(found => ProblemLine.Of(found, Plan, Import, words))] : [];
            Rows = ShowsProblems ? [] : [.. Plan.Rows.Skip((Number - 1) * PageSize).Take(PageSize)];
        }

        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        // A form that is sent again after its effect finds no file any more, and is answered by its key.
        var table = Upload.CommittedAt is null ? await commit.ReadAsync(Upload, Import, ct) : null;
        try
        {
            return await this.RedirectAfterAsync(db, inner => StoreAsync(table, inner), ct);
        }
        catch (Exception exception) when (exception is RuleViolation { Key: "Commit.Stale" or "Form.Stale" } or DbUpdateException)
        {
            await commit.PlanAgainAsync(Upload, Import, signal, ct);
            throw new RuleViolation("Commit.Stale");
        }
    }

    private async Task<string> StoreAsync(ReadTable? table, CancellationToken ct)
    {
        await commit.CommitAsync(Upload, Import, table ?? throw new RuleViolation("Commit.NotReady"), ct);
        TempData["Message"] = texts["Commit.Done"].Value;
        return $"/admin/import/{Name}/{Id}";
    }
}
