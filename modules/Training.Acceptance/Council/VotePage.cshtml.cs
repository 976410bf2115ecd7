using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Training.Acceptance.Running;
using Training.Data;
using Training.Modules;

namespace Training.Acceptance.Council;

/// <summary>A member of the council votes. They see what the others said only afterwards.</summary>
[HasPermission(Permissions.Vote)]
internal sealed class VotePageModel(CaseTasks tasks, IStringLocalizer<Texts> texts) : CaseTaskPage(tasks)
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    protected override string Form => AcceptanceProcess.VoteForm;

    public override async Task<bool> LoadAsync(CancellationToken ct)
        => await base.LoadAsync(ct) && Tasks.User.PersonId is { } me && Story.Council.Any(m => m.PersonId == me) && Story.VotesOf(Story.Round).All(v => v.PersonId != me);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await BeforeAsync(ct) is { } answer)
        {
            return answer;
        }

        return await this.RedirectAfterAsync(Tasks.Db, VoteAsync, ct);
    }

    private async Task<string> VoteAsync(CancellationToken ct)
    {
        var kind = Input.Kind ?? throw new RuleViolation("Vote.Choose") { Field = "Input.Kind" };
        var comment = CaseText.Checked(Input.Comment, "Input.Comment");
        if (kind != VoteKind.Accept && comment is null)
        {
            throw new RuleViolation("Vote.CommentMissing") { Field = "Input.Comment" };
        }

        var vote = new Vote
        {
            CaseId = Story.Case.Id,
            Round = Story.Round,
            PersonId = Tasks.User.PersonId!.Value,
            Kind = kind,
            Comment = comment,
            At = Tasks.Now,
            ByUserId = Tasks.User.UserId,
            By = Story.Council.First(m => m.PersonId == Tasks.User.PersonId).Name,
        };

        // How they voted is neither a fact of the trail nor an outcome of the task: whoever reads these would know it before they have voted.
        var audited = CaseEvents.Of(Vote.Action, vote.Id, Transfer, new Dictionary<string, string?> { ["case"] = $"{Story.Case.Id}", ["round"] = $"{vote.Round}" });
        await Tasks.EndAsync(Task, null, vote, audited, ct);
        TempData["Message"] = texts["Vote.Done"].Value;
        return Back;
    }

    public sealed class InputModel
    {
        public VoteKind? Kind { get; set; }

        [StringLength(CaseText.Longest), Display(Name = "Vote.Comment")]
        public string? Comment { get; set; }
    }
}
