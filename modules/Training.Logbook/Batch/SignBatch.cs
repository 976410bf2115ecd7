using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.SignOff;
using Training.Modules;

namespace Training.Logbook.Batch;

/// <summary>One case of a batch: what was filled in, and why it can not be signed any more, if so.</summary>
internal sealed record BatchItem(PreparedRating Rating, PreparedDecision? Prepared, RuleViolation? Obstacle);

/// <summary>
/// Signs what a mentor has filled in, all with one proof. Where one of them has changed or been decided meanwhile, nothing is signed: the proof is of
/// the list as it was shown, and the page shows which one is in the way.
/// </summary>
internal sealed class SignBatch(TrainingDbContext db, SignCase sign, IReauthentication reauthentication, ICurrentUser user, TimeProvider clock)
{
    /// <summary>Everything that whoever asks has filled in, the oldest first.</summary>
    public async Task<IReadOnlyList<BatchItem>> ReadAsync(CancellationToken ct)
    {
        var me = user.PersonId ?? Guid.Empty;
        var rows = await db.Set<PreparedRating>().AsNoTracking().Where(p => p.MentorPersonId == me).OrderBy(p => p.PreparedAt).Take(SignedBatch.Most).ToListAsync(ct);
        var items = new List<BatchItem>();
        foreach (var row in rows)
        {
            try
            {
                items.Add(new BatchItem(row, (await sign.PrepareAsync(InputOf(row), me, ct)).Undecided(), null));
            }
            catch (RuleViolation obstacle)
            {
                items.Add(new BatchItem(row, null, obstacle));
            }
        }

        return items;
    }

    /// <summary>What has to be signed for the list.</summary>
    public static SigningRequest RequestOf(IEnumerable<BatchItem> items) => new(SignedBatch.Action, CanonicalJson.HashOf(CanonicalOf(items)));

    /// <summary>Call inside a write.</summary>
    /// <param name="shown">The hash of the list that was shown.</param>
    /// <param name="proof">Of who signs.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many were decided.</returns>
    /// <exception cref="RuleViolation">The list is another now, or the proof does not fit; nothing is stored.</exception>
    public async Task<int> SignAsync(string shown, SigningProof proof, CancellationToken ct)
    {
        var items = await ReadAsync(ct);
        Check(items, shown);
        var request = RequestOf(items);
        await reauthentication.ConsumeAsync(proof, request, ct);
        var me = user.PersonId!.Value;
        var batch = new SignedBatch { MentorPersonId = me, ProofId = proof.Id, Canonical = CanonicalOf(items), SignedAt = clock.GetUtcNow() };
        db.Add(batch);
        await db.SaveChangesAsync(ct);
        foreach (var item in items)
        {
            await sign.StoreAsync(await sign.PrepareAsync(InputOf(item.Rating), me, ct, proof, batch.Id), ct);
            await db.SaveChangesAsync(ct);
        }

        return items.Count;
    }

    /// <exception cref="RuleViolation">Something is in the way of signing.</exception>
    public static void Check(IReadOnlyList<BatchItem> items, string shown)
    {
        if (items.Count == 0 || items.Any(item => item.Obstacle is not null) || RequestOf(items).ContentHash != shown)
        {
            throw new RuleViolation("Batch.Changed");
        }
    }

    private static string CanonicalOf(IEnumerable<BatchItem> items) => SignedBatch.CanonicalOf(items.Where(item => item.Prepared is not null).Select(item => item.Prepared!.Request.ContentHash));

    private static DecisionInput InputOf(PreparedRating row) => new(row.EntryVersionId, row.Kind, row.Entrustment, row.Comment, row.ShownHash)
    {
        Performance = row.Performance,
        Difficulty = row.Difficulty,
        ReturnReasonId = row.ReturnReasonId,
        VoiceHash = row.VoiceHash,
        OpenedAt = row.OpenedAt,
        RatedAt = row.PreparedAt,
        Salt = row.Salt,
    };
}
