using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Accounts;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.Grants;

/// <summary>First the role, then where and how long: which places there are depends on the role.</summary>
[HasPermission(Permissions.ManageAccounts)]
internal sealed class NewModel(
    TrainingDbContext db, ICurrentUser actor, IOrganizations organizations, GrantWriter writer, TimeProvider clock, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    /// <summary>With more hospitals than this the province is asked first.</summary>
    private const int MostChoices = 120;

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Role { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Province { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public string Account { get; private set; } = "";

    public IReadOnlyList<string> RoleChoices { get; private set; } = [];

    public IReadOnlyList<SelectListItem> ScopeChoices { get; private set; } = [];

    public IReadOnlyList<ProvinceInfo> ProvinceChoices { get; private set; } = [];

    public DateOnly? OwnLast { get; private set; }

    public DateOnly Today => clock.Today();

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        var directory = await organizations.GetAsync(ct);
        var scope = actor.ScopeOf(Permissions.ManageAccounts);
        Account = await db.Users.VisibleTo(scope, directory, Today, db).Where(u => u.Id == Id && u.Id != actor.UserId).Select(u => u.DisplayName).SingleOrDefaultAsync(ct) ?? "";
        var held = await writer.HeldAsync(Today, ct);
        RoleChoices = [.. Roles.All.Where(role => held.Any(h => GrantRules.GrantableBy(h.Role).Contains(role)))];
        if (Role is not null && RoleChoices.Contains(Role))
        {
            OfferScopes(held, directory, Role);
        }

        return Account.Length > 0 && (Role is null || RoleChoices.Contains(Role));
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Input.From = Today;
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Input.To = OwnLast;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct) || Role is null)
        {
            return NotFound();
        }

        if (!ModelState.IsValid || ScopeOf(Input.Scope) is not { } place)
        {
            Response.StatusCode = 422;
            ModelState.TryAddModelError("Input.Scope", texts["Grant.Scope.Choose"]);
            return Page();
        }

        return await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                await writer.GrantAsync(Id, new GrantRequest(Role, place.Kind, place.Id, Input.From!.Value, Input.To, Input.Reason), inner);
                TempData[Posting.MessageKey] = texts["Grant.Done", Account, texts[$"Role.{Role}"].Value].Value;
                return $"/admin/accounts/{Id}";
            },
            ct);
    }

    private void OfferScopes(IReadOnlyList<HeldGrant> held, OrganizationDirectory directory, string role)
    {
        var offered = new List<SelectListItem>();
        bool May(GrantScope scope) => GrantRules.AuthorityFor(held, role, scope) is not null;
        if (May(GrantScope.Country))
        {
            offered.Add(new SelectListItem(texts["Profile.Country"], nameof(ScopeKind.Country)));
        }

        offered.AddRange(directory.Provinces.Where(p => May(GrantScope.Province(p.Id))).Select(p => new SelectListItem(p.FullName, $"{ScopeKind.Province}:{p.Id}")));
        var hospitals = directory.Hospitals.Where(h => May(GrantScope.Hospital(h.Id, h.ProvinceId))).ToArray();
        if (hospitals.Length > MostChoices)
        {
            ProvinceChoices = directory.Provinces;
            hospitals = [.. hospitals.Where(h => h.ProvinceId == Province)];
        }

        offered.AddRange(hospitals.Select(h => new SelectListItem(h.Display, $"{ScopeKind.Hospital}:{h.Id}")));
        ScopeChoices = offered;
        var lasting = held.Where(h => GrantRules.GrantableBy(h.Role).Contains(role)).MaxBy(h => h.To ?? DateOnly.MaxValue);
        OwnLast = lasting?.To;
    }

    private static (ScopeKind Kind, Guid? Id)? ScopeOf(string? choice) => choice?.Split(':') switch
    {
        [nameof(ScopeKind.Country)] => (ScopeKind.Country, null),
        [nameof(ScopeKind.Province), var id] when Guid.TryParse(id, out var province) => (ScopeKind.Province, province),
        [nameof(ScopeKind.Hospital), var id] when Guid.TryParse(id, out var hospital) => (ScopeKind.Hospital, hospital),
        _ => null,
    };

    public sealed class InputModel
    {
        [Required, StringLength(60), Display(Name = "Grant.Scope")]
        public string Scope { get; set; } = "";

        [Required, DataType(DataType.Date), Display(Name = "Grant.From")]
        public DateOnly? From { get; set; }

        [DataType(DataType.Date), Display(Name = "Grant.To")]
        public DateOnly? To { get; set; }

        [Required, StringLength(400), Display(Name = "Grant.Reason")]
        public string Reason { get; set; } = "";
    }
}
