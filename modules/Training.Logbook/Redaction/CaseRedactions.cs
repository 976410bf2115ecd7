using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Transfers.Contracts;

namespace Training.Logbook.Redaction;

/// <summary>How a text or file of a case may be shown.</summary>
internal enum Visibility
{
    Shown,

    /// <summary>Somebody has asked to remove it, and nobody has decided.</summary>
    Hidden,

    /// <summary>It was removed.</summary>
    Removed,
}

/// <summary>One request with its decision.</summary>
internal sealed record RedactionState(RedactionRequest Request, RedactionDecision? Decision, DateTimeOffset? OverwrittenAt, IReadOnlyList<RedactionTarget> Targets)
{
    public bool IsOpen => Decision is null;

    public bool IsConfirmed => Decision is { Outcome: RedactionOutcome.Confirmed };
}

/// <summary>What was asked to be removed from some cases, and what was.</summary>
internal sealed class CaseRedactions(IReadOnlyList<RedactionState> states)
{
    public IReadOnlyList<RedactionState> States => states;

    /// <summary>How many removals have been made.</summary>
    public int Confirmed => states.Count(s => s.IsConfirmed);

    public bool IsOpen(Guid entryId) => states.Any(s => s.IsOpen && s.Request.EntryId == entryId);

    /// <summary>The text, or null while it is hidden and after it was removed.</summary>
    public string? Shown(Guid recordId, string field, string? text) => Of(recordId, field) == Visibility.Shown ? text : null;

    public Visibility Of(Guid recordId, string field)
    {
        // A file is known by its hash, which a later version takes along.
        var found = states.Where(s => s.Targets.Any(t => t.Field == field && (t.RecordId == recordId || CaseField.FileOf(t) is not null && field != CaseField.Voice))).ToArray();
        return found.Any(s => s.IsConfirmed) ? Visibility.Removed : found.Any(s => s.IsOpen) ? Visibility.Hidden : Visibility.Shown;
    }
}

/// <summary>Reads what of a case is hidden or removed; one statement.</summary>
internal sealed class Redactions(TrainingDbContext db, ICurrentUser user)
{
    /// <param name="entryIds">Cases that whoever asks was shown.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<CaseRedactions> OfAsync(IReadOnlyCollection<Guid> entryIds, CancellationToken ct)
    {
        var ids = entryIds.Distinct().ToArray();
        var rows = await (from request in db.Unscoped<RedactionRequest>().AsNoTracking()
                          where ids.Contains(request.EntryId)
                          join target in db.Unscoped<RedactionTarget>().AsNoTracking() on request.Id equals target.RequestId
                          join decision in db.Unscoped<RedactionDecision>().AsNoTracking() on request.Id equals decision.RequestId into decisions
                          from decided in decisions.DefaultIfEmpty()
                          join overwrite in db.Unscoped<RedactionOverwrite>().AsNoTracking() on request.Id equals overwrite.RequestId into overwrites
                          from overwritten in overwrites.DefaultIfEmpty()
                          select new { request, target, decided, At = (DateTimeOffset?)overwritten.DoneAt }).ToListAsync(ct);
        return new CaseRedactions(
        [
            .. rows.GroupBy(row => row.request.Id)
                .Select(group => new RedactionState(group.First().request, group.First().decided, group.First().At, [.. group.Select(row => row.target)]))
                .OrderBy(state => state.Request.AskedAt),
        ]);
    }

    /// <summary>Nothing is said or decided about a case while patient data may stand in it: nobody sees all of it.</summary>
    /// <exception cref="RuleViolation">Somebody has asked to remove something from it.</exception>
    public async Task RefuseWhileOpenAsync(Guid entryId, CancellationToken ct)
    {
        if (await db.Unscoped<RedactionRequest>().AnyAsync(r => r.EntryId == entryId && !db.Set<RedactionDecision>().Any(d => d.RequestId == r.Id), ct))
        {
            throw new RuleViolation("Redact.Waits");
        }
    }

    /// <summary>Whether whoever asks is one of the two: who asked for the removal, or who may decide.</summary>
    public bool SeesHidden(RedactionRequest request, TransferInfo transfer)
        => user.UserId == request.AskedByUserId || MayConfirm(transfer);

    /// <summary>The permission reaches one of the two hospitals of the case.</summary>
    public bool MayConfirm(TransferInfo transfer)
        => user.ScopeOf(Permissions.ConfirmRedaction).Country
            || user.HospitalsOf(Permissions.ConfirmRedaction).Any(hospital => hospital == transfer.GivingHospitalId || hospital == transfer.ReceivingHospitalId);
}
