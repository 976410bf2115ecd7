using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Logbook.Entries;
using Training.Modules;

namespace Training.Logbook.Rating;

/// <summary>The learner rates themself, once; the page of the case has the same form.</summary>
[HasPermission(Permissions.Log)]
internal sealed class RateModel(TrainingDbContext db, ICurrentUser user, Ratings ratings, IAuditTrail audit, TimeProvider clock) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>1 to 5.</summary>
    [BindProperty, Range(1, 5), Display(Name = "Field.OwnRating")]
    public int? OwnRating { get; set; }

    public LogbookEntry Entry { get; private set; } = null!;

    public RatingForm Form { get; private set; } = null!;

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        var found = await (from entry in db.LogbookEntries.AsNoTracking()
                           where entry.Id == Id && entry.PersonId == user.PersonId && entry.WithdrawnAt == null && !db.Set<SelfRating>().Any(r => r.EntryId == Id)
                           join version in db.EntryVersions.AsNoTracking() on new { EntryId = entry.Id, Number = entry.CurrentNumber } equals new { version.EntryId, version.Number }
                           select new { entry, version }).SingleOrDefaultAsync(ct);
        if (found is not { version.AsksRating: true })
        {
            return false;
        }

        (Entry, Form) = (found.entry, (await ratings.GetAsync(ct)).Of(null));
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

        if (OwnRating is not { } level || !ModelState.IsValid)
        {
            throw new RuleViolation("Sign.EntrustmentMissing") { Field = "OwnRating" };
        }

        return await this.RedirectAfterAsync(
            db,
            inner =>
            {
                var rating = new SelfRating { EntryId = Id, Number = Entry.CurrentNumber, Entrustment = level, RatedAt = clock.GetUtcNow() };
                db.Add(rating);
                audit.Add(new AuditEvent("Logbook.SelfRated", nameof(SelfRating), rating.Id) { HospitalIds = [Entry.HospitalId], Facts = new Dictionary<string, string?> { ["case"] = Entry.CaseCode } });
                return Task.FromResult($"/logbook/{Id}");
            },
            ct);
    }
}
