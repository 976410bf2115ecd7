using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Accounts;
using Training.Identity.Users;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.Grants;

[HasPermission(Permissions.ManageAccounts)]
internal sealed class EndModel(
    TrainingDbContext db, ICurrentUser actor, IOrganizations organizations, GrantWriter writer, TimeProvider clock, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid GrantId { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public string Account { get; private set; } = "";

    public RoleGrant Grant { get; private set; } = null!;

    public string? Place { get; private set; }

    public DateOnly Today => clock.Today();

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        var directory = await organizations.GetAsync(ct);
        var scope = actor.ScopeOf(Permissions.ManageAccounts);
        var found = await (from grant in db.RoleGrants.VisibleTo(scope, directory).AsNoTracking()
                           join user in db.Set<User>() on grant.UserId equals user.Id
                           where grant.Id == GrantId && grant.UserId == Id
                           select new { grant, user.DisplayName }).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return false;
        }

        (Grant, Account, Place) = (found.grant, found.DisplayName, found.grant.Place(directory));
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Input.Version = Grant.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (Input.When == EndOfGrant.AfterDay && Input.Last is null)
        {
            ModelState.AddModelError("Input.Last", texts["Grant.End.Day.Missing"]);
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
                await writer.EndAsync(GrantId, Input.Version, Input.When == EndOfGrant.AfterDay ? Input.Last : null, Input.Reason, inner);
                TempData[Posting.MessageKey] = texts["Grant.End.Done", Account, texts[$"Role.{Grant.Role}"].Value].Value;
                return $"/admin/accounts/{Id}";
            },
            ct);
    }

    public sealed class InputModel
    {
        [EnumDataType(typeof(EndOfGrant)), Display(Name = "Grant.End.When")]
        public EndOfGrant When { get; set; }

        [DataType(DataType.Date), Display(Name = "Grant.End.Last")]
        public DateOnly? Last { get; set; }

        [Required, StringLength(400), Display(Name = "Grant.Reason")]
        public string Reason { get; set; } = "";

        public int Version { get; set; }
    }
}

/// <summary>When a grant is to end.</summary>
internal enum EndOfGrant
{
    Now,
    AfterDay,
}
