using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Modules;
using Training.Organizations.Directory;
using Training.Organizations.History;
using Training.Organizations.Hospitals;

namespace Training.Organizations.Provinces;

/// <summary>A province becomes part of another from a day; its hospitals lie in the other from that day, and everything keeps its history.</summary>
[HasPermission(Permissions.ManageProvinces)]
internal sealed class MergeModel(
    TrainingDbContext db, DirectoryReader reader, HistoryWords words, IAuditTrail audit, TimeProvider clock, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public string Name { get; private set; } = "";

    public int Hospitals { get; private set; }

    public IReadOnlyList<SelectListItem> Successors { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        var directory = await reader.GetAsync(ct);
        if (await db.Provinces.AsNoTracking().SingleOrDefaultAsync(p => p.Code == Code, ct) is not { ClosedOn: null } province)
        {
            return false;
        }

        Name = directory.Province(province.Id).FullName;
        Hospitals = directory.Hospitals.Count(h => h.ProvinceId == province.Id);
        Successors = [.. directory.Provinces.Where(p => p.Id != province.Id && p.ClosedOn is null).Select(p => new SelectListItem(p.FullName, p.Id.ToString()))];
        ModelState.Remove("Input.Version");
        Input.Version = province.Version;
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return await LoadAsync(ct) ? Page() : NotFound();
        }

        return await db.Provinces.AnyAsync(p => p.Code == Code, ct) ? await this.RedirectAfterAsync(db, SaveAsync, ct) : NotFound();
    }

    private async Task<string> SaveAsync(CancellationToken ct)
    {
        var province = await db.Provinces.SingleAsync(p => p.Code == Code, ct);
        db.Entry(province).Property(p => p.Version).OriginalValue = Input.Version;
        var successor = Input.SuccessorId == province.Id ? null : await db.Provinces.SingleOrDefaultAsync(p => p.Id == Input.SuccessorId, ct);
        if (province.ClosedOn is not null)
        {
            throw new RuleViolation("Close.Already");
        }

        if (successor is null || successor.ClosedOn is not null)
        {
            throw new RuleViolation("Hospital.UnknownProvince") { Field = "Input.SuccessorId" };
        }

        var day = Days.Checked(Input.From, clock.Today(), "Input.From");
        var names = await db.ProvinceNames.Where(n => n.ProvinceId == province.Id).ToListAsync(ct);
        if (names.FirstOrDefault(n => n.From >= day) is { } later)
        {
            throw new RuleViolation("Dated.Overlap", $"{later.FullName}: {words.DaysOf(later)}") { Field = "Input.From" };
        }

        foreach (var name in names.Where(n => n.To is null || n.To >= day))
        {
            name.To = day.AddDays(-1);
        }

        (province.ClosedOn, province.SuccessorId, province.ClosedReference) = (day, successor.Id, Input.Reference);
        province.Changed();

        // Two mergers at once can not make a circle: each counts as a change of both provinces.
        db.Entry(successor).State = EntityState.Modified;
        var moved = await MoveHospitalsAsync(province, successor, day, ct);
        audit.Add(new AuditEvent("Organizations.ProvinceMerged", "Province", province.Id)
        {
            HospitalIds = moved,
            Reason = Input.Reference,
            Facts = new Dictionary<string, string?> { ["name"] = province.FullName, ["into"] = successor.FullName, ["from"] = $"{day:yyyy-MM-dd}", ["hospitals"] = $"{moved.Count}" },
        });
        TempData["Message"] = texts["Province.Merged.Saved", province.FullName, successor.FullName].Value;
        return $"/admin/provinces/{Code}";
    }

    private async Task<IReadOnlyList<Guid>> MoveHospitalsAsync(Province province, Province successor, DateOnly day, CancellationToken ct)
    {
        var today = clock.Today();
        var history = await reader.HistoryAsync(ct);
        var ids = await db.HospitalFacts.Where(f => f.ProvinceId == province.Id && (f.To == null || f.To >= day)).Select(f => f.HospitalId).Distinct().ToListAsync(ct);
        var hospitals = await db.Hospitals.Where(h => ids.Contains(h.Id)).ToListAsync(ct);
        var facts = (await db.HospitalFacts.Where(f => ids.Contains(f.HospitalId)).ToListAsync(ct)).ToLookup(f => f.HospitalId);
        foreach (var hospital in hospitals)
        {
            var own = facts[hospital.Id].ToList();
            var move = new HospitalFact
            {
                HospitalId = hospital.Id,
                Kind = FactKind.Province,
                Value = "",
                ProvinceId = successor.Id,
                From = day,
                Reference = Input.Reference,
            };
            HospitalTimeline.Place(move, own, taken => $"{hospital.Name}, {words.ValueOf(history, taken)}: {words.DaysOf(taken)}");
            own.Add(move);
            db.Add(move);
            hospital.FormerProvince = day <= today ? province.ShortName : hospital.FormerProvince;
            hospital.Take(own, today);
            hospital.KnownOn = today;
        }

        return ids;
    }

    public sealed class InputModel
    {
        [Required, Display(Name = "Province.Successor")]
        public Guid? SuccessorId { get; set; }

        [Required, Display(Name = "Close.From")]
        public DateOnly? From { get; set; }

        [Required, StringLength(200), Display(Name = "Fact.Reference")]
        public string Reference { get; set; } = "";

        public int Version { get; set; }
    }
}
