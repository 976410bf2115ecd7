using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Logbook.Entries;
using Training.Modules;
using Training.Transfers.Contracts;

namespace Training.Logbook.Withdrawing;

[HasPermission(Permissions.Log)]
internal sealed class WithdrawModel(TrainingDbContext db, ICurrentUser user, ITransfers transfers, SubmitCase submit, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty, Required, StringLength(300), Display(Name = "Withdraw.Because")]
    public string? Reason { get; set; }

    public LogbookEntry Entry { get; private set; } = null!;

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await db.LogbookEntries.AsNoTracking().SingleOrDefaultAsync(e => e.Id == Id && e.PersonId == user.PersonId, ct) is not { IsUnsigned: true } entry)
        {
            return false;
        }

        Entry = entry;
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

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

        return !ModelState.IsValid ? Page() : await this.RedirectAfterAsync(db, StoreAsync, ct);
    }

    private async Task<string> StoreAsync(CancellationToken ct)
    {
        await submit.WithdrawAsync(Entry, (await transfers.FindAsync([Entry.ParticipantId], ct)).Single(), Reason!.Trim(), ct);
        TempData["Message"] = texts["Case.Withdrawn", Entry.CaseCode].Value;
        return $"/logbook/{Id}";
    }
}
