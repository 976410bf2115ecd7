using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Organizations.History;

namespace Training.Organizations.Departments;

/// <summary>Renames a department, or closes it with its last day.</summary>
[HasPermission(Permissions.ManageDepartments)]
internal sealed class EditModel(
    TrainingDbContext db, IOrganizations organizations, ICurrentUser user, IAuditTrail audit, TimeProvider clock, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public DepartmentInput Input { get; set; } = new();

    public HospitalInfo Hospital { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Others { get; private set; } = [];

    public IReadOnlyList<Difference> Conflict { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await FindAsync(ct) is not { } hospital
            || await db.Departments.AsNoTracking().SingleOrDefaultAsync(d => d.Id == Id && d.HospitalId == hospital.Id, ct) is not { } stored)
        {
            return false;
        }

        Hospital = hospital;
        Others = [.. (await organizations.DepartmentsAsync(hospital.Id, clock.Today(), ct)).Where(d => d.Id != Id).Select(d => new SelectListItem(d.Display, d.Id.ToString()))];
        if (!Request.HasFormContentType)
        {
            Input = new DepartmentInput
            {
                Name = stored.Name,
                NameEn = stored.NameEn,
                From = stored.From == Dated.Always ? null : stored.From,
                To = stored.To,
                SuccessorId = stored.SuccessorId,
                Version = stored.Version,
            };
        }
        else if (Input.Version != stored.Version)
        {
            Conflict = Difference.Of(
                new("Department.Name", stored.Name, Input.Name),
                new("Department.NameEn", stored.NameEn, Input.NameEn),
                new("Department.From", DayOf(stored.From == Dated.Always ? null : stored.From), DayOf(Input.From)),
                new("Department.To", DayOf(stored.To), DayOf(Input.To)),
                new("Department.Successor", NameOf(stored.SuccessorId), NameOf(Input.SuccessorId)));
            ModelState.Remove("Input.Version");
            Input.Version = stored.Version;
        }

        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await FindAsync(ct) is not { } hospital || !await db.Departments.AnyAsync(d => d.Id == Id && d.HospitalId == hospital.Id, ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return await LoadAsync(ct) ? Page() : NotFound();
        }

        try
        {
            return await this.RedirectAfterAsync(db, SaveAsync, ct);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            throw new RuleViolation("Department.Taken", Input.Name) { Field = "Input.Name" };
        }
    }

    private async Task<string> SaveAsync(CancellationToken ct)
    {
        var department = await db.Departments.SingleAsync(d => d.Id == Id, ct);
        db.Entry(department).Property(d => d.Version).OriginalValue = Input.Version;
        var from = Input.From is null ? Dated.Always : Days.Checked(Input.From, clock.Today(), "Input.From");
        DateOnly? to = Input.To is null ? null : Days.Checked(Input.To, clock.Today(), "Input.To");
        if (to < from)
        {
            throw new RuleViolation("Dated.Backwards") { Field = "Input.To" };
        }

        if (Input.SuccessorId is { } successor && (to is null || successor == Id
            || !await db.Departments.AnyAsync(d => d.Id == successor && d.HospitalId == department.HospitalId, ct)))
        {
            throw new RuleViolation("Department.UnknownSuccessor") { Field = "Input.SuccessorId" };
        }

        var before = (department.Name, department.To);
        department.Name = Input.Name.Trim();
        department.NameEn = Input.NameEn?.Trim();
        department.From = from;
        department.To = to;
        department.SuccessorId = Input.SuccessorId;
        department.Changed();
        audit.Add(new AuditEvent(before.To is null && to is not null ? "Organizations.DepartmentClosed" : "Organizations.DepartmentChanged", "Department", Id)
        {
            HospitalIds = [department.HospitalId],
            Facts = new Dictionary<string, string?> { ["nameBefore"] = before.Name, ["name"] = department.Name, ["to"] = $"{to:yyyy-MM-dd}" },
        });
        TempData["Message"] = texts["Department.Saved", department.Name].Value;
        return $"/hospitals/{Key}/departments";
    }

    private async Task<HospitalInfo?> FindAsync(CancellationToken ct)
        => (await organizations.GetAsync(ct)).Within(user.ScopeOf(Permissions.ManageDepartments)).FirstOrDefault(h => h.Key == Key);

    private static string? DayOf(DateOnly? day) => day is { } known ? Show.Date(known) : null;

    private string? NameOf(Guid? id) => Others.FirstOrDefault(o => o.Value == id?.ToString())?.Text;
}
