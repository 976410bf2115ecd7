using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Modules;
using Training.Organizations.Directory;
using Training.Organizations.History;

namespace Training.Organizations.Hospitals;

/// <summary>Corrects what is stored about today; a new name may instead begin on a day.</summary>
[HasPermission(Permissions.ManageHospitals)]
internal sealed class EditModel(
    TrainingDbContext db, DirectoryReader reader, HistoryWords words, IAuditTrail audit, TimeProvider clock, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public HospitalInput Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Provinces { get; private set; } = [];

    public string Key { get; private set; } = "";

    public bool Closed { get; private set; }

    public IReadOnlyList<HistoryLine> Lines { get; private set; } = [];

    public IReadOnlyList<Difference> Conflict { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await db.Hospitals.AsNoTracking().SingleOrDefaultAsync(h => h.Id == Id, ct) is not { } hospital)
        {
            return false;
        }

        var history = await reader.HistoryAsync(ct);
        Provinces = [.. history.On(clock.Today()).Provinces.Select(p => new SelectListItem(p.ShortName, p.Id.ToString()))];
        Key = hospital.Key;
        Closed = hospital.ClosedOn is not null;
        Lines = words.OfHospital(history, Id);
        var stored = HospitalInput.Of(hospital, history.FactsOf(Id), clock.Today());
        if (!Request.HasFormContentType)
        {
            Input = stored;
        }
        else if (Input.Version != stored.Version)
        {
            // Somebody stored something meanwhile: show both, and let the next post replace what is stored now.
            Conflict = Input.DifferencesFrom(stored, id => Provinces.FirstOrDefault(p => p.Value == id?.ToString())?.Text, key => texts[key]);
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

        if (!await db.Hospitals.AnyAsync(h => h.Id == Id, ct))
        {
            return NotFound();
        }

        return await this.RedirectAfterAsync(db, SaveAsync, ct);
    }

    private async Task<string> SaveAsync(CancellationToken ct)
    {
        var hospital = await db.Hospitals.SingleAsync(h => h.Id == Id, ct);
        if (Input.ProvinceId != hospital.ProvinceId && !await db.Provinces.AnyAsync(p => p.Id == Input.ProvinceId && p.ClosedOn == null, ct))
        {
            throw new RuleViolation("Hospital.UnknownProvince") { Field = "Input.ProvinceId" };
        }

        db.Entry(hospital).Property(h => h.Version).OriginalValue = Input.Version;
        var before = (hospital.Name, hospital.ProvinceId);
        var facts = await db.HospitalFacts.Where(f => f.HospitalId == Id).ToListAsync(ct);
        var renamed = Input.NameChange == NameChange.Renamed && (Input.Name != hospital.Name || Input.NameEn != hospital.NameEn);
        if (renamed)
        {
            var history = await reader.HistoryAsync(ct);
            var name = Input.NewName(Id, clock.Today());
            HospitalTimeline.Place(name, facts, taken => $"{words.ValueOf(history, taken)}: {words.DaysOf(taken)}");
            facts.Add(name);
            db.Add(name);
        }

        Input.ApplyTo(hospital, facts, clock.Today());
        audit.Add(new AuditEvent(renamed ? "Organizations.HospitalRenamed" : "Organizations.HospitalCorrected", "Hospital", Id)
        {
            HospitalIds = [Id],
            Reason = Input.Reference,
            Facts = new Dictionary<string, string?>(AuditFacts.ChangesOf(db.Entry(hospital)))
            {
                ["nameBefore"] = before.Name,
                ["name"] = Input.Name,
                ["from"] = renamed ? $"{Input.From:yyyy-MM-dd}" : null,
                ["provinceBefore"] = before.ProvinceId == hospital.ProvinceId ? null : before.ProvinceId.ToString(),
                ["province"] = before.ProvinceId == hospital.ProvinceId ? null : hospital.ProvinceId.ToString(),
            },
        });
        TempData["Message"] = texts["Hospital.Saved", Input.Name].Value;
        return "/admin/hospitals";
    }
}
