using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Entries;
using Training.Modules;
using Training.Transfers.Contracts;

namespace Training.Logbook.Redaction;

/// <summary>A request with its case, as a second person is shown it.</summary>
internal sealed record ShownRedaction(RedactionState State, CaseRedactions All, WholeCase Case, TransferInfo Transfer, RedactionReason Reason)
{
    /// <summary>What goes.</summary>
    public IReadOnlyList<CaseField> Going => [.. CaseField.Of(Case).Where(IsTarget)];

    /// <summary>What of its texts and files stays.</summary>
    public IReadOnlyList<CaseField> Staying => [.. CaseField.Of(Case).Where(item => !IsTarget(item))];

    private bool IsTarget(CaseField field) => State.Targets.Any(t => t.RecordId == field.RecordId && t.Field == field.Field);
}

/// <summary>Reads cases and requests in the scope of whoever asks, and says who may decide.</summary>
internal sealed class RedactionReader(TrainingDbContext db, ICurrentUser user, Redactions redactions, ITransfers transfers)
{
    /// <summary>A case in the scope of whoever asks; null where there is none.</summary>
    public async Task<WholeCase?> CaseAsync(Guid entryId, CancellationToken ct)
    {
        if (await db.LogbookEntries.AsNoTracking().SingleOrDefaultAsync(e => e.Id == entryId, ct) is not { } entry)
        {
            return null;
        }

        var versions = await db.EntryVersions.AsNoTracking().Where(v => v.EntryId == entryId).ToListAsync(ct);
        Guid[] ids = [.. versions.Select(v => v.Id)];
        return new WholeCase(
            entry,
            versions,
            await db.Decisions.AsNoTracking().Where(d => ids.Contains(d.EntryVersionId)).ToListAsync(ct),
            await db.Approvals.AsNoTracking().Where(a => ids.Contains(a.EntryVersionId)).ToListAsync(ct));
    }

    /// <summary>A request about a case in the scope of whoever asks; null where there is none.</summary>
    public async Task<ShownRedaction?> FindAsync(Guid requestId, CancellationToken ct)
    {
        if (await db.Set<RedactionRequest>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == requestId, ct) is not { } request || await CaseAsync(request.EntryId, ct) is not { } whole)
        {
            return null;
        }

        var states = await redactions.OfAsync([request.EntryId], ct);
        return new ShownRedaction(
            states.States.Single(s => s.Request.Id == requestId),
            states,
            whole,
            (await transfers.FindAsync([whole.Entry.ParticipantId], ct)).Single().Transfer,
            await db.Set<RedactionReason>().AsNoTracking().SingleAsync(r => r.Id == request.ReasonId, ct));
    }

    /// <summary>Why whoever asks may not decide, as the key of a text; null where they may.</summary>
    public async Task<string?> ObstacleAsync(ShownRedaction shown, CancellationToken ct)
    {
        var request = shown.State.Request;
        if (!redactions.MayConfirm(shown.Transfer))
        {
            return "Redact.NotYours";
        }

        if (user.PersonId is not { } me)
        {
            return "Redact.NoPerson";
        }

        // One person may have two records that were made one, and two accounts.
        return user.UserId == request.AskedByUserId || await db.RecordsOf(me).AnyAsync(record => record == request.AskedByPersonId, ct) ? "Redact.SamePerson"
            : me == shown.Case.Entry.PersonId ? "Redact.OwnCase"
            : !shown.State.IsOpen ? "Redact.Decided"
            : null;
    }
}
