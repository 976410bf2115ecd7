using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.People;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.Invitations;

/// <summary>Invitations that wait or have run out; the query filter keeps to the scope.</summary>
[HasPermission(PeoplePermissions.Invite)]
internal sealed class IndexModel(
    TrainingDbContext db, InvitationWriter writer, IOrganizations organizations, SiteRoot site, IStringLocalizer<Texts> texts, TimeProvider clock) : PageModel, IForm
{
    private const int Most = 100;

    public IReadOnlyList<Invitation> Invitations { get; private set; } = [];

    public OrganizationDirectory Organizations { get; private set; } = null!;

    public DateTimeOffset Now => clock.GetUtcNow();

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        Organizations = await organizations.GetAsync(ct);
        Invitations = await db.Set<Invitation>().AsNoTracking().Where(i => i.AcceptedAt == null && i.WithdrawnAt == null).OrderByDescending(i => i.SentAt).Take(Most).ToListAsync(ct);
        return true;
    }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public Task<IActionResult> OnPostResendAsync(Guid id, CancellationToken ct) => this.RedirectAfterAsync(
        db,
        async inner =>
        {
            var root = site.Of(Request) ?? throw new RuleViolation("Invite.NoAddress");
            var old = await db.Set<Invitation>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == id && i.AcceptedAt == null && i.WithdrawnAt == null, inner)
                ?? throw new RuleViolation("Invite.Gone");
            await writer.SendAsync(new InvitationRequest(old.PersonId, old.Name, old.Email, old.Role, old.HospitalId), root, inner);
            TempData[Posting.MessageKey] = texts["Invite.Sent", old.Email].Value;
            return "/people/invitations";
        },
        ct);

    public Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken ct) => this.RedirectAfterAsync(
        db,
        async inner =>
        {
            if (!await writer.WithdrawAsync(id, inner))
            {
                throw new RuleViolation("Invite.Gone");
            }

            TempData[Posting.MessageKey] = texts["Invite.Withdrawn"].Value;
            return "/people/invitations";
        },
        ct);
}
