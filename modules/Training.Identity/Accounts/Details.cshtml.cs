using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Contracts;
using Training.Identity.Grants;
using Training.Identity.Users;
using Training.Identity.ViewAs;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.Accounts;

[HasPermission(Permissions.ManageAccounts)]
internal sealed class DetailsModel(
    TrainingDbContext db, ICurrentUser actor, IOrganizations organizations, IPeople people, GrantWriter grants, AccountControl control,
    TimeProvider clock, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public User Account { get; private set; } = null!;

    public string? Person { get; private set; }

    public IReadOnlyList<(string Position, string Where)> Appointments { get; private set; } = [];

    public IReadOnlyList<Row> Current { get; private set; } = [];

    public IReadOnlyList<Row> Former { get; private set; } = [];

    public bool Own => Id == actor.UserId;

    public bool MayControl => actor.Can(Permissions.ControlAccounts) && !Own;

    public bool MayViewAs { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        var directory = await organizations.GetAsync(ct);
        var scope = actor.ScopeOf(Permissions.ManageAccounts);
        var today = clock.Today();
        var now = clock.GetUtcNow();
        var found = await db.Users.VisibleTo(scope, directory, today, db).AsNoTracking()
            .Where(u => u.Id == Id)
            .Select(u => new { User = u, Consented = db.Set<ViewConsent>().Any(c => c.UserId == u.Id && c.WithdrawnAt == null && c.Until > now) })
            .SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return false;
        }

        Account = found.User;
        MayViewAs = found.Consented && !Own && Account.DisabledAt is null && actor.Can(Permissions.ViewAs);
        if (Account.PersonId is { } person)
        {
            Person = (await people.FindAsync([person], ct))[person].Display;
            Appointments = [.. (await people.AppointmentsOnAsync(person, today, ct))
                .Select(a => (a.Position, $"{a.Department}, {directory.Hospital(a.HospitalId).Display}"))];
        }

        await ReadGrantsAsync(scope, directory, today, ct);
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostDisableAsync(CancellationToken ct) => ChangeAsync(control.DisableAsync, "Account.Disabled", ct);

    public Task<IActionResult> OnPostEnableAsync(CancellationToken ct) => ChangeAsync(control.EnableAsync, "Account.Enabled", ct);

    public Task<IActionResult> OnPostEndSessionsAsync(CancellationToken ct) => ChangeAsync(control.EndSessionsAsync, "Account.SessionsEnded", ct);

    private async Task<IActionResult> ChangeAsync(Func<Guid, string, CancellationToken, Task> change, string message, CancellationToken ct)
    {
        if (!actor.Can(Permissions.ControlAccounts))
        {
            return Forbid();
        }

        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = 422;
            return Page();
        }

        return await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                await change(Id, Input.Reason, inner);
                TempData[Posting.MessageKey] = texts[message, Account.DisplayName].Value;
                return $"/admin/accounts/{Id}";
            },
            ct);
    }

    private async Task ReadGrantsAsync(Scope scope, OrganizationDirectory directory, DateOnly today, CancellationToken ct)
    {
        var held = Own ? [] : await grants.HeldAsync(today, ct);
        var rows = await (from grant in db.RoleGrants.VisibleTo(scope, directory).AsNoTracking()
                          where grant.UserId == Id
                          join user in db.Set<User>() on grant.EndedByUserId equals (Guid?)user.Id into enders
                          from ender in enders.DefaultIfEmpty()
                          orderby grant.From descending, grant.Id descending
                          select new { grant, EndedBy = ender == null ? null : ender.DisplayName }).ToListAsync(ct);
        var all = rows.Select(r => new Row(
            r.grant,
            r.grant.Place(directory),
            r.EndedBy,
            GrantRules.AuthorityFor(held, r.grant.Role, r.grant.ScopeIn(directory)) is not null)).ToArray();
        Current = [.. all.Where(r => !(r.Grant.To < today))];
        Former = [.. all.Where(r => r.Grant.To < today)];
    }

    public sealed class InputModel
    {
        [Required, StringLength(400), Display(Name = "Grant.Reason")]
        public string Reason { get; set; } = "";
    }

    public sealed record Row(RoleGrant Grant, string? Place, string? EndedBy, bool MayEnd);
}
