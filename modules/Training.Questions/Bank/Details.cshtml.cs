using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Media.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Questions.Marking;
using Training.Questions.Model;
using Training.Techniques.Contracts;

namespace Training.Questions.Bank;

/// <summary>A question as a learner sees it, to be tried; what its author knows beside it; retires it.</summary>
[HasPermission(Permissions.Author)]
internal sealed class DetailsModel(TrainingDbContext db, SaveQuestion save, BodyLines lines, ITechniques techniques, IOrganizations organizations, ICurrentUser user, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Of the order in which everything is shown.</summary>
    [BindProperty(SupportsGet = true)]
    public long Seed { get; set; } = 1;

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public BankQuestion Question { get; private set; } = null!;

    public bool IsMine { get; private set; }

    public string Owner { get; private set; } = "";

    public IReadOnlyList<string> Tags { get; private set; } = [];

    public IReadOnlyList<string> Techniques { get; private set; } = [];

    public IReadOnlyList<BodyLine> Lines { get; private set; } = [];

    public IReadOnlyList<Reason> Reasons { get; private set; } = [];

    public AnswerForm Form { get; private set; } = null!;

    /// <summary>What the answer in the address is worth; null where there is none.</summary>
    public Mark? Mark { get; private set; }

    public Words? Feedback { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        var found = await (
            from q in db.BankQuestions.AsNoTracking()
            where q.Id == Id
            join v in db.QuestionVersions.AsNoTracking() on new { QuestionId = q.Id, Number = q.CurrentNumber } equals new { v.QuestionId, v.Number }
            select new
            {
                Question = q,
                v.Body,
                Tags = db.Set<QuestionTag>().Where(t => t.QuestionId == q.Id).Select(t => t.Tag).ToList(),
                Techniques = db.Set<QuestionTechnique>().Where(t => t.QuestionId == q.Id).Select(t => t.TechniqueId).ToList(),
            }).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return false;
        }

        var catalogue = await techniques.GetAsync(ct);
        var body = BodyJson.Read(found.Body);
        (Question, Tags, Techniques) = (found.Question, found.Tags, [.. found.Techniques.Select(id => catalogue.Technique(id).Display)]);
        Owner = Question.HospitalId is { } hospital ? (await organizations.GetAsync(ct)).Hospital(hospital).Display : texts["Owner.Everybody"];
        IsMine = user.ScopeOf(Permissions.Author).Country || (Question.HospitalId is { } own && user.HospitalsOf(Permissions.Author).Contains(own));
        Lines = lines.Of(Question.Name, body);
        Reasons = Validation.Check(body);
        Form = new AnswerForm(Presentation.Show(body, Seed), "a", name => Request.Query[name]) { Picture = part => $"/questions/{Id}/image/{part}" };
        if (Form.Read() is { } answer)
        {
            Mark = Grader.Grade(body, Presentation.Restore(body, Seed, answer));
            Feedback = body.Feedback;
        }

        if (!Request.HasFormContentType)
        {
            Input.Version = Question.Version;
        }

        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostRetireAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return await LoadAsync(ct) ? Page() : NotFound();
        }

        if (PatientIdentityScreen.Find(Input.Reason) is { } finding)
        {
            throw new RuleViolation($"Identity.{finding}") { Field = "Input.Reason" };
        }

        return await ChangeAsync(question => save.Retire(question, Input.Reason!.Trim()), "Retired.Saved", ct);
    }

    public Task<IActionResult> OnPostBringBackAsync(CancellationToken ct) => ChangeAsync(save.BringBack, "BroughtBack.Saved", ct);

    private async Task<IActionResult> ChangeAsync(Action<BankQuestion> change, string message, CancellationToken ct)
    {
        if (!await db.BankQuestions.Mine(user).AnyAsync(q => q.Id == Id, ct))
        {
            return NotFound();
        }

        return await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                var question = await db.BankQuestions.SingleAsync(q => q.Id == Id, inner);
                db.Entry(question).Property(q => q.Version).OriginalValue = Input.Version;
                change(question);
                TempData[Posting.MessageKey] = texts[message, question.Name].Value;
                return $"/questions/{Id}";
            },
            ct);
    }

    public sealed class InputModel
    {
        [Required, StringLength(300), Display(Name = "Field.RetireReason")]
        public string? Reason { get; set; }

        public int Version { get; set; }
    }
}
