using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Questions.Model;

namespace Training.Questions.Bank;

/// <summary>How a question came to be what it is: every version, and what each changed.</summary>
[HasPermission(Permissions.Author)]
internal sealed class VersionsModel(TrainingDbContext db, BodyLines lines) : PageModel
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The version whose changes are shown; the newest where none is named.</summary>
    [BindProperty(SupportsGet = true, Name = "v")]
    public int? Number { get; set; }

    public string Name { get; private set; } = "";

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public Row Shown { get; private set; } = null!;

    /// <summary>From the version before; everything for the first.</summary>
    public IReadOnlyList<LineChange> Changes { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Rows = await db.QuestionVersions.AsNoTracking().Where(v => v.QuestionId == Id).OrderByDescending(v => v.Number).Take(100)
            .Select(v => new Row(v.Number, v.Name, v.At, v.Author, v.Reason)).ToListAsync(ct);
        if (Rows.Count == 0 || (Number is { } number && Rows.All(row => row.Number != number)))
        {
            return NotFound();
        }

        Shown = Rows.FirstOrDefault(row => row.Number == Number) ?? Rows[0];
        Name = Rows[0].Name;
        var bodies = await db.QuestionVersions.AsNoTracking().Where(v => v.QuestionId == Id && (v.Number == Shown.Number || v.Number == Shown.Number - 1))
            .ToDictionaryAsync(v => v.Number, v => v, ct);
        Changes = BodyLines.Between(
            bodies.TryGetValue(Shown.Number - 1, out var before) ? lines.Of(before.Name, BodyJson.Read(before.Body)) : [],
            lines.Of(Shown.Name, BodyJson.Read(bodies[Shown.Number].Body)));
        return Page();
    }

    public sealed record Row(int Number, string Name, DateTimeOffset At, string Author, string? Reason);
}
