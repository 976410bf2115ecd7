using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Entries;
using Training.Logbook.Redaction;
using Training.Logbook.SignOff;
using Training.Media.Contracts;

namespace Training.Logbook.Verification;

/// <summary>One thing that does not fit.</summary>
internal sealed record Fault(Guid EntryId, Guid VersionId, string CaseCode, int Number, FaultKind Kind);

/// <summary>What was looked at in one step, and what does not fit in it.</summary>
internal sealed record VerifiedBatch(int Versions, int Signatures, IReadOnlyList<Fault> Faults);

/// <summary>
/// Works every hash of the logbook out again and compares it with what was signed, batch by batch: however many cases there are, it holds one batch
/// of them. It only reads.
/// </summary>
internal sealed class LogbookVerifier(TrainingDbContext db, IReauthentication reauthentication, Redactions redactions, IFileStore files)
{
    public const int Batch = 500;

    /// <summary>All versions, in the order in which they were made.</summary>
    public async IAsyncEnumerable<VerifiedBatch> VerifyAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var last = Guid.Empty;
        while (await VersionsAsync(versions => versions.Where(v => v.Id > last).OrderBy(v => v.Id).Take(Batch), ct) is { Count: > 0 } batch)
        {
            last = batch[^1].Id;
            yield return await CheckAsync(batch, ct);
        }
    }

    /// <summary>These versions.</summary>
    public async Task<VerifiedBatch> VerifyAsync(IReadOnlyCollection<Guid> versionIds, CancellationToken ct)
        => await CheckAsync(await VersionsAsync(versions => versions.Where(v => versionIds.Contains(v.Id)), ct), ct);

    private Task<List<EntryVersion>> VersionsAsync(Func<IQueryable<EntryVersion>, IQueryable<EntryVersion>> which, CancellationToken ct)
        => which(db.Unscoped<EntryVersion>().AsNoTracking()).AsSplitQuery().ToListAsync(ct);

    private async Task<VerifiedBatch> CheckAsync(List<EntryVersion> versions, CancellationToken ct)
    {
        Guid[] ids = [.. versions.Select(v => v.Id)];
        Guid[] entryIds = [.. versions.Select(v => v.EntryId).Distinct()];
        var entries = await db.Unscoped<LogbookEntry>().AsNoTracking().Where(e => entryIds.Contains(e.Id)).ToDictionaryAsync(e => e.Id, ct);
        var decisions = await db.Unscoped<Decision>().AsNoTracking().Where(d => ids.Contains(d.EntryVersionId)).ToDictionaryAsync(d => d.EntryVersionId, ct);
        var approvals = (await db.Unscoped<Approval>().AsNoTracking().Where(a => ids.Contains(a.EntryVersionId)).ToListAsync(ct)).ToLookup(a => a.EntryVersionId);
        var known = await redactions.OfAsync(entryIds, ct);
        var devices = await reauthentication.VerifyAsync(
            db, [.. decisions.Values, .. approvals.SelectMany(group => group), .. known.States.Select(state => state.Decision).OfType<RedactionDecision>()], ct);
        bool Holds(ISignedRecord? record) => record is null || !devices.TryGetValue(record.Id, out var holds) || holds;

        var faults = new List<Fault>();
        foreach (var version in versions)
        {
            var entry = entries[version.EntryId];
            var decision = decisions.GetValueOrDefault(version.Id);
            void Add(bool fits, FaultKind kind)
            {
                if (!fits)
                {
                    faults.Add(new Fault(entry.Id, version.Id, entry.CaseCode, version.Number, kind));
                }
            }

            var content = Signatures.Of(version, known);
            var mine = known.States.Where(state => state.Targets.Any(t => t.Number == version.Number) && state.Request.EntryId == entry.Id).ToArray();
            var unproven = mine.Any(state => state.IsConfirmed && !Signatures.IsProper(state)) || IsTornOut(version, decision, approvals[version.Id], known);
            Add(!unproven, FaultKind.RedactionUnproven);
            Add(unproven || content != SignatureVerdict.Invalid, FaultKind.EntryChanged);
            Add(unproven || decision is null || content == SignatureVerdict.Invalid || Signatures.Of(version, decision, known) != SignatureVerdict.Invalid, FaultKind.SignatureChanged);
            Add(entry.SignedAt is null || entry.CurrentNumber != version.Number || decision is { Kind: DecisionKind.Signed }, FaultKind.SignatureMissing);
            Add(Holds(decision) && approvals[version.Id].All(Holds) && mine.All(state => Holds(state.Decision)), FaultKind.AssertionInvalid);
            Add(unproven || content == SignatureVerdict.Invalid || approvals[version.Id].All(a => Signatures.Of(version, a, known) != SignatureVerdict.Invalid), FaultKind.ApprovalChanged);
            foreach (var (hash, field) in FilesOf(version, decision))
            {
                await CheckFileAsync(hash, field, known, Add, ct);
            }
        }

        return new VerifiedBatch(versions.Count, decisions.Count + approvals.Sum(group => group.Count()), faults);
    }

    // A salt that is gone without a decision of two people.
    private static bool IsTornOut(EntryVersion version, Decision? decision, IEnumerable<Approval> approvals, CaseRedactions known)
    {
        bool Torn(Guid id, IReadOnlyDictionary<string, Content.Seal> seals)
            => seals.Any(seal => seal.Value.Salt is null && known.Of(id, seal.Key) != Visibility.Removed);
        return Torn(version.Id, version.Sealed.Seals) || (decision is not null && Torn(decision.Id, decision.Sealed.Seals)) || approvals.Any(a => Torn(a.Id, a.Sealed.Seals));
    }

    private static IEnumerable<(string Hash, string Field)> FilesOf(EntryVersion version, Decision? decision)
        => version.Content.Attachments.Select(hash => (hash, CaseField.OfFile(hash))).Concat(decision?.VoiceHash is { } voice ? [(voice, CaseField.Voice)] : []);

    private async Task CheckFileAsync(string hash, string field, CaseRedactions known, Action<bool, FaultKind> add, CancellationToken ct)
    {
        switch (await files.VerifyAsync(hash, ct))
        {
            case FileState.Damaged or FileState.Unknown:
                add(false, FaultKind.AttachmentChanged);
                break;
            case FileState.Removed:
                // The same bytes may have been removed from another case.
                var byTwo = known.States.Any(state => state.IsConfirmed && state.Targets.Any(t => CaseField.FileOf(t) == hash))
                    || await db.Unscoped<RedactionTarget>().AnyAsync(
                        t => (t.Field == field || t.KeptHash == hash) && db.Set<RedactionDecision>().Any(d => d.RequestId == t.RequestId && d.Outcome == RedactionOutcome.Confirmed), ct);
                add(byTwo, FaultKind.RedactionUnproven);
                break;
        }
    }
}
