using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Grants;
using Training.Identity.People;
using Training.Modules;

namespace Training.Identity.Duplicates;

/// <summary>Says that two records are of two people, and why, so that the list does not offer them again.</summary>
[HasPermission(PeoplePermissions.Merge)]
internal sealed class DistinctModel(
    TrainingDbContext db, ICurrentUser actor, IAuditTrail audit, IStringLocalizer<Texts> texts, TimeProvider clock) : PageModel, IForm
{
    [BindProperty(SupportsGet = true, Name = "first")]
    public Guid FirstId { get; set; }

    [BindProperty(SupportsGet = true, Name = "second")]
    public Guid SecondId { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IReadOnlyList<Person> People { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        People = await db.People.AsNoTracking().Where(p => (p.Id == FirstId || p.Id == SecondId) && p.MergedIntoId == null).ToListAsync(ct);
        return People.Count == 2;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = 422;
            return Page();
        }

        return await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                await JudgeAsync(inner);
                TempData[Posting.MessageKey] = texts["Distinct.Done"].Value;
                return "/admin/people/duplicates";
            },
            ct);
    }

    private async Task JudgeAsync(CancellationToken ct)
    {
        // The order of the database, which for text is that of the letters.
        var (first, second) = string.CompareOrdinal($"{FirstId}", $"{SecondId}") < 0 ? (FirstId, SecondId) : (SecondId, FirstId);
        if (await db.Set<DistinctPeople>().AnyAsync(d => d.FirstId == first && d.SecondId == second, ct))
        {
            return;
        }

        var judged = new DistinctPeople { FirstId = first, SecondId = second, Reason = Input.Reason.Trim(), JudgedBy = actor.Name, JudgedAt = clock.GetUtcNow() };
        db.Add(judged);
        audit.Add(new AuditEvent("Identity.PeopleDistinct", nameof(Person), first) { Reason = judged.Reason, Facts = new Dictionary<string, string?> { ["other"] = $"{second}" } });
    }

    public sealed class InputModel
    {
        [Required, MinLength(10), StringLength(400), Display(Name = "Distinct.Reason")]
        public string Reason { get; set; } = "";
    }
}
