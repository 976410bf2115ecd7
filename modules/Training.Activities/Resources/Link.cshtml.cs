using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Activities.Content;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;

namespace Training.Activities.Resources;

/// <summary>Where a link leads, before anybody goes there; finished by saying that one has read it.</summary>
[HasPermission(Permissions.Learn)]
internal sealed class LinkModel(TrainingDbContext db, ICourseItems items, IStringLocalizer<Texts> texts, TimeProvider clock) : LearnerPage(items, LinkKind.KindKey)
{
    private readonly ICourseItems _items = items;

    public LinkContent Link { get; private set; } = null!;

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await ActAsync(ct) is not var (item, me))
        {
            return NotFound();
        }

        return await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                await _items.RecordAsync(me, item.CourseId, ItemKey, new ItemEvidence(item.ContentId, clock.GetUtcNow()) { Seen = true }, inner);
                TempData[Posting.MessageKey] = texts["Seen.Stored"].Value;
                return item.Next ?? $"/courses/{Code}";
            },
            ct);
    }

    protected override async Task FillAsync(CancellationToken ct) => Link = await db.Set<LinkContent>().AsNoTracking().SingleAsync(l => l.Id == Item.ContentId, ct);
}
