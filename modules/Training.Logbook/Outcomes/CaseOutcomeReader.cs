using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Logbook.Contracts;
using Training.Logbook.Entries;
using Training.Logbook.SignOff;
using Training.Techniques.Contracts;

namespace Training.Logbook.Outcomes;

/// <summary>Reads how performed cases ended.</summary>
internal sealed class CaseOutcomeReader(TrainingDbContext db) : ICaseOutcomes
{
    /// <summary>The level at which the mentor had to take over.</summary>
    private const int TakenOver = 1;

    /// <summary>The rule of <see cref="CaseResult.Failed"/>.</summary>
    public static bool IsFailure(Outcome outcome, int? entrustment) => outcome is Outcome.Failed or Outcome.Converted || entrustment == TakenOver;

    public async Task<IReadOnlyList<CaseResult>> OfAsync(Guid personId, Guid techniqueId, CancellationToken ct)
        => [.. (await ReadAsync(db.Unscoped<LogbookEntry>().Where(e => e.PersonId == personId && e.TechniqueId == techniqueId), ct))[new(personId, techniqueId)]];

    public Task<ILookup<PersonTechnique, CaseResult>> OfPeopleAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct)
        => ReadAsync(db.Unscoped<LogbookEntry>().Where(e => personIds.Contains(e.PersonId)), ct);

    public Task<ILookup<PersonTechnique, CaseResult>> VisibleAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct)
        => ReadAsync(db.LogbookEntries.Where(e => personIds.Contains(e.PersonId)), ct);

    private async Task<ILookup<PersonTechnique, CaseResult>> ReadAsync(IQueryable<LogbookEntry> entries, CancellationToken ct)
    {
        var rows = await (from entry in entries.AsNoTracking()
                          where entry.SignedAt != null
                          join version in db.EntryVersions on new { EntryId = entry.Id, Number = entry.CurrentNumber } equals new { version.EntryId, version.Number }
                          where (version.Stage == Stage.S || version.Stage == Stage.I) && version.Outcome != null
                          join decision in db.Decisions on version.Id equals decision.EntryVersionId
                          select new { entry.Id, entry.PersonId, entry.CaseCode, version.TechniqueId, version.PerformedOn, version.Stage, version.Outcome, decision.Entrustment }).ToListAsync(ct);
        return rows.OrderBy(row => row.PerformedOn).ThenBy(row => row.Id).ToLookup(
            row => new PersonTechnique(row.PersonId, row.TechniqueId),
            row => new CaseResult(row.Id, row.CaseCode, row.PerformedOn, row.Stage, IsFailure(row.Outcome!.Value, row.Entrustment)));
    }
}
