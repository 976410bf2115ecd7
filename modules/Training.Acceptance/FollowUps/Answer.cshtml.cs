using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Training.Acceptance.Council;
using Training.Acceptance.Running;
using Training.Data;
using Training.Modules;

namespace Training.Acceptance.FollowUps;

/// <summary>The coordinator of the receiver answers the oldest follow-up that is due: is the technique still done, and how often?</summary>
[HasPermission(Permissions.FollowUp)]
internal sealed class AnswerModel(CaseTasks tasks, IStringLocalizer<Texts> texts) : CaseTaskPage(tasks)
{
    private const int MostCases = 100_000;

    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Which of them: the oldest that is due and has no answer.</summary>
    public FollowUp FollowUp { get; private set; } = null!;

    public int Number => FollowUp.Number;

    protected override string Form => AcceptanceProcess.FollowUpForm;

    public override async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (!await base.LoadAsync(ct))
        {
            return false;
        }

        var today = VietnamTime.DateOf(Tasks.Now);
        var due = Story.FollowUps.Where(f => f.DueOn <= today && Story.Answers.All(a => a.Number != f.Number)).MinBy(f => f.Number);
        FollowUp = due!;
        return due is not null;
    }

    public override async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Input.Number = Number;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await BeforeAsync(ct) is { } answer)
        {
            return answer;
        }

        return await this.RedirectAfterAsync(Tasks.Db, StoreAsync, ct);
    }

    private async Task<string> StoreAsync(CancellationToken ct)
    {
        // Somebody else has answered this one meanwhile, and what is open now is the next.
        if (Input.Number != Number)
        {
            throw new RuleViolation("FollowUp.Other");
        }

        var still = Input.StillDone ?? throw new RuleViolation("FollowUp.Choose") { Field = "Input.StillDone" };
        var reason = CaseText.Checked(Input.Reason, "Input.Reason");
        if (!still && reason is null)
        {
            throw new RuleViolation("FollowUp.ReasonMissing") { Field = "Input.Reason" };
        }

        if (Input.Independent > Input.Cases)
        {
            throw new RuleViolation("FollowUp.Independent.TooMany") { Field = "Input.Independent" };
        }

        var row = new FollowUpAnswer
        {
            CaseId = Story.Case.Id,
            Number = Number,
            StillDone = still,
            Cases = Input.Cases!.Value,
            Independent = Input.Independent!.Value,
            Reason = still ? null : reason,
            At = Tasks.Now,
            ByUserId = Tasks.User.UserId,
            By = Tasks.User.Name,
        };
        var audited = CaseEvents.Of(FollowUpAnswer.Action, row.Id, Transfer, new Dictionary<string, string?>
        {
            ["case"] = $"{Story.Case.Id}",
            ["number"] = $"{row.Number}",
            ["stillDone"] = still ? "yes" : "no",
            ["cases"] = $"{row.Cases}",
            ["independent"] = $"{row.Independent}",
        }, row.Reason);
        await Tasks.EndAsync(Task, still ? "still" : "stopped", row, audited, ct);
        TempData["Message"] = texts["FollowUp.Done"].Value;
        return Back;
    }

    public sealed class InputModel
    {
        public int Number { get; set; }

        public bool? StillDone { get; set; }

        [Required, Range(0, MostCases), Display(Name = "FollowUp.Cases")]
        public int? Cases { get; set; }

        [Required, Range(0, MostCases), Display(Name = "FollowUp.Independent")]
        public int? Independent { get; set; }

        [StringLength(CaseText.Longest), Display(Name = "FollowUp.Reason")]
        public string? Reason { get; set; }
    }
}
