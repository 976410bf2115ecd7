using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Modules;

namespace Training.Organizations.Hospitals;

[HasPermission(Permissions.ManageHospitals)]
internal sealed class EditModel(TrainingDbContext db, IAuditTrail audit, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Provinces { get; private set; } = [];

    public string Key { get; private set; } = "";

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        Provinces = await db.Provinces.OrderBy(p => p.SortKey).Select(p => new SelectListItem(p.ShortName, p.Id.ToString())).ToListAsync(ct);
        Key = await db.Hospitals.Where(h => h.Id == Id).Select(h => h.Key).SingleOrDefaultAsync(ct) ?? "";
        return Key.Length > 0;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Input = await db.Hospitals.Where(h => h.Id == Id).Select(h => new InputModel
        {
            Name = h.Name,
            NameEn = h.NameEn,
            ProvinceId = h.ProvinceId,
            FormerProvince = h.FormerProvince,
            GoverningBody = h.GoverningBody,
            Tier = h.Tier,
            TierConfirmed = h.TierConfirmed,
            TransferRole = h.TransferRole,
            TrainingUnitCode = h.TrainingUnitCode,
            Version = h.Version,
        }).SingleAsync(ct);
        return Page();
    }

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
        if (!await db.Provinces.AnyAsync(p => p.Id == Input.ProvinceId, ct))
        {
            throw new RuleViolation("Hospital.UnknownProvince") { Field = "Input.ProvinceId" };
        }

        db.Entry(hospital).Property(h => h.Version).OriginalValue = Input.Version;
        hospital.Name = Input.Name;
        hospital.NameEn = Input.NameEn;
        hospital.ProvinceId = Input.ProvinceId!.Value;
        hospital.FormerProvince = Input.FormerProvince;
        hospital.GoverningBody = Input.GoverningBody;
        hospital.Tier = Input.Tier;
        hospital.TierConfirmed = Input.TierConfirmed;
        hospital.TransferRole = Input.TransferRole;
        hospital.TrainingUnitCode = Input.TrainingUnitCode;
        hospital.Changed();
        audit.Add(new AuditEvent("Organizations.HospitalEdited", "Hospital", hospital.Id) { HospitalIds = [hospital.Id], Facts = AuditFacts.ChangesOf(db.Entry(hospital)) });
        TempData["Message"] = texts["Hospital.Saved", hospital.Name].Value;
        return "/admin/hospitals";
    }

    public sealed class InputModel
    {
        [Required, StringLength(200), Display(Name = "Hospital.Name")]
        public string Name { get; set; } = "";

        [Required, StringLength(200), Display(Name = "Hospital.NameEn")]
        public string NameEn { get; set; } = "";

        [Required, Display(Name = "Hospital.Province")]
        public Guid? ProvinceId { get; set; }

        [StringLength(100), Display(Name = "Hospital.FormerProvince")]
        public string? FormerProvince { get; set; }

        [StringLength(200), Display(Name = "Hospital.GoverningBody")]
        public string? GoverningBody { get; set; }

        [EnumDataType(typeof(HospitalTier)), Display(Name = "Hospital.Tier")]
        public HospitalTier Tier { get; set; }

        [Display(Name = "Hospital.TierConfirmed")]
        public bool TierConfirmed { get; set; }

        [EnumDataType(typeof(TransferRole)), Display(Name = "Hospital.TransferRole")]
        public TransferRole TransferRole { get; set; }

        [StringLength(20), Display(Name = "Hospital.TrainingUnitCode")]
        public string? TrainingUnitCode { get; set; }

        public int Version { get; set; }
    }
}
