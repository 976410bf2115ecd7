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

namespace Training.Organizations.Hospitals;

/// <summary>A hospital ends on a day, mostly because it is merged into another. Everything that was done there stays with it.</summary>
[HasPermission(Permissions.ManageHospitals)]
internal sealed class CloseModel(TrainingDbContext db, DirectoryReader reader, IAuditTrail audit, TimeProvider clock, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public string Name { get; private set; } = "";

    public IReadOnlyList<SelectListItem> Successors { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await db.Hospitals.AsNoTracking().SingleOrDefaultAsync(h => h.Id == Id, ct) is not { ClosedOn: null } hospital)
        {
            return false;
        }

        Name = Show.Name(hospital.Name, hospital.NameEn);
        Successors = [.. (await reader.GetAsync(ct)).Hospitals.Where(h => h.Id != Id && h.ClosedOn is null).Select(h => new SelectListItem(h.Display, h.Id.ToString()))];
        ModelState.Remove("Input.Version");
        Input.Version = hospital.Version;
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return await LoadAsync(ct) ? Page() : NotFound();
        }

        return await db.Hospitals.AnyAsync(h => h.Id == Id, ct) ? await this.RedirectAfterAsync(db, SaveAsync, ct) : NotFound();
    }

    private async Task<string> SaveAsync(CancellationToken ct)
    {
        var hospital = await db.Hospitals.SingleAsync(h => h.Id == Id, ct);
        db.Entry(hospital).Property(h => h.Version).OriginalValue = Input.Version;
        var day = Days.Checked(Input.From, clock.Today(), "Input.From");
        if (hospital.ClosedOn is not null)
        {
            throw new RuleViolation("Close.Already");
        }

        if (Input.SuccessorId is { } successorId)
        {
            var successor = successorId == Id ? null : await db.Hospitals.SingleOrDefaultAsync(h => h.Id == successorId, ct);
            if (successor is null || successor.ClosedOn is not null)
            {
                throw new RuleViolation("Close.UnknownSuccessor") { Field = "Input.SuccessorId" };
            }

            // Two mergers at once can not make a circle: each counts as a change of both hospitals.
            db.Entry(successor).State = EntityState.Modified;
        }

        hospital.ClosedOn = day;
        hospital.SuccessorId = Input.SuccessorId;
        hospital.ClosedReference = Input.Reference;
        hospital.Changed();
        audit.Add(new AuditEvent(Input.SuccessorId is null ? "Organizations.HospitalClosed" : "Organizations.HospitalMerged", "Hospital", Id)
        {
            HospitalIds = Input.SuccessorId is { } into ? [Id, into] : [Id],
            Reason = Input.Reference,
            Facts = new Dictionary<string, string?> { ["from"] = $"{day:yyyy-MM-dd}", ["successor"] = Input.SuccessorId?.ToString() },
        });
        TempData["Message"] = texts["Hospital.Saved", hospital.Name].Value;
        return $"/hospitals/{hospital.Key}";
    }

    public sealed class InputModel
    {
        [Display(Name = "Close.Successor")]
        public Guid? SuccessorId { get; set; }

        [Required, Display(Name = "Close.From")]
        public DateOnly? From { get; set; }

        [Required, StringLength(200), Display(Name = "Fact.Reference")]
        public string Reference { get; set; } = "";

        public int Version { get; set; }
    }
}
