using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.LearningCurves.Maths;
using Training.Modules;
using Training.Techniques.Contracts;

namespace Training.LearningCurves.Settings;

/// <summary>What the two pages need that set what curves are measured by.</summary>
internal sealed class SettingTools(
    TrainingDbContext db, SettingScope scope, SettingsReader settings, RateCache rates, ITechniques techniques, ICurrentUser user, IAuditTrail audit, IStringLocalizer<Texts> texts, TimeProvider clock)
{
    public TrainingDbContext Db => db;

    public SettingScope Scope => scope;

    public SettingsReader Settings => settings;

    public RateCache Rates => rates;

    public ITechniques Techniques => techniques;

    public ICurrentUser User => user;

    public IAuditTrail Audit => audit;

    public IStringLocalizer<Texts> Texts => texts;

    public TimeProvider Clock => clock;
}

/// <summary>Sets what curves are measured by, from a day on. Nothing is stored before the rates of these very numbers were shown.</summary>
internal abstract class SetPage(SettingTools tools) : PageModel, IForm
{
    private CurveSetting? _setting;

    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>The numbers that the page shows the rates of, to be sent with them.</summary>
    public string Shown { get; private set; } = "";

    public PackageInfo? Package { get; protected set; }

    /// <summary>Null where the settings are for all others.</summary>
    public TechniqueInfo? Subject { get; protected set; }

    public IReadOnlyList<CurveSetting> History { get; protected set; } = [];

    public (CurveRule Rule, SignalRates Rates)? Preview { get; private set; }

    public DateOnly Today => tools.Clock.Today();

    public string Heading => Subject?.Display ?? tools.Texts["Settings.Common"];

    protected SettingTools Tools => tools;

    public abstract Task<bool> LoadAsync(CancellationToken ct);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var book = await tools.Settings.GetAsync(ct);
        var current = Subject is null ? book.OwnOn(null, null, Today) : book.On(Package!.Id, Subject.Id, Today);
        Input = new InputModel { ValidFrom = Today };
        if (current is not null)
        {
            Input.Acceptable = Percent(current.Acceptable);
            Input.Unacceptable = Percent(current.Unacceptable);
            Input.CompetenceLimit = current.CompetenceLimit.ToString("0.###", CultureInfo.CurrentCulture);
            Input.RelapseLimit = current.RelapseLimit.ToString("0.###", CultureInfo.CurrentCulture);
            ShowRates(current.Rule);
        }

        return Page();
    }

    /// <summary>What a post is answered with before anything is stored: the first answer to the same form, or the page with the rates. Null where it may go on.</summary>
    protected async Task<IActionResult?> BeforeAsync(CancellationToken ct)
    {
        if (await this.ReplayedAsync(tools.Db, ct) is { } before)
        {
            return before;
        }

        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        _setting = Read();
        ShowRates(_setting.Rule);
        return Input.Shown != Shown ? Page() : null;
    }

    /// <summary>Stores what was read; call inside the write.</summary>
    protected async Task<string> StoreAsync(CancellationToken ct)
    {
        var setting = _setting!;
        tools.Db.Add(setting);
        await tools.Settings.ChangedAsync(ct);
        tools.Audit.Add(new AuditEvent(CurveSetting.SetAction, nameof(CurveSetting), setting.Id)
        {
            Facts = new Dictionary<string, string?>
            {
                ["package"] = Package is null ? null : $"{Package.Code}/{Package.Number}",
                ["technique"] = Subject?.Key,
                ["numbers"] = Shown,
                ["from"] = $"{setting.ValidFrom:yyyy-MM-dd}",
                ["to"] = setting.ValidTo is { } to ? $"{to:yyyy-MM-dd}" : null,
                ["source"] = setting.Source,
            },
        });
        TempData["Message"] = tools.Texts["Settings.Saved", Heading].Value;
        return "/curves/settings";
    }

    private void ShowRates(CurveRule rule)
    {
        Preview = (rule, tools.Rates.Of(rule));
        Shown = string.Create(CultureInfo.InvariantCulture, $"{rule.Acceptable}/{rule.Unacceptable}/{rule.CompetenceLimit}/{rule.RelapseLimit}");
    }

    private CurveSetting Read()
    {
        var (acceptable, unacceptable) = (Share(Input.Acceptable, RuleFault.Acceptable), Share(Input.Unacceptable, RuleFault.Unacceptable));
        var (competence, relapse) = (NumberOf(Input.CompetenceLimit, 3, RuleFault.CompetenceLimit), NumberOf(Input.RelapseLimit, 3, RuleFault.RelapseLimit));
        if (CurveRule.Faults((double)acceptable, (double)unacceptable, (double)competence, (double)relapse) is [var fault, ..])
        {
            throw Refusal(fault);
        }

        if (Input.ValidFrom < Today)
        {
            throw new RuleViolation("Settings.InPast", Show.Date(Today)) { Field = "Input.ValidFrom" };
        }

        if (Input.ValidTo < Input.ValidFrom)
        {
            throw new RuleViolation("Settings.EndsBefore") { Field = "Input.ValidTo" };
        }

        if (Subject is null && Input.ValidTo is not null)
        {
            throw new RuleViolation("Settings.CommonEnds") { Field = "Input.ValidTo" };
        }

        if (PatientIdentityScreen.Find(Input.Source) is { } finding)
        {
            throw new RuleViolation($"Identity.{finding}") { Field = "Input.Source" };
        }

        return new CurveSetting
        {
            PackageVersionId = Package?.Id,
            TechniqueId = Subject?.Id,
            Acceptable = acceptable,
            Unacceptable = unacceptable,
            CompetenceLimit = competence,
            RelapseLimit = relapse,
            ValidFrom = Input.ValidFrom!.Value,
            ValidTo = Input.ValidTo,
            Source = Input.Source!.Trim(),
            SetAt = tools.Clock.GetUtcNow(),
            SetByUserId = tools.User.UserId,
            SetBy = tools.User.Name,
        };
    }

    private static string Percent(decimal share) => (share * 100).ToString("0.###", CultureInfo.CurrentCulture);

    private static decimal Share(string? typed, RuleFault field) => NumberOf(typed, 3, field) / 100;

    // People type a comma or a point, whatever the language of the page.
    private static decimal NumberOf(string? typed, int digits, RuleFault field)
        => decimal.TryParse(typed?.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) < 1000 && decimal.Round(number, digits) == number
                ? number
                : throw new RuleViolation("Settings.NoNumber") { Field = $"Input.{field}" };

    private static RuleViolation Refusal(RuleFault fault) => new($"RuleFault.{fault}", CurveRule.HighestLimit) { Field = $"Input.{fault}" };

    public sealed class InputModel
    {
        [Required, StringLength(12), Display(Name = "Settings.Acceptable")]
        public string? Acceptable { get; set; }

        [Required, StringLength(12), Display(Name = "Settings.Unacceptable")]
        public string? Unacceptable { get; set; }

        [Required, StringLength(12), Display(Name = "Settings.CompetenceLimit")]
        public string? CompetenceLimit { get; set; }

        [Required, StringLength(12), Display(Name = "Settings.RelapseLimit")]
        public string? RelapseLimit { get; set; }

        [Required, Display(Name = "Settings.ValidFrom")]
        public DateOnly? ValidFrom { get; set; }

        [Display(Name = "Settings.ValidTo")]
        public DateOnly? ValidTo { get; set; }

        [Required, StringLength(CurveSetting.LongestSource), Display(Name = "Settings.Source")]
        public string? Source { get; set; }

        /// <summary>The numbers whose rates were on the page that the form came from.</summary>
        [StringLength(100)]
        public string? Shown { get; set; }
    }
}
