using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Cme.Claims;
using Training.Data;
using Training.Modules;

namespace Training.Cme.Ledger;

/// <summary>One's own credit hours: how many of how many by when, what they come from, and what still waits.</summary>
[HasPermission(Permissions.Own)]
internal sealed class MineModel(TrainingDbContext db, ICurrentUser user, LedgerReader ledger) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "after")]
    public string? After { get; set; }

    /// <summary>Null for an account of an office, which has no hours.</summary>
    public LedgerView? Ledger { get; private set; }

    /// <summary>What was entered and is not approved, the oldest first.</summary>
    public IReadOnlyList<ClaimRow> Open { get; private set; } = [];

    public bool SeesStaff => user.Can(Permissions.ViewStaff);

    public async Task OnGetAsync(CancellationToken ct)
    {
        if (user.PersonId is not { } me)
        {
            return;
        }

        Ledger = await ledger.ReadAsync(me, After, ct);
        if (Ledger is { IsFirst: true })
        {
            Open = await db.Claims.Where(c => c.PersonId == me && c.WithdrawnAt == null).Rows(db).Where(r => r.Outcome != ClaimOutcome.Approved).OrderBy(r => r.Id).Take(20).ToListAsync(ct);
        }
    }
}
