using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Training.Acceptance.Council;
using Training.Acceptance.Readiness;
using Training.Acceptance.Running;
using Training.Data;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Acceptance.Papers;

/// <summary>The training office of the giver writes the minutes, for the first time or anew after a director returned them.</summary>
[HasPermission(Permissions.WriteMinutes)]
internal sealed class WriteMinutesModel(CaseTasks tasks, Checklist checklist, IOrganizations organizations, TimeProvider clock, IStringLocalizer<Texts> texts) : CaseTaskPage(tasks)
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Why a director returned the version before; null where none did.</summary>
    public MinutesSignature? Returned => Story.CurrentSignatures.FirstOrDefault(s => s.Kind == SignatureKind.Returned);

    protected override string Form => AcceptanceProcess.MinutesForm;

    public override async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (Story.Current is { } before)
        {
            var said = MinutesContent.Read(before);
            Input = new InputModel { Number = said.Number, On = said.On, Place = said.Place, Conclusion = said.Conclusion };
        }
        else
        {
            Input.On = clock.Today();
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await BeforeAsync(ct) is { } answer)
        {
            return answer;
        }

        return await this.RedirectAfterAsync(Tasks.Db, WriteAsync, ct);
    }

    private async Task<string> WriteAsync(CancellationToken ct)
    {
        if (Input.On > clock.Today() || Input.On < VietnamTime.DateOf(Story.Case.OpenedAt))
        {
            throw new RuleViolation("Minutes.On.Wrong", Show.Date(Story.Case.OpenedAt)) { Field = "Input.On" };
        }

        await checklist.HoldsStillAsync(Standing, ct);
        var words = new MinutesWords(
            Input.Number!.Trim(), Input.On!.Value, CaseText.Checked(Input.Place, "Input.Place")!, CaseText.Checked(Input.Conclusion, "Input.Conclusion")!);
        var content = MinutesContent.Of(Story, Transfer, Package, await organizations.GetAsync(ct), words);
        var minutes = new Minutes
        {
            CaseId = Story.Case.Id,
            Version = Story.Minutes.Count + 1,
            Number = words.Number,
            On = words.On,
            Content = content,
            ContentHash = CanonicalJson.HashOf(content),
            At = Tasks.Now,
            ByUserId = Tasks.User.UserId,
            By = Tasks.User.Name,
        };
        var audited = CaseEvents.Of(Minutes.Action, minutes.Id, Transfer, new Dictionary<string, string?>
        {
            ["case"] = $"{Story.Case.Id}",
            ["number"] = minutes.Number,
            ["version"] = $"{minutes.Version}",
            ["contentHash"] = minutes.ContentHash,
        });
        await Tasks.EndAsync(Task, null, minutes, audited, ct);
        TempData["Message"] = texts["Minutes.Done"].Value;
        return Back;
    }

    public sealed class InputModel
    {
        [Required, StringLength(MinutesConfiguration.NumberLength), Display(Name = "Minutes.Number")]
        public string? Number { get; set; }

        [Required, Display(Name = "Minutes.On")]
        public DateOnly? On { get; set; }

        [Required, StringLength(200), Display(Name = "Minutes.Place")]
        public string? Place { get; set; }

        [Required, StringLength(CaseText.Longest), Display(Name = "Minutes.Conclusion")]
        public string? Conclusion { get; set; }
    }
}
