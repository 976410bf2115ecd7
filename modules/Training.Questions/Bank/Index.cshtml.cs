using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Questions.Model;
using Training.Techniques.Contracts;

namespace Training.Questions.Bank;

/// <summary>The questions that an author sees, the newest first.</summary>
[HasPermission(Permissions.Author)]
internal sealed class IndexModel(TrainingDbContext db, ITechniques techniques, IOrganizations organizations, IStringLocalizer<Texts> texts) : PageModel
{
    private const int PageSize = 30;
    private const int MostTags = 100;

    [BindProperty(SupportsGet = true, Name = "")]
    public BankFilter Filter { get; set; } = new();

    /// <summary>The last question of the page before; the list goes on behind it, however long it is.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public bool More { get; private set; }

    public IReadOnlyList<string> Tags { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Techniques { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Kinds { get; } = [.. Enum.GetValues<QuestionKind>().Select(kind => new SelectListItem(texts[$"Kind.{kind}"], $"{kind}"))];

    public OrganizationDirectory Directory { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Directory = await organizations.GetAsync(ct);
        Techniques = [.. (await techniques.GetAsync(ct)).Techniques.Select(technique => new SelectListItem(technique.Display, $"{technique.Id}"))];
        Tags = await db.QuestionTags.GroupBy(t => t.Key).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Take(MostTags).Select(g => g.Min(t => t.Tag)!).ToListAsync(ct);
        var query = Filter.Of(db);
        if (After is { } after)
        {
            query = query.Where(q => q.Id.CompareTo(after) < 0);
        }

        var rows = await query.AsNoTracking().OrderByDescending(q => q.Id).Take(PageSize + 1)
            .Select(q => new Row(q.Id, q.Name, q.Kind, q.HospitalId, q.Author, q.ChangedAt, q.CurrentNumber, q.IsComplete, db.Set<QuestionTag>().Where(t => t.QuestionId == q.Id).Select(t => t.Tag).ToList()))
            .ToListAsync(ct);
        More = rows.Count > PageSize;
        Rows = [.. rows.OrderByDescending(row => row.Id).Take(PageSize)];
    }

    public sealed record Row(Guid Id, string Name, QuestionKind Kind, Guid? HospitalId, string Author, DateTimeOffset ChangedAt, int Number, bool IsComplete, IReadOnlyList<string> Tags);
}
