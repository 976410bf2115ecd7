using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Acceptance.Story;
using Training.Modules;
using Training.Transfers.Contracts;

namespace Training.Acceptance.Papers;

/// <summary>The newest minutes, as they are printed.</summary>
[HasPermission(Permissions.View)]
internal sealed class ShowMinutesModel(CaseReader cases, ITransferLadder ladder) : PageModel
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public CaseStory Story { get; private set; } = null!;

    public Minutes Minutes { get; private set; } = null!;

    public TransferInfo Transfer { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        // Whoever sees the case may know of the transfer.
        if (await cases.NewestAsync(Id, ct) is not { Current: { } minutes } story)
        {
            return NotFound();
        }

        (Story, Minutes, Transfer) = (story, minutes, (await ladder.FindAsync(Id, ct))!.Transfer);
        return Page();
    }
}
