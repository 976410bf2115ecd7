using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Modules;
using Training.Questions.Bank;
using Training.Questions.Formats;
using Training.Questions.Model;

namespace Training.Questions.Transfer;

/// <summary>What a file holds, line by line, and which of it is taken into the bank: all at once or nothing, and never twice.</summary>
[HasPermission(Permissions.Author)]
internal sealed class PreviewModel(TrainingDbContext db, SaveQuestion save, Wording wording, ICurrentUser user, IAuditTrail audit, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    private const int PageSize = 60;

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    /// <summary>The places of the questions that were ticked.</summary>
    [BindProperty]
    public IList<int> Chosen { get; set; } = [];

    /// <summary>The button that takes all of them.</summary>
    [BindProperty]
    public string? All { get; set; }

    public QuestionUpload Upload { get; private set; } = null!;

    public int Total { get; private set; }

    public int New { get; private set; }

    public int Refused { get; private set; }

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    public int AllFindings { get; private set; }

    public int Pages => Math.Max(1, (Math.Max(Total, AllFindings) + PageSize - 1) / PageSize);

    public string TextOf(Finding finding) => wording.Of(finding);

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await db.Set<QuestionUpload>().AsNoTracking().SingleOrDefaultAsync(u => u.Id == Id && u.UserId == user.UserId, ct) is not { } upload)
        {
            return false;
        }

        Upload = upload;
        var reading = Read();
        var known = await KnownAsync(reading.Questions, ct);
        Number = Math.Clamp(Number, 1, 1000);
        (Total, AllFindings) = (reading.Questions.Count, reading.Findings.Count);
        New = reading.Questions.Count(question => !known.Contains(HashOf(question)));
        Refused = reading.Findings.Where(finding => finding.Loss == Loss.Whole).Select(finding => finding.Line).Distinct().Count();
        Rows = [.. reading.Questions.Index().Skip((Number - 1) * PageSize).Take(PageSize)
            .Select(found => new Row(found.Index, found.Item.Line, SaveQuestion.NameOf(found.Item.Name, found.Item.Body), found.Item.Body.Kind, known.Contains(HashOf(found.Item))))];
        Findings = [.. reading.Findings.Skip((Number - 1) * PageSize).Take(PageSize)];
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

        if (All is null && Chosen.Count == 0)
        {
            throw new RuleViolation("Import.NothingChosen");
        }

        return await this.RedirectAfterAsync(db, TakeAsync, ct);
    }

    private async Task<string> TakeAsync(CancellationToken ct)
    {
        // The right of now counts, not that of the upload.
        if (Upload.HospitalId is { } hospital ? !user.ScopeOf(Permissions.Author).Country && !user.HospitalsOf(Permissions.Author).Contains(hospital) : !user.ScopeOf(Permissions.Author).Country)
        {
            throw new RuleViolation("Import.NotYours");
        }

        var questions = Read().Questions;
        FoundQuestion[] chosen = All is null ? [.. Chosen.Distinct().Where(at => at >= 0 && at < questions.Count).Order().Select(at => questions[at])] : [.. questions];
        var known = await KnownAsync(chosen, ct);
        var (taken, there) = (0, 0);
        foreach (var question in chosen)
        {
            if (!known.Add(HashOf(question)))
            {
                there++;
                continue;
            }

            save.Add(Upload.HospitalId, question.Body, new Labels(SaveQuestion.NameOf(question.Name, question.Body), question.Tags, []), Upload.FileName);
            taken++;
        }

        audit.Add(new AuditEvent("Questions.FileTaken", "QuestionUpload", Id)
        {
            HospitalIds = Upload.HospitalId is { } owner ? [owner] : [],
            Facts = new Dictionary<string, string?> { ["file"] = Upload.FileName, ["taken"] = $"{taken}", ["there"] = $"{there}" },
        });
        TempData[Posting.MessageKey] = texts["Import.Done", taken, there].Value;
        return $"/questions/import/{Id}";
    }

    // What looks like a patient's identity is no question for the bank, wherever it comes from.
    private Reading Read()
    {
        var reading = QuestionFiles.Read(Upload.Text);
        var screened = reading.Questions.Select(question => (Question: question, Identity: Wording.Identity(question.Name, question.Body))).ToArray();
        return new Reading(
            [.. screened.Where(found => found.Identity is null).Select(found => found.Question)],
            [.. reading.Findings.Concat(screened.Where(found => found.Identity is not null).Select(found => new Finding(found.Question.Line, Loss.Whole, $"Identity.{found.Identity}"))).OrderBy(finding => finding.Line)]);
    }

    private async Task<HashSet<string>> KnownAsync(IReadOnlyCollection<FoundQuestion> questions, CancellationToken ct)
    {
        string[] hashes = [.. questions.Select(HashOf).Distinct()];
        return await db.BankQuestions.Where(q => q.HospitalId == Upload.HospitalId && hashes.Contains(q.ContentHash)).Select(q => q.ContentHash).ToHashSetAsync(ct);
    }

    private static string HashOf(FoundQuestion question) => SaveQuestion.HashOf(SaveQuestion.NameOf(question.Name, question.Body), question.Body);

    public sealed record Row(int Place, int Line, string Name, QuestionKind Kind, bool IsThere);
}
