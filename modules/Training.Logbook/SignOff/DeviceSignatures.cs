using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Batch;
using Training.Modules;

namespace Training.Logbook.SignOff;

/// <summary>Something that somebody put their name to under a proof.</summary>
internal interface ISignedRecord
{
    Guid Id { get; }

    Guid? ProofId { get; }

    string Method { get; }

    /// <summary>The action that the proof was made for.</summary>
    string SigningAction { get; }

    /// <summary>What was signed, made anew from what is stored.</summary>
    string Canonical { get; }

    /// <summary>The batch whose list the device signed, where it was not this record alone.</summary>
    Guid? BatchId => null;
}

/// <summary>What devices signed, verified at the moment it is shown.</summary>
internal static class DeviceSignatures
{
    /// <summary>
    /// Whether the device's signature holds, by decision; only those that say a passkey signed, or under whose proof a signature is kept. One
    /// that is gone does not hold.
    /// </summary>
    public static async Task<IReadOnlyDictionary<Guid, bool>> VerifyAsync(this IReauthentication reauthentication, TrainingDbContext db, IEnumerable<ISignedRecord> decisions, CancellationToken ct)
    {
        var proved = decisions.Where(d => d.ProofId is not null).ToArray();
        var found = await reauthentication.FindAssertionsAsync([.. proved.Select(d => d.ProofId!.Value).Distinct()], ct);
        var batches = await db.BatchesAsync(proved.Select(d => d.BatchId), ct);
        return proved.Where(d => d.Method is Decision.PasskeyMethod or Decision.RoomMethod || found.ContainsKey(d.ProofId!.Value))
            .ToDictionary(d => d.Id, d => found.GetValueOrDefault(d.ProofId!.Value) is { } assertion && Holds(assertion, d, batches));
    }

    /// <summary>The lists that were signed as one; no statement where there is none.</summary>
    public static async Task<IReadOnlyDictionary<Guid, SignedBatch>> BatchesAsync(this TrainingDbContext db, IEnumerable<Guid?> ids, CancellationToken ct)
    {
        Guid[] wanted = [.. ids.OfType<Guid>().Distinct()];
        return wanted.Length == 0 ? new Dictionary<Guid, SignedBatch>() : await db.Unscoped<SignedBatch>().AsNoTracking().Where(b => wanted.Contains(b.Id)).ToDictionaryAsync(b => b.Id, ct);
    }

    private static bool Holds(SignedAssertion assertion, ISignedRecord record, IReadOnlyDictionary<Guid, SignedBatch> batches)
    {
        var hash = CanonicalJson.HashOf(record.Canonical);
        return record.BatchId is { } id
            ? batches.GetValueOrDefault(id) is { } batch && batch.Holds(hash) && assertion.Holds(SignedBatch.Action, CanonicalJson.HashOf(batch.Canonical))
            : assertion.Holds(record.SigningAction, hash);
    }
}
