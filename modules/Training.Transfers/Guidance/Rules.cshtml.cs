using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Modules;

namespace Training.Transfers.Guidance;

/// <summary>How many learners one guide may have: the rules with their days, and a new one from a day on. Old ones stay.</summary>
[HasPermission(Permissions.ManageGuideRules)]
internal sealed class RulesModel(TrainingDbContext db, GuideTable table, IAuditTrail audit, IStringLocalizer<Texts> texts, TimeProvider clock) : PageModel, IForm
{
    private const string Address = "/admin/guide-rules";

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IReadOnlyList<GuideRule> Rules { get; private set; } = [];

    public DateOnly Today => clock.Today();

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        Rules = await table.RulesAsync(ct);
        return true;
    }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            await LoadAsync(ct);
            return Page();
        }

        return await this.RedirectAfterAsync(db, AddAsync, ct);
    }

    // The rule that holds on the first day ends the day before; what was decided under it stays as it is.
    private async Task<string> AddAsync(CancellationToken ct)
    {
        await db.LockGuidesAsync(ct);
        var (from, to) = (Input.From!.Value, Input.To);
        if (to < from)
        {
            throw new RuleViolation("GuideRule.EndsBefore") { Field = "Input.To" };
        }

        var rules = await db.GuideRules.ToListAsync(ct);
        if (rules.Any(rule => rule.ValidFrom == from || (rule.ValidFrom > from && (to is null || rule.ValidFrom <= to))))
        {
            throw new RuleViolation("GuideRule.Overlap") { Field = "Input.From" };
        }

        if (rules.FirstOrDefault(rule => rule.HoldsOn(from)) is { } before)
        {
            before.ValidTo = from.AddDays(-1);
            audit.Add(EventOf(GuideRule.EndedAction, before));
            await db.SaveChangesAsync(ct);
        }

        var added = new GuideRule { MostLearners = Input.MostLearners!.Value, ValidFrom = from, ValidTo = to, Reference = Input.Reference.Trim(), Note = Input.Note?.Trim() ?? "" };
        db.Add(added);
        audit.Add(EventOf(GuideRule.AddedAction, added));
        TempData[Posting.MessageKey] = texts["GuideRule.Added", added.MostLearners, Show.Date(from)].Value;
        return Address;
    }

    private static AuditEvent EventOf(string action, GuideRule rule) => new(action, nameof(GuideRule), rule.Id)
    {
        Facts = new Dictionary<string, string?>
        {
            ["learners"] = $"{rule.MostLearners}",
            ["from"] = $"{rule.ValidFrom:yyyy-MM-dd}",
            ["to"] = rule.ValidTo is { } last ? $"{last:yyyy-MM-dd}" : null,
            ["reference"] = rule.Reference,
        },
    };

    public sealed class InputModel
    {
        [Required, Range(1, 999), Display(Name = "GuideRule.MostLearners")]
        public int? MostLearners { get; set; }

        [Required, DataType(DataType.Date), Display(Name = "GuideRule.From")]
        public DateOnly? From { get; set; }

        [DataType(DataType.Date), Display(Name = "GuideRule.To")]
        public DateOnly? To { get; set; }

        [Required, StringLength(GuideRuleConfiguration.ReferenceLength), Display(Name = "GuideRule.Reference")]
        public string Reference { get; set; } = "";

        [StringLength(GuideRuleConfiguration.NoteLength), Display(Name = "GuideRule.Note")]
        public string? Note { get; set; }
    }
}
