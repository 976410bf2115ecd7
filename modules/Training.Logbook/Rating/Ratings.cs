using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;

namespace Training.Logbook.Rating;

/// <summary>The scales and reasons as they were when they were read.</summary>
internal sealed class RatingCatalogue(IReadOnlyList<RatingForm> forms, IReadOnlyList<ReturnReason> reasons)
{
    /// <summary>In the order in which they are offered.</summary>
    public IReadOnlyList<ReturnReason> Reasons => reasons;

    /// <summary>The form that is shown on a day.</summary>
    /// <exception cref="InvalidOperationException">The site was set up without any.</exception>
    public RatingForm On(DateOnly day) => forms.Where(f => f.ValidFrom <= day).MaxBy(f => f.ValidFrom) ?? forms.MinBy(f => f.ValidFrom) ?? throw new InvalidOperationException("No scale is stored; the recipe step Ratings brings one.");

    /// <summary>The form that was shown: one that was valid before, on a phone that had not met the network since, or the one of the day.</summary>
    public RatingForm ShownOn(DateOnly day, Guid? id) => forms.FirstOrDefault(f => f.Id == id && f.ValidFrom <= day) ?? On(day);

    /// <summary>The form that something was rated with; the oldest for what was rated before there were forms.</summary>
    public RatingForm Of(Guid? id) => forms.FirstOrDefault(f => f.Id == id) ?? forms.MinBy(f => f.ValidFrom)!;

    public ReturnReason? Reason(Guid? id) => reasons.FirstOrDefault(r => r.Id == id);
}

/// <summary>Reads scales and reasons; they are kept in memory, since most pages of the logbook show them.</summary>
internal sealed class Ratings(TrainingDbContext db, Snapshot<RatingCatalogue> snapshot)
{
    public Task<RatingCatalogue> GetAsync(CancellationToken ct) => snapshot.GetAsync(() => ReadAsync(ct), ct);

    /// <summary>Call inside the write that adds some.</summary>
    public Task ChangedAsync(CancellationToken ct) => snapshot.ChangedAsync(ct);

    private async Task<RatingCatalogue> ReadAsync(CancellationToken ct) => new(
        await db.Set<RatingForm>().AsNoTracking().Include(f => f.Levels).AsSingleQuery().OrderBy(f => f.ValidFrom).ToListAsync(ct),
        await db.Set<ReturnReason>().AsNoTracking().OrderBy(r => r.Position).ToListAsync(ct));
}
