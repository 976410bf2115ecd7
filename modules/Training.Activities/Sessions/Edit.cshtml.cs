using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Activities.Content;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;

namespace Training.Activities.Sessions;

/// <summary>What learners are told about a live session; its dates have a page of their own.</summary>
[HasPermission(Permissions.Author)]
internal sealed class EditModel(TrainingDbContext db, ICourseItems items, IStringLocalizer<Texts> texts) : AuthorPage<LiveSession>(db, items, texts, SessionKind.KindKey)
{
    /// <summary>Dates that are not cancelled, in their order.</summary>
    public IReadOnlyList<SessionDate> Dates { get; private set; } = [];

    public override async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (!await base.LoadAsync(ct))
        {
            return false;
        }

        Dates = await Db.Set<SessionDate>().AsNoTracking().Where(d => d.SeriesId == Before.SeriesId && d.CancelledAt == null).OrderBy(d => d.StartsAt).Take(50).ToListAsync(ct);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        return ModelState.IsValid ? await SaveAsync(_ => { }, ct) : Page();
    }
}
