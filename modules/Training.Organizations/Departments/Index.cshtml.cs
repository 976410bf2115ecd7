using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Organizations.Directory;
using Training.Organizations.History;

namespace Training.Organizations.Departments;

/// <summary>The departments of one hospital, for those who look after it; adds one.</summary>
[HasPermission(Permissions.ManageDepartments)]
internal sealed class IndexModel(
    TrainingDbContext db, IOrganizations organizations, HistoryWords words, ICurrentUser user, IAuditTrail audit, TimeProvider clock, IStringLocalizer<Texts> texts)
    : PageModel, IForm
{
    private const int Limit = 300;

    [FromRoute, BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    /// <summary>Closed ones too.</summary>
    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }

    [BindProperty]
    public DepartmentInput Input { get; set; } = new();

    public HospitalInfo Hospital { get; private set; } = null!;

    public IReadOnlyList<(Department Department, string Days)> Rows { get; private set; } = [];

    public DateOnly Today => clock.Today();

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await FindAsync(ct) is not { } hospital)
        {
            return false;
        }

        Hospital = hospital;
        var today = Today;
        var query = db.Departments.AsNoTracking().Where(d => d.HospitalId == hospital.Id && (All || d.To == null || d.To >= today));
        foreach (var word in VietnameseText.Words(Search).Take(6))
        {
            query = query.Where(d => d.SearchText.Contains(word));
        }

        Rows = [.. (await query.OrderBy(d => d.SortKey).Take(Limit).ToListAsync(ct)).Select(d => (d, words.DaysOf(d)))];
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await FindAsync(ct) is not { } hospital)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return await LoadAsync(ct) ? Page() : NotFound();
        }

        try
        {
            return await this.RedirectAfterAsync(db, inner => SaveAsync(hospital, inner), ct);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            throw new RuleViolation("Department.Taken", Input.Name) { Field = "Input.Name" };
        }
    }

    private async Task<HospitalInfo?> FindAsync(CancellationToken ct)
        => (await organizations.GetAsync(ct)).Within(user.ScopeOf(Permissions.ManageDepartments)).FirstOrDefault(h => h.Key == Key);

    private Task<string> SaveAsync(HospitalInfo hospital, CancellationToken ct)
    {
        var department = new Department
        {
            HospitalId = hospital.Id,
            Name = Input.Name.Trim(),
            NameEn = Input.NameEn?.Trim(),
            From = Input.From is null ? Dated.Always : Days.Checked(Input.From, clock.Today(), "Input.From"),
        };
        department.Changed();
        db.Add(department);
        audit.Add(new AuditEvent("Organizations.DepartmentAdded", "Department", department.Id)
        {
            HospitalIds = [hospital.Id],
            Facts = new Dictionary<string, string?> { ["name"] = department.Name, ["from"] = Input.From is null ? null : $"{department.From:yyyy-MM-dd}" },
        });
        TempData["Message"] = texts["Department.Saved", department.Name].Value;
        return Task.FromResult($"/hospitals/{hospital.Key}/departments");
    }
}
