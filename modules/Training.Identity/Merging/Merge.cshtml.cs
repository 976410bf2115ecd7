using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Grants;
using Training.Identity.People;
using Training.Identity.Users;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.Merging;

/// <summary>Two records side by side: what to keep of each, then, on a second look, the merge itself.</summary>
[HasPermission(PeoplePermissions.Merge)]
internal sealed class MergeModel(
    TrainingDbContext db, MergePeople merging, NationalIds nationalIds, IOrganizations organizations, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [BindProperty(SupportsGet = true, Name = "keep")]
    public Guid KeepId { get; set; }

    [BindProperty(SupportsGet = true, Name = "drop")]
    public Guid DropId { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Side Kept { get; private set; } = null!;

    public Side Dropped { get; private set; } = null!;

    public OrganizationDirectory Organizations { get; private set; } = null!;

    /// <summary>Fields with two values, or with one in the record that goes.</summary>
    public IReadOnlyList<MergeField> Choices { get; private set; } = [];

    public bool Confirming { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        Organizations = await organizations.GetAsync(ct);
        var people = await db.People.AsNoTracking().Where(p => (p.Id == KeepId || p.Id == DropId) && p.MergedIntoId == null).ToDictionaryAsync(p => p.Id, ct);
        if (KeepId == DropId || !people.TryGetValue(KeepId, out var kept) || !people.TryGetValue(DropId, out var dropped))
        {
            return false;
        }

        var appointments = await db.Appointments.AsNoTracking().Where(a => a.PersonId == KeepId || a.PersonId == DropId).OrderByDescending(a => a.From).ToListAsync(ct);
        var accounts = await db.Set<User>().Where(u => u.PersonId == KeepId || u.PersonId == DropId).Select(u => new { u.PersonId, u.Email }).ToListAsync(ct);
        Side SideOf(Person person) => new(
            person,
            Enum.GetValues<MergeField>().ToDictionary(field => field, field => ValueOf(person, field)),
            [.. appointments.Where(a => a.PersonId == person.Id)],
            [.. accounts.Where(a => a.PersonId == person.Id).Select(a => a.Email!)]);
        (Kept, Dropped) = (SideOf(kept), SideOf(dropped));
        Choices = [.. Enum.GetValues<MergeField>().Where(field => Dropped.Values[field] is not null && Dropped.Values[field] != Kept.Values[field])];
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Input.FromDropped = [.. Choices.Where(field => Kept.Values[field] is null)];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid || !Input.Confirmed)
        {
            if (!ModelState.IsValid)
            {
                Response.StatusCode = 422;
            }

            Confirming = ModelState.IsValid;
            return await LoadAsync(ct) ? Page() : NotFound();
        }

        return await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                var merge = await merging.MergeAsync(KeepId, DropId, Input.FromDropped.ToHashSet(), Input.Reason, inner);
                TempData[Posting.MessageKey] = texts["Merge.Done"].Value;
                return $"/admin/people/merges/{merge.Id}";
            },
            ct);
    }

    private string? ValueOf(Person person, MergeField field) => field switch
    {
        MergeField.FullName => person.FullName,
        MergeField.Title => person.Title.Length == 0 ? null : person.Title,
        MergeField.DateOfBirth => person.DateOfBirth is { } birth ? Show.Date(birth) : null,
        MergeField.NationalId => nationalIds.Masked(person.NationalIdSealed),
        MergeField.Profession => person.Profession is { } profession ? texts[$"Profession.{profession}"].Value : null,
        MergeField.Specialty => person.Specialty,
        MergeField.Licence => person.LicenceNumber is null ? null
            : string.Join(" · ", new[] { person.LicenceNumber, person.LicenceScope, person.LicenceExpiresOn is { } last ? Show.Date(last) : null }.OfType<string>()),
        MergeField.Email => person.Email,
        _ => person.Phone,
    };

    public sealed record Side(Person Person, IReadOnlyDictionary<MergeField, string?> Values, IReadOnlyList<Appointment> Appointments, IReadOnlyList<string> Accounts);

    public sealed class InputModel
    {
        public IList<MergeField> FromDropped { get; set; } = [];

        [Required, MinLength(10), StringLength(400), Display(Name = "Merge.Reason")]
        public string Reason { get; set; } = "";

        public bool Confirmed { get; set; }
    }
}
