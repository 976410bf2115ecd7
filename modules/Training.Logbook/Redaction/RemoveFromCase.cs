using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Logbook.Batch;
using Training.Logbook.Content;
using Training.Logbook.Entries;
using Training.Logbook.Phone;
using Training.Logbook.SignOff;
using Training.Media.Contracts;
using Training.Modules;

namespace Training.Logbook.Redaction;

/// <summary>
/// Takes texts and files out of a case, wherever they stand: from the rows of the case themselves, from what the trail keeps beside its tree, from
/// what mentors have prepared, and the hashes of the forms that brought them. Hashes under a signature stay, their salts go, so that nobody can
/// try texts until one fits. Runs inside the write of the decision.
/// </summary>
internal sealed class RemoveFromCase(TrainingDbContext db, IFileStore files, IAuditTrail audit)
{
    /// <summary>Whose rows are rewritten, for <see cref="FreePages"/>.</summary>
    public static IReadOnlyList<Type> Rewritten { get; } =
        [typeof(EntryVersion), typeof(Decision), typeof(Approval), typeof(LogbookEntry), typeof(PreparedRating), typeof(PhoneCase), typeof(AuditDetails), KeptForms.Entity];

    private static readonly Type[] Guarded = [typeof(EntryVersion), typeof(Decision), typeof(Approval), typeof(PhoneCase)];

    public async Task RemoveAsync(ShownRedaction shown, CancellationToken ct)
    {
        var going = shown.Going;
        await db.WithoutAppendOnlyGuardsAsync(Guarded, inner => FromRowsAsync(shown, going, inner), ct);
        foreach (var hash in going.Select(field => field.FileHash).OfType<string>().Distinct())
        {
            await files.RemoveAsync(hash, ct);
        }

        Guid[] versions = [.. shown.Case.Versions.Select(v => v.Id)];
        await db.Unscoped<PreparedRating>().Where(p => versions.Contains(p.EntryVersionId)).ExecuteDeleteAsync(ct);
        await db.ForgetFormsAsync(
            [.. shown.Case.Versions.Select(v => v.SubmittedAt), .. shown.Case.Decisions.Select(d => d.DecidedAt), .. shown.Case.Decisions.Select(d => d.RatedAt).OfType<DateTimeOffset>(), .. shown.Case.Approvals.Select(a => a.DecidedAt), .. Withdrawn(shown.Case.Entry)], ct);
        string[] words = [.. going.Select(field => field.Text).OfType<string>().Distinct()];
        if (words.Length > 0)
        {
            await audit.EraseDetailsWithAsync(
                [shown.Case.Entry.Id, .. versions, .. shown.Case.Decisions.Select(d => d.Id), .. shown.Case.Approvals.Select(a => a.Id)], words, shown.Reason.NameVi, ct);
        }
    }

    private async Task<int> FromRowsAsync(ShownRedaction shown, IReadOnlyList<CaseField> going, CancellationToken ct)
    {
        var changed = 0;
        foreach (var version in shown.Case.Versions)
        {
            string[] fields = [.. going.Where(field => field.RecordId == version.Id && field.Text is not null).Select(field => field.Field)];
            if (fields.Length > 0)
            {
                changed += await FromAsync(version, fields, ct);
            }
        }

        foreach (var decision in shown.Case.Decisions.Where(d => going.Any(field => field.RecordId == d.Id && field.Field == CaseField.Comment)))
        {
            var seals = decision.Sealed.Without(CaseField.Comment);
            changed += await db.Unscoped<Decision>().Where(d => d.Id == decision.Id)
                .ExecuteUpdateAsync(row => row.SetProperty(d => d.Comment, (string?)null).SetProperty(d => d.Sealed, seals), ct);
        }

        foreach (var approval in shown.Case.Approvals.Where(a => going.Any(field => field.RecordId == a.Id)))
        {
            var seals = approval.Sealed.Without(CaseField.Comment);
            changed += await db.Unscoped<Approval>().Where(a => a.Id == approval.Id)
                .ExecuteUpdateAsync(row => row.SetProperty(a => a.Comment, (string?)null).SetProperty(a => a.Sealed, seals), ct);
        }

        if (going.Any(field => field.Field == CaseField.WithdrawnBecause))
        {
            changed += await db.Unscoped<LogbookEntry>().Where(e => e.Id == shown.Case.Entry.Id).ExecuteUpdateAsync(row => row.SetProperty(e => e.WithdrawnBecause, (string?)null), ct);
        }

        var entryId = shown.Case.Entry.Id;
        changed += await db.Unscoped<PhoneCase>().Where(c => c.EntryId == entryId).ExecuteUpdateAsync(row => row.SetProperty(c => c.BodyHash, ""), ct);
        return changed;
    }

    private Task<int> FromAsync(EntryVersion version, string[] fields, CancellationToken ct)
    {
        string? Kept(string field, string? text) => fields.Contains(field) ? null : text;
        var seals = fields.Aggregate(version.Sealed, (left, field) => left.Without(field));
        var evidence = version.Evidence with { Recording = Kept("recording", version.Evidence.Recording), Responsible = Kept("responsible", version.Evidence.Responsible) };
        var (note, convertedTo, reason) = (Kept("note", version.Note), Kept("convertedTo", version.ConvertedTo), Kept("correctionReason", version.CorrectionReason));
        return db.Unscoped<EntryVersion>().Where(v => v.Id == version.Id).ExecuteUpdateAsync(
            row => row
                .SetProperty(v => v.Note, note)
                .SetProperty(v => v.ConvertedTo, convertedTo)
                .SetProperty(v => v.CorrectionReason, reason)
                .SetProperty(v => v.Evidence, evidence)
                .SetProperty(v => v.Sealed, seals),
            ct);
    }

    private static IEnumerable<DateTimeOffset> Withdrawn(LogbookEntry entry) => entry.WithdrawnAt is { } at ? [at] : [];
}
