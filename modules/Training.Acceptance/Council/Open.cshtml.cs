using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.Acceptance.Council;

/// <summary>Names the council and asks for acceptance.</summary>
[HasPermission(Permissions.Open)]
internal sealed class OpenModel(TrainingDbContext db, OpenCase open, ITransferLadder ladder, ITechniques techniques, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(Name = "Input.Council")]
    public IReadOnlyList<Guid> Chosen { get; set; } = [];

    public Opening Opening { get; private set; } = null!;

    public PackageInfo Package { get; private set; } = null!;

    public IReadOnlyList<StaffMember> Candidates { get; private set; } = [];

    public TransferInfo Transfer => Opening.Standing.Transfer;

    public string Back => $"/transfers/{Transfer.Code}/acceptance";

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await ladder.FindAsync(Id, ct) is not { } standing || !open.IsTheirs(standing.Transfer))
        {
            return false;
        }

        Opening = await open.ReadAsync(standing, ct);
        Package = (await techniques.GetAsync(ct)).Package(Transfer.PackageVersionId);
        Candidates = await open.CandidatesAsync(standing, ct);
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
        => !await LoadAsync(ct) ? NotFound() : Opening.MayOpen ? Page() : LocalRedirect(Back);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        try
        {
            return await this.RedirectAfterAsync(
                db,
                async inner =>
                {
                    await open.OpenAsync(Opening.Standing, [.. Chosen.Distinct()], inner);
                    TempData["Message"] = texts["Open.Done"].Value;
                    return Back;
                },
                ct);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            // Of two who ask at once, one opens the case.
            throw new RuleViolation("Open.NotYet");
        }
    }
}
