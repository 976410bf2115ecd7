using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Modules;
using Training.Techniques.Catalogue;

namespace Training.Techniques.Editing;

[HasPermission(Permissions.Manage)]
internal sealed class EditModel(TrainingDbContext db, IAuditTrail audit, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public TechniqueInput Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Specialties { get; private set; } = [];

    public string Code { get; private set; } = "";

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        var specialties = await db.Techniques.Select(t => new { t.SpecialtyKey, t.SpecialtyVi, t.SpecialtyEn }).Distinct().ToListAsync(ct);
        Specialties = [.. specialties.Select(s => new SelectListItem(Show.Name(s.SpecialtyVi, s.SpecialtyEn), s.SpecialtyKey))
            .OrderBy(item => VietnameseText.SortKey(item.Text), StringComparer.Ordinal)];
        Code = await db.Techniques.Where(t => t.Id == Id).Select(t => t.Code).SingleOrDefaultAsync(ct) ?? "";
        return Code.Length > 0;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Input = TechniqueInput.Of(await db.Techniques.AsNoTracking().SingleAsync(t => t.Id == Id, ct));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return await LoadAsync(ct) ? Page() : NotFound();
        }

        if (!await db.Techniques.AnyAsync(t => t.Id == Id, ct))
        {
            return NotFound();
        }

        var redirect = await this.RedirectAfterAsync(db, SaveAsync, ct);
        TempData["Message"] = texts["Technique.Saved", Show.Name(Input.NameVi, Input.NameEn)].Value;
        return redirect;
    }

    private async Task<string> SaveAsync(CancellationToken ct)
    {
        var technique = await db.Techniques.SingleAsync(t => t.Id == Id, ct);
        if (Input.SpecialtyKey != technique.SpecialtyKey)
        {
            var specialty = await db.Techniques.Where(t => t.SpecialtyKey == Input.SpecialtyKey).Select(t => new { t.SpecialtyVi, t.SpecialtyEn }).FirstOrDefaultAsync(ct)
                ?? throw new RuleViolation("Technique.UnknownSpecialty") { Field = "Input.SpecialtyKey" };
            technique.SpecialtyKey = Input.SpecialtyKey;
            technique.SpecialtyVi = specialty.SpecialtyVi;
            technique.SpecialtyEn = specialty.SpecialtyEn;
        }

        db.Entry(technique).Property(t => t.Version).OriginalValue = Input.Version;
        Input.ApplyTo(technique);
        technique.Changed();
        audit.Add(new AuditEvent("Techniques.TechniqueEdited", "Technique", technique.Id) { Facts = AuditFacts.ChangesOf(db.Entry(technique)) });
        return "/admin/techniques";
    }
}
