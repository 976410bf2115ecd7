using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Modules;
using Training.Techniques.Contracts;

namespace Training.Integrity.Limits;

/// <summary>From which figures on the site asks: what holds, what held, and a new figure from a day on.</summary>
[HasPermission(Permissions.ManageLimits)]
internal sealed class IndexModel(TrainingDbContext db, ITechniques techniques, IAuditTrail audit, ICurrentUser user, IStringLocalizer<Texts> texts, TimeProvider clock) : PageModel, IForm
{
    private const string Address = "/admin/integrity";

    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>The rows of each pattern: the general one first, then techniques in their order, the newest first.</summary>
    public IReadOnlyList<(Pattern Pattern, IReadOnlyList<LimitRow> Rows)> Patterns { get; private set; } = [];

    public IReadOnlyList<TechniqueInfo> Techniques { get; private set; } = [];

    public DateOnly Today => clock.Today();

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        var catalogue = await techniques.GetAsync(ct);
        var limits = await db.Set<Limit>().AsNoTracking().ToListAsync(ct);
        Techniques = catalogue.Techniques;
        Patterns =
        [
            .. from pattern in Enum.GetValues<Pattern>()
               select (pattern, (IReadOnlyList<LimitRow>)[.. from of in limits.Where(limit => limit.Pattern == pattern).GroupBy(limit => limit.TechniqueId)
                                                             let name = of.Key is { } id ? catalogue.Technique(id).Display : null
                                                             orderby name is not null, VietnameseText.SortKey(name ?? "")
                                                             let holds = of.Where(limit => limit.ValidFrom <= Today).MaxBy(limit => limit.ValidFrom)
                                                             from limit in of.OrderByDescending(limit => limit.ValidFrom)
                                                             select new LimitRow(limit, name, limit == holds)]),
        ];
        return true;
    }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Input.From ??= Today;
        await LoadAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            await LoadAsync(ct);
            return Page();
        }

        try
        {
            return await this.RedirectAfterAsync(db, SetAsync, ct);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            throw new RuleViolation("Limit.Twice") { Field = "Input.From" };
        }
    }

    // Only from today on: what was asked or not asked stays explained by what held then.
    private async Task<string> SetAsync(CancellationToken ct)
    {
        var (pattern, from) = (Input.Pattern!.Value, Input.From!.Value);
        if (from < Today)
        {
            throw new RuleViolation("Limit.Past", Show.Date(Today)) { Field = "Input.From" };
        }

        if (Input.Technique is not null && !pattern.IsByTechnique())
        {
            throw new RuleViolation("Limit.NoTechnique") { Field = "Input.Technique" };
        }

        if (Input.Number is not null && pattern.HasDays() != (Input.Days is not null))
        {
            throw new RuleViolation(pattern.HasDays() ? "Limit.DaysMissing" : "Limit.NoDays") { Field = "Input.Days" };
        }

        if (Input.Technique is { } wanted && (await techniques.GetAsync(ct)).Techniques.All(technique => technique.Id != wanted))
        {
            throw new RuleViolation("Limit.NoTechnique") { Field = "Input.Technique" };
        }

        if (await db.Set<Limit>().AnyAsync(limit => limit.Pattern == pattern && limit.TechniqueId == Input.Technique && limit.ValidFrom == from, ct))
        {
            throw new RuleViolation("Limit.Twice") { Field = "Input.From" };
        }

        var row = new Limit
        {
            Pattern = pattern,
            TechniqueId = Input.Technique,
            ValidFrom = from,
            Number = Input.Number,
            Days = Input.Number is null ? null : Input.Days,
            Source = Input.Source.Trim(),
            SetAt = clock.GetUtcNow(),
            SetBy = user.Name,
        };
        db.Add(row);
        audit.Add(new AuditEvent(Limit.SetAction, nameof(Limit), row.Id)
        {
            Reason = row.Source,
            Facts = new Dictionary<string, string?>
            {
                ["pattern"] = $"{pattern}",
                ["technique"] = row.TechniqueId?.ToString(),
                ["number"] = row.Number?.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["days"] = row.Days?.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["from"] = $"{from:yyyy-MM-dd}",
            },
        });
        TempData[Posting.MessageKey] = texts["Limit.Set", texts[$"Pattern.{pattern}"].Value, Show.Date(from)].Value;
        return Address;
    }

    public sealed record LimitRow(Limit Limit, string? Technique, bool Holds);

    public sealed class InputModel
    {
        [Required, EnumDataType(typeof(Pattern)), Display(Name = "Limit.Pattern")]
        public Pattern? Pattern { get; set; }

        [Display(Name = "Limit.Technique")]
        public Guid? Technique { get; set; }

        [Range(0, 9999), Display(Name = "Limit.Number")]
        public int? Number { get; set; }

        [Range(0, 999), Display(Name = "Limit.Days")]
        public int? Days { get; set; }

        [Required, DataType(DataType.Date), Display(Name = "Limit.From")]
        public DateOnly? From { get; set; }

        [Required, StringLength(LimitConfiguration.SourceLength), Display(Name = "Limit.Source")]
        public string Source { get; set; } = "";
    }
}
