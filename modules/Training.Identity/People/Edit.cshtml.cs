using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Grants;
using Training.Modules;

namespace Training.Identity.People;

/// <summary>
/// Edits a record. Where somebody else changed it meanwhile, the page shows both versions field by field, and sending again stores what is
/// in the form.
/// </summary>
[HasPermission(PeoplePermissions.Manage)]
internal sealed class EditModel(
    TrainingDbContext db, ICurrentUser user, PersonWriter writer, NationalIds nationalIds, IAuditTrail audit, IStringLocalizer<Texts> texts, TimeProvider clock)
    : PageModel, IForm
{
    private Person _stored = null!;

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public PersonInput Input { get; set; } = new();

    public string Name => _stored.FullName;

    public PersonFormView View => new(Input, nationalIds.Masked(_stored.NationalIdSealed));

    /// <summary>What is stored now and what was typed, where they differ and somebody else stored meanwhile.</summary>
    public IReadOnlyList<FieldDifference> Differences { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await FindAsync(ct) is not { } stored)
        {
            return false;
        }

        _stored = stored;
        if (HttpMethods.IsPost(Request.Method) && Input.Version != stored.Version)
        {
            Differences = FieldDifference.Between(PersonInput.Of(stored), Input);
            Input.Version = stored.Version;
            ModelState.Remove("Input.Version");
        }

        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Input = PersonInput.Of(_stored);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (Differences.Count > 0)
        {
            ModelState.AddModelError("", texts["Form.Stale"]);
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = 422;
            return Page();
        }

        try
        {
            return await this.RedirectAfterAsync(db, SaveAsync, ct);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            throw new RuleViolation("Person.Taken");
        }
    }

    private Task<Person?> FindAsync(CancellationToken ct)
        => db.People.AsNoTracking().Within(PeoplePermissions.Manage, user, db, clock.Today()).SingleOrDefaultAsync(p => p.Id == Id, ct);

    private async Task<string> SaveAsync(CancellationToken ct)
    {
        var today = clock.Today();
        var person = await db.People.SingleAsync(p => p.Id == Id, ct);
        var before = PersonInput.Of(person);
        db.Entry(person).Property(p => p.Version).OriginalValue = Input.Version;
        await writer.WriteAsync(person, Input, ct);
        audit.Add(new AuditEvent("Identity.PersonEdited", nameof(Person), Id)
        {
            HospitalIds = await db.Appointments.Where(a => a.PersonId == Id && (a.To == null || a.To >= today)).Select(a => a.HospitalId).Distinct().ToListAsync(ct),
            Facts = new Dictionary<string, string?>
            {
                // Which fields, never what stands in them.
                ["fields"] = string.Join(' ', FieldDifference.Between(before, Input).Select(d => d.Field).Append(db.Entry(person).Property(p => p.NationalIdHash).IsModified ? "NationalId" : "").Where(f => f.Length > 0)),
            },
        });
        TempData[Posting.MessageKey] = texts["Person.Saved", person.FullName].Value;
        return $"/people/{Id}";
    }
}
