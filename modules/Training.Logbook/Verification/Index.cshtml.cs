using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Logbook.Redaction;
using Training.Modules;

namespace Training.Logbook.Verification;

/// <summary>What the nightly check found, and what is left of removed data; codes of cases and times, nothing that was said about a case.</summary>
[HasPermission(Permissions.ViewIntegrity)]
internal sealed class IndexModel(TrainingDbContext db, ICurrentUser user, IAuditTrail audit, IStringLocalizer<Texts> texts, TimeProvider clock) : PageModel, IForm
{
    private const int Most = 50;

    /// <summary>Ticks of the time before which no backup is left.</summary>
    [BindProperty]
    public long Before { get; set; }

    public LogbookVerification? Last { get; private set; }

    public IReadOnlyList<SignatureFault> Faults { get; private set; } = [];

    public int Total { get; private set; }

    public int Overwriting { get; private set; }

    /// <summary>Backups from before then hold what was removed; null where none are left.</summary>
    public DateTimeOffset? BackupsBefore { get; private set; }

    public DateOnly? BackupsUntil { get; private set; }

    public bool IsOverdue => BackupsUntil < clock.Today();

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        Last = await db.Set<LogbookVerification>().AsNoTracking().OrderByDescending(v => v.StartedAt).FirstOrDefaultAsync(ct);
        var open = db.Set<SignatureFault>().AsNoTracking().Where(f => f.ClearedAt == null);
        Faults = await open.OrderBy(f => f.FoundAt).ThenBy(f => f.Id).Take(Most).ToListAsync(ct);
        Total = Faults.Count < Most ? Faults.Count : await open.CountAsync(ct);
        Overwriting = await db.Unscoped<RedactionDecision>()
            .CountAsync(d => d.Outcome == RedactionOutcome.Confirmed && !db.Set<RedactionOverwrite>().Any(o => o.RequestId == d.RequestId), ct);
        var cleared = await db.Set<BackupsDeleted>().MaxAsync(b => (DateTimeOffset?)b.Before, ct) ?? DateTimeOffset.MinValue;
        var left = await db.Unscoped<RedactionOverwrite>().Where(o => o.DoneAt > cleared).Select(o => new { o.DoneAt, o.BackupsUntil }).ToListAsync(ct);
        if (left.Count > 0)
        {
            (BackupsBefore, BackupsUntil) = (left.Max(o => o.DoneAt), left.Min(o => o.BackupsUntil));
        }

        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        return await this.RedirectAfterAsync(db, StoreAsync, ct);
    }

    private async Task<string> StoreAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (BackupsBefore is not { } left || left.UtcTicks != Before)
        {
            throw new RuleViolation("Integrity.Backups.Changed");
        }

        var said = new BackupsDeleted { Before = left, At = clock.GetUtcNow(), By = user.Name };
        db.Add(said);
        audit.Add(new AuditEvent(BackupsDeleted.Action, nameof(BackupsDeleted), said.Id) { Facts = new Dictionary<string, string?> { ["before"] = $"{left.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}" } });
        TempData["Message"] = texts["Integrity.Backups.Said"].Value;
        return "/admin/logbook";
    }
}
