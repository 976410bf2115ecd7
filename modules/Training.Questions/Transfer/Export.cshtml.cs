using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Questions.Bank;
using Training.Questions.Formats;
using Training.Questions.Model;

namespace Training.Questions.Transfer;

/// <summary>Gives the questions of a list as a file, and says before what the format can not hold.</summary>
[HasPermission(Permissions.Author)]
internal sealed class ExportModel(TrainingDbContext db, Wording wording, IAuditTrail audit, TimeProvider clock) : PageModel
{
    private const int MostShown = 100;

    [BindProperty(SupportsGet = true, Name = "")]
    public BankFilter Filter { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public FileFormat Format { get; set; }

    public int Count { get; private set; }

    public bool TooMany { get; private set; }

    public IReadOnlyList<Omission> Omissions { get; private set; } = [];

    public int AllOmissions { get; private set; }

    public string TextOf(Omission omission) => wording.Of(omission.Key);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return NotFound();
        }

        var questions = await ReadAsync(ct);
        (Count, TooMany) = (Math.Min(questions.Count, FileLimits.Questions), questions.Count > FileLimits.Questions);
        var written = QuestionFiles.Write(Format, questions.Take(FileLimits.Questions));
        (AllOmissions, Omissions) = (written.Omissions.Count, [.. written.Omissions.Take(MostShown)]);
        return Page();
    }

    public async Task<IActionResult> OnGetFileAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return NotFound();
        }

        var questions = await ReadAsync(ct);
        var written = QuestionFiles.Write(Format, questions.Take(FileLimits.Questions));
        await audit.RecordAsync(
            new AuditEvent("Questions.Exported", "Questions", Guid.Empty) { Facts = new Dictionary<string, string?> { ["format"] = $"{Format}", ["questions"] = $"{Math.Min(questions.Count, FileLimits.Questions)}", ["filter"] = Filter.Query } }, ct);
        return Format == FileFormat.Gift
            ? File(Encoding.UTF8.GetBytes(written.Text), "text/plain; charset=utf-8", $"questions-{clock.Today():yyyy-MM-dd}.gift.txt")
            : File(Encoding.UTF8.GetBytes(written.Text), "application/xml; charset=utf-8", $"questions-{clock.Today():yyyy-MM-dd}.xml");
    }

    private async Task<IReadOnlyList<NamedQuestion>> ReadAsync(CancellationToken ct)
    {
        var query = Filter.Of(db);
        var rows = await (
            from q in query
            where q.IsComplete
            orderby q.Id
            join v in db.QuestionVersions on new { QuestionId = q.Id, Number = q.CurrentNumber } equals new { v.QuestionId, v.Number }
            select new { q.Id, v.Name, v.Body, Tags = db.Set<QuestionTag>().Where(t => t.QuestionId == q.Id).OrderBy(t => t.Key).Select(t => t.Tag).ToList() })
            .Take(FileLimits.Questions + 1).AsNoTracking().ToListAsync(ct);
        return [.. rows.OrderBy(row => row.Id).Select(row => new NamedQuestion(row.Name, BodyJson.Read(row.Body), row.Tags))];
    }
}
