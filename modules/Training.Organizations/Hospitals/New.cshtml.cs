using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Modules;
using Training.Organizations.Directory;

namespace Training.Organizations.Hospitals;

[HasPermission(Permissions.ManageHospitals)]
internal sealed class NewModel(TrainingDbContext db, DirectoryReader reader, IAuditTrail audit, TimeProvider clock, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Provinces { get; private set; } = [];

    /// <summary>Hospitals of the province that have or had this name.</summary>
    public IReadOnlyList<Contracts.HospitalInfo> Duplicates { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        var directory = await reader.GetAsync(ct);
        Provinces = [.. directory.Provinces.Select(p => new SelectListItem(p.ShortName, p.Id.ToString()))];
        return true;
    }

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            await LoadAsync(ct);
            return Page();
        }

        try
        {
            return await this.RedirectAfterAsync(db, SaveAsync, ct);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            // Somebody added a hospital with the same short name at the same moment; sent again, this one gets the next.
            throw new RuleViolation("Hospital.KeyTaken");
        }
    }

    private async Task<string> SaveAsync(CancellationToken ct)
    {
        var directory = await reader.GetAsync(ct);
        if (directory.Provinces.All(p => p.Id != Input.ProvinceId))
        {
            throw new RuleViolation("Hospital.UnknownProvince") { Field = "Input.ProvinceId" };
        }

        Duplicates = HospitalKey.SameName(await reader.HistoryAsync(ct), Input.Name, Input.ProvinceId!.Value, clock.Today());
        if (Duplicates.Count > 0 && !Input.NotADuplicate)
        {
            throw new RuleViolation("Hospital.Duplicate", string.Join("; ", Duplicates.Select(h => h.Name))) { Field = "Input.Name" };
        }

        var hospital = new Hospital
        {
            Key = HospitalKey.Make(Input.Name, await db.Hospitals.Select(h => h.Key).ToHashSetAsync(ct)),
            Name = Input.Name.Trim(),
            NameEn = Input.NameEn.Trim(),
            ProvinceId = Input.ProvinceId.Value,
            GoverningBody = Input.GoverningBody,
            AdminLevel = Input.AdminLevel,
            Rank = Input.Rank,
            Tier = Input.Tier!.Value,
            TransferRole = Input.TransferRole,
        };
        hospital.Changed();
        db.Add(hospital);
        audit.Add(new AuditEvent("Organizations.HospitalAdded", "Hospital", hospital.Id)
        {
            HospitalIds = [hospital.Id],
            Facts = new Dictionary<string, string?> { ["key"] = hospital.Key, ["name"] = hospital.Name, ["duplicateConfirmed"] = Duplicates.Count > 0 ? "yes" : null },
        });
        TempData["Message"] = texts["Hospital.Saved", hospital.Name].Value;
        return $"/admin/hospitals/{hospital.Id}";
    }

    public sealed class InputModel
    {
        [Required, StringLength(200), Display(Name = "Hospital.Name")]
        public string Name { get; set; } = "";

        [Required, StringLength(200), Display(Name = "Hospital.NameEn")]
        public string NameEn { get; set; } = "";

        [Required, Display(Name = "Hospital.Province")]
        public Guid? ProvinceId { get; set; }

        [StringLength(200), Display(Name = "Hospital.GoverningBody")]
        public string? GoverningBody { get; set; }

        [Required, EnumDataType(typeof(HospitalTier)), Display(Name = "Hospital.Tier")]
        public HospitalTier? Tier { get; set; }

        [EnumDataType(typeof(HospitalRank)), Display(Name = "Fact.Rank")]
        public HospitalRank? Rank { get; set; }

        [RegularExpression("central|provincial|regional|communal|private"), Display(Name = "Fact.AdminLevel")]
        public string? AdminLevel { get; set; }

        [EnumDataType(typeof(TransferRole)), Display(Name = "Hospital.TransferRole")]
        public TransferRole TransferRole { get; set; } = TransferRole.Satellite;

        /// <summary>The person looked at the hospitals of that name and says this is another one.</summary>
        public bool NotADuplicate { get; set; }
    }
}
