using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules;

namespace Training.Cme.Ledger;

/// <summary>The credit hours of somebody who works at a hospital in scope, for the workplace and the health authorities.</summary>
[HasPermission(Permissions.ViewStaff)]
internal sealed class OfPersonModel(ICurrentUser user, LedgerReader ledger) : PageModel
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true, Name = "after")]
    public string? After { get; set; }

    public LedgerView Ledger { get; private set; } = null!;

    /// <summary>Whether they may take entries back; never one's own.</summary>
    public bool MayReverse { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await ledger.WorksWithinAsync(Id, Permissions.ViewStaff, ct) || await ledger.ReadAsync(Id, After, ct) is not { } found)
        {
            return NotFound();
        }

        Ledger = found;
        MayReverse = Id != user.PersonId && await ledger.WorksWithinAsync(Id, Permissions.Approve, ct);
        return Page();
    }
}
