using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Training.Acceptance.Running;
using Training.Data;
using Training.Modules;

namespace Training.Acceptance.Council;

/// <summary>The training office answers a refusal: what was missing is mended and the council votes again, or the try ends.</summary>
[HasPermission(Permissions.WriteMinutes)]
internal sealed class RemedyPageModel(CaseTasks tasks, IStringLocalizer<Texts> texts) : CaseTaskPage(tasks)
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    protected override string Form => AcceptanceProcess.RemedyForm;

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await BeforeAsync(ct) is { } answer)
        {
            return answer;
        }

        return await this.RedirectAfterAsync(Tasks.Db, AnswerAsync, ct);
    }

    private async Task<string> AnswerAsync(CancellationToken ct)
    {
        var kind = Input.Kind ?? throw new RuleViolation("Remedy.Choose") { Field = "Input.Kind" };
        var remedy = new Remedy
        {
            CaseId = Story.Case.Id,
            Round = Story.Round,
            Kind = kind,
            Text = CaseText.Checked(Input.Text, "Input.Text") ?? throw new RuleViolation("Remedy.TextMissing") { Field = "Input.Text" },
            At = Tasks.Now,
            ByUserId = Tasks.User.UserId,
            By = Tasks.User.Name,
        };
        var audited = CaseEvents.Of(Remedy.Action, remedy.Id, Transfer, new Dictionary<string, string?> { ["case"] = $"{Story.Case.Id}", ["round"] = $"{remedy.Round}", ["answer"] = $"{kind}" }, remedy.Text);
        await Tasks.EndAsync(Task, kind == RemedyKind.VoteAgain ? "again" : "close", remedy, audited, ct);
        TempData["Message"] = texts[$"Remedy.Done.{kind}"].Value;
        return Back;
    }

    public sealed class InputModel
    {
        public RemedyKind? Kind { get; set; }

        [StringLength(CaseText.Longest), Display(Name = "Remedy.Text")]
        public string? Text { get; set; }
    }
}
