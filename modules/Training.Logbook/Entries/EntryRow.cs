using Training.Data;
using Training.Logbook.SignOff;
using Training.Techniques.Contracts;

namespace Training.Logbook.Entries;

/// <summary>An entry as lists show it: its newest version and what was decided about that.</summary>
internal sealed record EntryRow(
    Guid Id,
    Guid TransferId,
    Guid PersonId,
    string CaseCode,
    int Number,
    Guid VersionId,
    Guid TechniqueId,
    Stage Stage,
    DateOnly PerformedOn,
    CaseSetting Setting,
    Complexity Complexity,
    DateTimeOffset? WaitingSince,
    DateTimeOffset? SignedAt,
    string? MentorName,
    string? Comment)
{
    /// <summary>Signed, waiting, or else returned: read off the stamps.</summary>
    public EntryState State => SignedAt is not null ? EntryState.Signed : WaitingSince is not null ? EntryState.Waiting : EntryState.Returned;
}

/// <summary>The three outcomes of every step.</summary>
internal enum EntryState
{
    Waiting,
    Returned,
    Signed,
}

internal static class EntryRows
{
    public static IQueryable<EntryRow> ToRows(this IQueryable<LogbookEntry> entries, TrainingDbContext db) =>
        from entry in entries
        join version in db.EntryVersions on new { EntryId = entry.Id, Number = entry.CurrentNumber } equals new { version.EntryId, version.Number }
        join decision in db.Decisions on version.Id equals decision.EntryVersionId into decisions
        from decided in decisions.DefaultIfEmpty()
        select new EntryRow(
            entry.Id,
            entry.TransferId,
            entry.PersonId,
            entry.CaseCode,
            version.Number,
            version.Id,
            version.TechniqueId,
            version.Stage,
            version.PerformedOn,
            version.Setting,
            version.Complexity,
            entry.WaitingSince,
            entry.SignedAt,
            decided == null ? null : decided.MentorName,
            decided == null ? null : decided.Comment);

    /// <summary>Only entries in this state.</summary>
    public static IQueryable<LogbookEntry> In(this IQueryable<LogbookEntry> entries, EntryState? state) => state switch
    {
        EntryState.Signed => entries.Where(e => e.SignedAt != null),
        EntryState.Waiting => entries.Where(e => e.WaitingSince != null),
        EntryState.Returned => entries.Where(e => e.WaitingSince == null && e.SignedAt == null),
        _ => entries,
    };
}
