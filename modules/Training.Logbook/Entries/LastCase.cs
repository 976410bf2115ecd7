using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;

namespace Training.Logbook.Entries;

/// <summary>What the learner logged last, to fill the next form from.</summary>
internal sealed class LastCase(TrainingDbContext db, ICurrentUser user, TimeProvider clock)
{
    /// <summary>What was the same last time is most likely the same today; what describes the patient is never filled in beforehand.</summary>
    /// <param name="choices">What the learner may log.</param>
    /// <param name="id">A case of their own to be repeated; null for the last one.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null where there is none, or its technique is no longer theirs.</returns>
    public async Task<(Guid EntryId, CaseInput Repeated)?> ReadAsync(IReadOnlyList<CaseChoice> choices, Guid? id, CancellationToken ct)
    {
        var mine = db.LogbookEntries.Where(e => e.PersonId == user.PersonId);
        var last = await (from entry in id is { } repeat ? mine.Where(e => e.Id == repeat) : mine
                          orderby entry.Id descending
                          join version in db.EntryVersions.AsNoTracking() on new { EntryId = entry.Id, Number = entry.CurrentNumber } equals new { version.EntryId, version.Number }
                          select new { entry.Id, entry.ParticipantId, version })
            .FirstOrDefaultAsync(ct);
        return last is not null && choices.FirstOrDefault(c => c.Key == CaseInput.KeyOf(last.ParticipantId, last.version.TechniqueId)) is { } choice
            ? (last.Id, CaseInput.Repeat(last.version.Content, choice.Participation, clock.Today()))
            : null;
    }
}
