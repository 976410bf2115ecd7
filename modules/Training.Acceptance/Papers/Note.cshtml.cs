using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Training.Acceptance.Council;
using Training.Acceptance.Running;
using Training.Data;
using Training.Modules;

namespace Training.Acceptance.Papers;

/// <summary>The department of health of the receiver's province takes note of signed minutes. With that the team is accepted.</summary>
[HasPermission(Permissions.TakeNote)]
internal sealed class NoteModel(CaseTasks tasks, IStringLocalizer<Texts> texts) : CaseTaskPage(tasks)
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    protected override string Form => AcceptanceProcess.NoteForm;

    public override async Task<bool> LoadAsync(CancellationToken ct) => await base.LoadAsync(ct) && Story.Current is not null;

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await BeforeAsync(ct) is { } answer)
        {
            return answer;
        }

        return await this.RedirectAfterAsync(
            Tasks.Db,
            async inner =>
            {
                var note = new DepartmentNote
                {
                    CaseId = Story.Case.Id,
                    Number = string.IsNullOrWhiteSpace(Input.Number) ? null : Input.Number.Trim(),
                    Text = CaseText.Checked(Input.Text, "Input.Text"),
                    At = Tasks.Now,
                    ByUserId = Tasks.User.UserId,
                    By = Tasks.User.Name,
                };
                var audited = CaseEvents.Of(DepartmentNote.Action, note.Id, Transfer, new Dictionary<string, string?> { ["case"] = $"{Story.Case.Id}", ["number"] = note.Number, ["contentHash"] = Story.Current!.ContentHash });
                await Tasks.EndAsync(Task, null, note, audited, inner);
                TempData["Message"] = texts["Note.Done"].Value;
                return Back;
            },
            ct);
    }

    public sealed class InputModel
    {
        [StringLength(MinutesConfiguration.NumberLength), Display(Name = "Note.Number")]
        public string? Number { get; set; }

        [StringLength(CaseText.Longest), Display(Name = "Note.Text")]
        public string? Text { get; set; }
    }
}
