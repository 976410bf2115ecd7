using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Modules;
using Training.Notifications.Delivery;

namespace Training.Notifications.Outbox;

internal enum MailState
{
    Waiting,
    Failed,
    Sent,
}

/// <summary>Which mail left. Its text is nobody's business but the reader's.</summary>
[HasPermission(Permissions.ViewMail)]
internal sealed class IndexModel(
    TrainingDbContext db, IAuditTrail audit, TimeProvider clock, IStringLocalizer<Texts> texts, IEnumerable<IEmailTransport> transports) : PageModel, IForm
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public MailState State { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    [BindProperty]
    public Guid Id { get; set; }

    public bool SendsNothing => !transports.Any();

    public bool WritesFiles => transports.Any(t => t is PickupTransport);

    public IReadOnlyDictionary<MailState, int> Totals { get; private set; } = new Dictionary<MailState, int>();

    public int Pages => (Totals[State] + PageSize - 1) / PageSize;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        Totals = new Dictionary<MailState, int>
        {
            [MailState.Waiting] = await Of(MailState.Waiting).CountAsync(ct),
            [MailState.Failed] = await Of(MailState.Failed).CountAsync(ct),
            [MailState.Sent] = await Of(MailState.Sent).CountAsync(ct),
        };
        Number = Math.Clamp(Number, 1, Math.Max(1, Pages));
        Rows = await Of(State)
            .OrderByDescending(m => m.Id)
            .Skip((Number - 1) * PageSize)
            .Take(PageSize)
            .Select(m => new Row(m.Id, m.To, m.Subject, m.Secret, m.QueuedAt, m.DueAt, m.SentAt, m.GaveUpAt, m.Attempts, m.Error))
            .ToListAsync(ct);
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return NotFound();
        }

        await LoadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
        => ModelState.IsValid ? await this.RedirectAfterAsync(db, RetryAsync, ct) : NotFound();

    private async Task<string> RetryAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var until = now + MailQueue.Lifetime;
        var changed = await db.OutgoingMails
            .Where(m => m.Id == Id && m.SentAt == null && m.Attempts > 0 && (m.GaveUpAt == null || !m.Secret))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(m => m.DueAt, now)
                    .SetProperty(m => m.Until, until)
                    .SetProperty(m => m.Attempts, 0)
                    .SetProperty(m => m.GaveUpAt, (DateTimeOffset?)null),
                ct);
        if (changed == 0)
        {
            throw new RuleViolation("Mail.Retry.Gone");
        }

        audit.Add(new AuditEvent("Notifications.MailRetried", "OutgoingMail", Id));
        TempData["Message"] = texts["Mail.Retry.Done"].Value;
        return $"/admin/mail?state={State}";
    }

    private IQueryable<OutgoingMail> Of(MailState state) => state switch
    {
        MailState.Sent => db.OutgoingMails.Where(m => m.SentAt != null),
        MailState.Failed => db.OutgoingMails.Where(m => m.GaveUpAt != null),
        _ => db.OutgoingMails.Where(m => m.DueAt != null),
    };

    public sealed record Row(
        Guid Id,
        string To,
        string Subject,
        bool Secret,
        DateTimeOffset QueuedAt,
        DateTimeOffset? DueAt,
        DateTimeOffset? SentAt,
        DateTimeOffset? GaveUpAt,
        int Attempts,
        string? Error)
    {
        /// <summary>The text of a secret letter that was given up is gone.</summary>
        public bool MayRetry => SentAt is null && Attempts > 0 && (GaveUpAt is null || !Secret);
    }
}
