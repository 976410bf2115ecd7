using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Modules;
using Training.Organizations.Directory;
using Training.Organizations.History;
using Training.Organizations.Hospitals;

namespace Training.Organizations.Provinces;

/// <summary>Corrects the present name of a province, or has it called otherwise from a day.</summary>
[HasPermission(Permissions.ManageProvinces)]
internal sealed class ChangeModel(
    TrainingDbContext db, DirectoryReader reader, HistoryWords words, IAuditTrail audit, TimeProvider clock, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [BindProperty]
    public ProvinceInput Input { get; set; } = new();

    public string Name { get; private set; } = "";

    public IReadOnlyList<Difference> Conflict { get; private set; } = [];

    public IReadOnlyList<HistoryLine> Lines { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await db.Provinces.AsNoTracking().SingleOrDefaultAsync(p => p.Code == Code, ct) is not { ClosedOn: null } province)
        {
            return false;
        }

        var history = await reader.HistoryAsync(ct);
        Name = history.Names.ProvinceOn(province.Id, clock.Today()).FullName;
        Lines = words.OfProvince(history, province.Id);
        if (history.NamesOf(province.Id).On(clock.Today()) is not { } current)
        {
            return false;
        }

        var stored = ProvinceInput.Of(current, province.Version);
        if (!Request.HasFormContentType)
        {
            Input = stored;
            Input.NameChange = NameChange.Renamed;
        }
        else if (Input.Version != stored.Version)
        {
            Conflict = Input.DifferencesFrom(stored, key => texts[key]);
            ModelState.Remove("Input.Version");
            Input.Version = stored.Version;
        }

        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return await LoadAsync(ct) ? Page() : NotFound();
        }

        return await db.Provinces.AnyAsync(p => p.Code == Code && p.ClosedOn == null, ct) ? await this.RedirectAfterAsync(db, SaveAsync, ct) : NotFound();
    }

    private async Task<string> SaveAsync(CancellationToken ct)
    {
        var today = clock.Today();
        var province = await db.Provinces.SingleAsync(p => p.Code == Code, ct);
        db.Entry(province).Property(p => p.Version).OriginalValue = Input.Version;
        db.Entry(province).State = EntityState.Modified;
        var names = await db.ProvinceNames.Where(n => n.ProvinceId == province.Id).ToListAsync(ct);
        var before = names.On(today)!;
        var nameBefore = before.FullName;
        var renamed = Input.NameChange == NameChange.Renamed;
        if (renamed)
        {
            var name = Input.ToName(province.Id, Days.Checked(Input.From, today, "Input.From"));
            if (string.IsNullOrWhiteSpace(Input.Reference))
            {
                throw new RuleViolation("Province.ReferenceMissing") { Field = "Input.Reference" };
            }

            if (names.OpenBefore(name.From) is { } open)
            {
                open.To = name.From.AddDays(-1);
            }

            if (names.Overlapping(name.From, name.To) is { } taken)
            {
                throw new RuleViolation("Dated.Overlap", $"{taken.FullName}: {words.DaysOf(taken)}") { Field = "Input.From" };
            }

            names.Add(name);
            db.Add(name);
        }
        else
        {
            Input.ApplyTo(before);
        }

        province.Take(names.On(today)!);
        province.Changed();
        audit.Add(new AuditEvent(renamed ? "Organizations.ProvinceRenamed" : "Organizations.ProvinceCorrected", "Province", province.Id)
        {
            Reason = Input.Reference,
            Facts = new Dictionary<string, string?>
            {
                ["nameBefore"] = nameBefore,
                ["name"] = Input.FullName,
                ["code"] = Input.OfficialCode,
                ["from"] = renamed ? $"{Input.From:yyyy-MM-dd}" : null,
            },
        });
        TempData["Message"] = texts["Hospital.Saved", Input.FullName].Value;
        return $"/admin/provinces/{Code}";
    }
}
