using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Modules;
using Training.Organizations.Directory;
using Training.Organizations.History;

namespace Training.Organizations.Hospitals;

/// <summary>What a hospital was called, where it lay or how it was classified, with days: adds a record, corrects one, or takes one out.</summary>
[HasPermission(Permissions.ManageHospitals)]
internal sealed class FactsModel(
    TrainingDbContext db, DirectoryReader reader, HistoryWords words, IAuditTrail audit, TimeProvider clock, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [FromRoute, BindProperty(SupportsGet = true)]
    public FactKind Kind { get; set; }

    /// <summary>The record to correct; none to add one.</summary>
    [BindProperty(SupportsGet = true, Name = "record")]
    public Guid? RecordId { get; set; }

    [BindProperty]
    public FactInput Input { get; set; } = new();

    public string Name { get; private set; } = "";

    public IReadOnlyList<(HospitalFact Fact, string Value, string Days)> Records { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Choices { get; private set; } = [];

    private bool KindExists => Enum.IsDefined(Kind) && ModelState.GetFieldValidationState(nameof(Kind)) != ModelValidationState.Invalid;

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (!KindExists || await db.Hospitals.AsNoTracking().SingleOrDefaultAsync(h => h.Id == Id, ct) is not { } hospital)
        {
            return false;
        }

        var history = await reader.HistoryAsync(ct);
        Name = Show.Name(hospital.Name, hospital.NameEn);
        Records = [.. history.FactsOf(Id, Kind).Select(f => (f, words.ValueOf(history, f), words.DaysOf(f)))];
        Choices = Kind switch
        {
            FactKind.Province => [.. history.Provinces.OrderBy(p => p.ClosedOn is not null).ThenBy(p => p.SortKey, StringComparer.Ordinal)
                .Select(p => new SelectListItem(p.ClosedOn is null ? p.FullName : texts["Province.Former.Choice", p.FullName], p.Id.ToString()))],
            FactKind.Tier => [.. Enum.GetNames<HospitalTier>().Select(tier => new SelectListItem(texts[$"Tier.{tier}"], tier))],
            FactKind.Rank => [.. Enum.GetNames<HospitalRank>().Select(rank => new SelectListItem(texts[$"Rank.{rank}"], rank))],
            FactKind.AdminLevel => [.. Hospital.AdminLevels.Select(level => new SelectListItem(texts[$"AdminLevel.{level}"], level))],
            _ => [],
        };
        var record = Records.FirstOrDefault(r => r.Fact.Id == RecordId).Fact;
        if (!Request.HasFormContentType)
        {
            Input = FactInput.Of(record);
            Input.Version = hospital.Version;
        }
        else if (Input.Version != hospital.Version)
        {
            ModelState.Remove("Input.Version");
            Input.Version = hospital.Version;
        }

        return RecordId is null || record is not null || Request.HasFormContentType;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return await LoadAsync(ct) ? Page() : NotFound();
        }

        return await db.Hospitals.AnyAsync(h => h.Id == Id, ct) && KindExists ? await this.RedirectAfterAsync(db, SaveAsync, ct) : NotFound();
    }

    private async Task<string> SaveAsync(CancellationToken ct)
    {
        var hospital = await db.Hospitals.SingleAsync(h => h.Id == Id, ct);
        db.Entry(hospital).Property(h => h.Version).OriginalValue = Input.Version;
        db.Entry(hospital).State = EntityState.Modified;
        var facts = await db.HospitalFacts.Where(f => f.HospitalId == Id).ToListAsync(ct);
        var record = facts.SingleOrDefault(f => f.Id == RecordId && f.Kind == Kind);
        if (RecordId is not null && record is null)
        {
            throw new RuleViolation("Fact.Gone");
        }

        var history = await reader.HistoryAsync(ct);
        var before = record is null ? null : $"{words.ValueOf(history, record)}: {words.DaysOf(record)}";
        if (Input.Remove && record is not null)
        {
            facts.Remove(record);
            db.Remove(record);
        }
        else
        {
            if (record is null)
            {
                record = new HospitalFact { HospitalId = Id, Kind = Kind, Value = "", From = Dated.Always };
                facts.Add(record);
                db.Add(record);
            }

            Input.ApplyTo(record, AllowedBy(history), clock.Today());
            HospitalTimeline.Place(record, facts, taken => $"{words.ValueOf(history, taken)}: {words.DaysOf(taken)}");
        }

        hospital.Take(facts, clock.Today());
        hospital.KnownOn = clock.Today();
        if (Kind == FactKind.Province)
        {
            hospital.FormerProvince = HospitalTimeline.FormerProvinceOf(hospital, facts, clock.Today()) is { } former ? history.Province(former).ShortName : null;
            hospital.Changed();
        }

        audit.Add(new AuditEvent(Input.Remove ? "Organizations.FactRemoved" : "Organizations.FactRecorded", "Hospital", Id)
        {
            HospitalIds = [Id],
            Reason = Input.Reference,
            Facts = new Dictionary<string, string?>
            {
                ["kind"] = Kind.ToString(),
                ["before"] = before,
                ["value"] = Input.Remove ? null : record.ProvinceId is { } province ? history.Province(province).FullName : record.Value,
                ["from"] = Input.Remove || record.From == Dated.Always ? null : $"{record.From:yyyy-MM-dd}",
                ["to"] = Input.Remove ? null : $"{record.To:yyyy-MM-dd}",
            },
        });
        TempData["Message"] = texts["Hospital.Saved", hospital.Name].Value;
        return $"/admin/hospitals/{Id}/facts/{Kind}";
    }

    private HashSet<string> AllowedBy(OrganizationHistory history) => Kind switch
    {
        FactKind.Province => [.. history.Provinces.Select(p => p.Id.ToString())],
        FactKind.Tier => [.. Enum.GetNames<HospitalTier>()],
        FactKind.Rank => [.. Enum.GetNames<HospitalRank>()],
        FactKind.AdminLevel => [.. Hospital.AdminLevels],
        _ => [],
    };
}
