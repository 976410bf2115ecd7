using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Contracts;
using Training.Integrity.Running;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Workflows.Contracts;

namespace Training.Integrity.Questions;

/// <summary>A question, for one of the two who are asked: what was seen, who else is asked, and one sentence to say. Later, what they said.</summary>
[HasPermission(Permissions.Answer)]
internal sealed class AnswerPageModel(
    TrainingDbContext db,
    QuestionReader reader,
    QuestionWords words,
    IProcesses processes,
    IPeople people,
    IOrganizations organizations,
    ICurrentUser user,
    IAuditTrail audit,
    IStringLocalizer<Texts> texts,
    TimeProvider clock) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public QuestionView View { get; private set; } = null!;

    public Side Side { get; private set; }

    public string Seen { get; private set; } = "";

    public string Limit { get; private set; } = "";

    /// <summary>Who else is asked; null where nobody is.</summary>
    public string? Other { get; private set; }

    public OrganizationDirectory Directory { get; private set; } = null!;

    /// <summary>Their open task; null once they have answered, or the time is over.</summary>
    public WaitingTask? Task { get; private set; }

    public Answer? Own => View.AnswerOf(Side);

    /// <summary>The cases that they are shown: a learner sees none of another learner.</summary>
    public IEnumerable<QuestionCase> Cases => View.Cases.Where(found => Side == Side.Mentor || !found.OfAnother);

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await reader.FindAsync(Id, ct) is not { } found || found.Question.SideOf(user.PersonId) is not { } side)
        {
            return false;
        }

        (View, Side) = (found, side);
        Directory = await organizations.GetAsync(ct);
        (Seen, Limit) = (await words.SeenAsync(found.Question, found.Limit, ct), words.Limit(found.Question, found.Limit));
        var other = side == Side.Trainee ? found.Question.MentorPersonId : found.Question.TraineePersonId;
        Other = other is { } id ? (await people.FindAsync([id], ct))[id].Display : null;
        Task = Own is null && View.HandedOverAt is null
            ? (await processes.WaitingAsync(IntegrityProcess.SubjectType, [Id], IntegrityProcess.AnswerForm, ct)).FirstOrDefault(task => task.MayDo)
            : null;
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

        if (Task is null)
        {
            return await this.ReplayedAsync(db, ct) ?? this.IsTooLate(texts["Answer.IsOver"]);
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        return await this.RedirectAfterAsync(db, AnswerAsync, ct);
    }

    private async Task<string> AnswerAsync(CancellationToken ct)
    {
        var text = string.IsNullOrWhiteSpace(Input.Text) ? null : Input.Text.Trim();
        if (PatientIdentityScreen.Find(text) is { } finding)
        {
            throw new RuleViolation($"Identity.{finding}") { Field = "Input.Text" };
        }

        if (text is null && Input.Explanation is null)
        {
            throw new RuleViolation("Answer.Missing") { Field = "Input.Text" };
        }

        if (Input.Explanation is { } chosen && !Explanations.Of(View.Question.Pattern).Contains(chosen))
        {
            throw new RuleViolation("Answer.Missing") { Field = "Input.Explanation" };
        }

        db.Add(new Answer { QuestionId = Id, Side = Side, Explanation = Input.Explanation, Text = text, At = clock.GetUtcNow(), ByUserId = user.UserId, By = user.Name });

        // The words are for the office alone; the trail knows that somebody answered.
        audit.Add(new AuditEvent(Answer.Action, nameof(Question), Id));
        await processes.CompleteAsync(Task!.Id, null, new Dictionary<string, object>(), ct);
        TempData[Posting.MessageKey] = texts["Answer.Done"].Value;
        return $"/integrity/{Id}/answer";
    }

    public sealed class InputModel
    {
        [EnumDataType(typeof(Explanation)), Display(Name = "Answer.Explanation")]
        public Explanation? Explanation { get; set; }

        [StringLength(Answer.Longest), Display(Name = "Answer.Text")]
        public string? Text { get; set; }
    }
}
