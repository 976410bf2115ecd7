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

/// <summary>A question, for the training office: what was seen, both answers, and how it is closed. Not there for whoever is asked themselves.</summary>
[HasPermission(Permissions.Review)]
internal sealed class DetailsModel(
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

    public string Seen { get; private set; } = "";

    public string Limit { get; private set; } = "";

    public IReadOnlyDictionary<Side, string> Names { get; private set; } = new Dictionary<Side, string>();

    public OrganizationDirectory Directory { get; private set; } = null!;

    /// <summary>The open task; null once it is closed.</summary>
    public WaitingTask? Task { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await reader.FindAsync(Id, ct) is not { HandedOverAt: not null } found || found.Question.IsAsked(user.PersonId))
        {
            return false;
        }

        View = found;
        Directory = await organizations.GetAsync(ct);
        (Seen, Limit) = (await words.SeenAsync(found.Question, found.Limit, ct), words.Limit(found.Question, found.Limit));
        var named = await people.FindAsync(new[] { found.Question.TraineePersonId, found.Question.MentorPersonId ?? Guid.Empty }.Where(id => id != Guid.Empty), ct);
        Names = found.Question.Asked.ToDictionary(side => side, side => named[side == Side.Trainee ? found.Question.TraineePersonId : found.Question.MentorPersonId!.Value].Display);
        Task = found.Closing is null
            ? (await processes.WaitingAsync(IntegrityProcess.SubjectType, [Id], IntegrityProcess.CloseForm, ct)).FirstOrDefault(task => task.MayDo)
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
            return await this.ReplayedAsync(db, ct) ?? this.IsTooLate(texts["Close.IsOver"]);
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        return await this.RedirectAfterAsync(db, CloseAsync, ct);
    }

    private async Task<string> CloseAsync(CancellationToken ct)
    {
        var conclusion = Input.Conclusion ?? throw new RuleViolation("Close.Choose") { Field = "Input.Conclusion" };
        var note = string.IsNullOrWhiteSpace(Input.Note) ? null : Input.Note.Trim();
        if (PatientIdentityScreen.Find(note) is { } finding)
        {
            throw new RuleViolation($"Identity.{finding}") { Field = "Input.Note" };
        }

        if (conclusion == Conclusion.FollowUp && note is null)
        {
            throw new RuleViolation("Close.NoteMissing") { Field = "Input.Note" };
        }

        db.Add(new Closing { QuestionId = Id, Conclusion = conclusion, Note = note, At = clock.GetUtcNow(), ByUserId = user.UserId, By = user.Name });
        audit.Add(new AuditEvent(Closing.Action, nameof(Question), Id) { Facts = new Dictionary<string, string?> { ["conclusion"] = $"{conclusion}" } });
        await processes.CompleteAsync(Task!.Id, conclusion == Conclusion.Explained ? IntegrityProcess.Explained : IntegrityProcess.FollowUp, new Dictionary<string, object>(), ct);
        TempData[Posting.MessageKey] = texts["Close.Done"].Value;
        return "/integrity";
    }

    public sealed class InputModel
    {
        [EnumDataType(typeof(Conclusion)), Display(Name = "Close.Conclusion")]
        public Conclusion? Conclusion { get; set; }

        [StringLength(Answer.Longest), Display(Name = "Close.Note")]
        public string? Note { get; set; }
    }
}
