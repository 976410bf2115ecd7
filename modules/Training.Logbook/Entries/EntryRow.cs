using Training.Data;
using Training.Logbook.Redaction;
using Training.Logbook.SignOff;
using Training.Logbook.Verification;
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
    CaseSetting? Setting,
    Complexity? Complexity,
    DateTimeOffset? WaitingSince,
    DateTimeOffset? LateSince,
    DateTimeOffset? SignedAt,
    DateTimeOffset? WithdrawnAt,
    Guid? AddressedTo,
    string? DeciderName,
    string? Comment,
    bool HasFault)
{
    /// <summary>Signed, withdrawn, waiting, or else returned: read off the stamps.</summary>
    public EntryState State => SignedAt is not null ? EntryState.Signed
        : WithdrawnAt is not null ? EntryState.Withdrawn
        : WaitingSince is not null ? EntryState.Waiting
        : EntryState.Returned;
}

/// <summary>The three outcomes of every step, and that the learner took the case back.</summary>
internal enum EntryState
{
    Waiting,
    Returned,
    Signed,
    Withdrawn,
}

internal static class EntryRows
{
    public static IQueryable<EntryRow> ToRows(this IQueryable<LogbookEntry> entries, TrainingDbContext db) => (
        from entry in entries
        join version in db.EntryVersions on new { EntryId = entry.Id, Number = entry.CurrentNumber } equals new { version.EntryId, version.Number }
        join decision in db.Decisions on version.Id equals decision.EntryVersionId into decisions
        from decided in decisions.DefaultIfEmpty()
        join returned in db.Approvals.Where(a => a.Kind == DecisionKind.Returned) on version.Id equals returned.EntryVersionId into returns
        from other in returns.DefaultIfEmpty()
        let said = other != null ? other.Id : decided.Id
        let isHidden = db.Set<RedactionTarget>().Any(t => t.RecordId == said && !db.Set<RedactionDecision>().Any(d => d.RequestId == t.RequestId))
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
            entry.LateSince,
            entry.SignedAt,
            entry.WithdrawnAt,
            entry.AddressedTo,
            other != null ? other.ApproverName : decided == null ? null : decided.MentorName,
            isHidden ? null : other != null ? other.Comment : decided == null ? null : decided.Comment,
            db.Set<SignatureFault>().Any(f => f.EntryVersionId == version.Id && f.ClearedAt == null)))
        .WithItsParts();

    /// <summary>Only entries in this state.</summary>
    public static IQueryable<LogbookEntry> In(this IQueryable<LogbookEntry> entries, EntryState? state) => state switch
    {
        EntryState.Signed => entries.Where(e => e.SignedAt != null),
        EntryState.Waiting => entries.Where(e => e.WaitingSince != null),
        EntryState.Returned => entries.Where(e => e.WaitingSince == null && e.SignedAt == null && e.WithdrawnAt == null),
        EntryState.Withdrawn => entries.Where(e => e.WithdrawnAt != null),
        _ => entries,
    };
}
