using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Cme.Claims;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Cme.Ledger;

/// <summary>Takes an entry of somebody else's ledger back by a counter entry with a reason; the entry itself stays.</summary>
[HasPermission(Permissions.Approve)]
internal sealed class ReverseModel(TrainingDbContext db, ICurrentUser user, LedgerReader ledger, IPeople people, IAuditTrail audit, IStringLocalizer<Texts> texts, TimeProvider clock) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public CreditEntry Entry { get; private set; } = null!;

    public string PersonName { get; private set; } = "";

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        var entry = await db.Unscoped<CreditEntry>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == Id, ct);
        if (entry is null || entry.PersonId == user.PersonId || !await ledger.WorksWithinAsync(entry.PersonId, Permissions.Approve, ct))
        {
            return false;
        }

        Entry = entry;
        PersonName = (await people.FindAsync([entry.PersonId], ct))[entry.PersonId].Display;
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

        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        try
        {
            return await this.RedirectAfterAsync(db, ReverseAsync, ct);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            throw new RuleViolation("Reverse.Twice") { Status = StatusCodes.Status409Conflict };
        }
    }

    private async Task<string> ReverseAsync(CancellationToken ct)
    {
        var reason = Input.Reason.Trim();
        ClaimFacts.Screen(reason, "Input.Reason");
        if (await db.Unscoped<CreditEntry>().AnyAsync(e => e.ReversesId == Id, ct))
        {
            throw new RuleViolation("Reverse.Twice") { Status = StatusCodes.Status409Conflict };
        }

        db.Add(Entry.Reversed(reason, user.Name, clock.GetUtcNow()));
        audit.Add(new AuditEvent(CreditEntry.ReversedAction, nameof(CreditEntry), Id)
        {
            Reason = reason,
            Facts = new Dictionary<string, string?> { ["person"] = $"{Entry.PersonId}", ["hours"] = FormattableString.Invariant($"{Entry.Hours}") },
        });
        TempData[Posting.MessageKey] = texts["Reverse.Done", PersonName].Value;
        return $"/cme/people/{Entry.PersonId}";
    }

    public sealed class InputModel
    {
        [Required, StringLength(ClaimDecisionConfiguration.ReasonLength), Display(Name = "Reverse.Reason")]
        public string Reason { get; set; } = "";
    }
}
