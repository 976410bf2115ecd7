using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Grants;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.ViewAs;

[HasPermission(Permissions.ViewAs)]
internal sealed class BeginModel(TrainingDbContext db, ICurrentUser actor, IAuditTrail audit, TimeProvider clock) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public string Account { get; private set; } = "";

    public DateTimeOffset AllowedUntil { get; private set; }

    private Guid _consentId;

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var found = await (from consent in db.Set<ViewConsent>()
                           join user in db.Set<User>() on consent.UserId equals user.Id
                           where user.Id == Id && user.Id != actor.UserId && user.DisabledAt == null && consent.WithdrawnAt == null && consent.Until > now
                           orderby consent.Until descending
                           select new { consent.Id, consent.Until, user.DisplayName }).FirstOrDefaultAsync(ct);
        (_consentId, AllowedUntil, Account) = (found?.Id ?? Guid.Empty, found?.Until ?? default, found?.DisplayName ?? "");
        return found is not null;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = 422;
            return Page();
        }

        return await this.RedirectAfterAsync(db, BeginAsync, ct);
    }

    private async Task<string> BeginAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();

        // Two tabs that begin at once wait for each other: somebody looks as one account at a time.
        await db.LockGrantsAsync(ct);
        await db.EndLooksAsync(actor.UserId, now, ct);

        // The consent may have been withdrawn while the form was open.
        if (!await LoadAsync(ct))
        {
            throw new RuleViolation("ViewAs.NotAllowed");
        }

        var until = now + Viewing.LongestLook;
        var look = new ViewSession
        {
            ConsentId = _consentId,
            ViewerUserId = actor.UserId,
            ViewedUserId = Id,
            Reason = Input.Reason.Trim(),
            BeganAt = now,
            Until = until < AllowedUntil ? until : AllowedUntil,
        };
        db.Add(look);
        audit.Add(new AuditEvent("Identity.ViewAsBegan", nameof(ViewSession), look.Id)
        {
            OnBehalfOf = Id,
            Reason = look.Reason,
            Facts = new Dictionary<string, string?> { ["consent"] = _consentId.ToString() },
        });
        return "/";
    }

    public sealed class InputModel
    {
        [Required, StringLength(400), Display(Name = "Grant.Reason")]
        public string Reason { get; set; } = "";
    }
}
