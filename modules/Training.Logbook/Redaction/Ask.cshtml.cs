using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Modules;

namespace Training.Logbook.Redaction;

/// <summary>Whoever may read a case asks to remove patient data from it.</summary>
[HasPermission(Permissions.Redact)]
internal sealed class AskModel(TrainingDbContext db, AskRedaction ask, RedactionReader reader, Redactions redactions, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public WholeCase Case { get; private set; } = null!;

    public IReadOnlyList<CaseField> Fields { get; private set; } = [];

    public IReadOnlyList<RedactionReason> Reasons { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await reader.CaseAsync(Id, ct) is not { } whole)
        {
            return false;
        }

        Case = whole;
        Fields = AskRedaction.Offered(whole, await redactions.OfAsync([Id], ct));
        Reasons = await db.Set<RedactionReason>().AsNoTracking().OrderBy(r => r.Position).ToListAsync(ct);
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        return !ModelState.IsValid ? Page() : await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                await ask.AskAsync(Id, [.. Input.Fields], Input.Reason, Input.Remark, inner);
                TempData["Message"] = texts["Redact.Asked"].Value;
                return $"/logbook/{Id}";
            },
            ct);
    }

    public sealed class InputModel
    {
        public IList<string> Fields { get; set; } = [];

        [Display(Name = "Redact.Reason")]
        public Guid? Reason { get; set; }

        [StringLength(300), Display(Name = "Redact.Remark")]
        public string? Remark { get; set; }
    }
}
