using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Logbook.Contracts;

namespace Training.LearningCurves.Relapse;

/// <summary>Answers from the stamps of technical heads.</summary>
internal sealed class Independence(TrainingDbContext db) : IIndependence
{
    public async Task<IReadOnlyList<IndependencePause>> PausesAsync(IReadOnlyCollection<Guid> personIds, DateOnly day, CancellationToken ct) =>
        [.. (await db.Unscoped<RelapseSignal>().Where(s => personIds.Contains(s.PersonId)).ToStoriesAsync(db, ct))
            .Where(story => story.PauseOn(day) is not null)
            .Select(story => new IndependencePause(story.Signal.PersonId, story.Signal.TechniqueId, story.Review!.From, story.Review.By))];
}
