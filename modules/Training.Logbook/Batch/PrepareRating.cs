using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Logbook.Content;
using Training.Logbook.SignOff;
using Training.Modules;

namespace Training.Logbook.Batch;

/// <summary>Keeps what a mentor filled in for a case, to be signed together with others.</summary>
internal sealed class PrepareRating(TrainingDbContext db, SignCase sign, Queue queue, ICurrentUser user, TimeProvider clock)
{
    /// <summary>Checks everything but the proof, and keeps it. Call inside a write.</summary>
    /// <returns>The address of the next case that waits, or of the batch where it is full or nothing else waits.</returns>
    /// <exception cref="RuleViolation">The decision would be refused, or the batch is full.</exception>
    public async Task<string> KeepAsync(DecisionInput input, CancellationToken ct)
    {
        var me = user.PersonId!.Value;
        (await sign.PrepareAsync(input, me, ct)).Undecided();
        var kept = await db.Set<PreparedRating>().AsTracking().Where(p => p.MentorPersonId == me).ToListAsync(ct);
        var row = kept.FirstOrDefault(p => p.EntryVersionId == input.VersionId);
        if (row is null)
        {
            if (kept.Count >= SignedBatch.Most)
            {
                throw new RuleViolation("Batch.Full", SignedBatch.Most);
            }

            row = new PreparedRating
            {
                MentorPersonId = me,
                EntryVersionId = input.VersionId,
                Kind = input.Kind,
                Salt = SealedTexts.NewSalt(),
                ShownHash = input.ShownHash,
                OpenedAt = input.OpenedAt!.Value,
                PreparedAt = clock.GetUtcNow(),
            };
            db.Add(row);
            kept.Add(row);
        }

        (row.Kind, row.Entrustment, row.Performance, row.Difficulty) = (input.Kind, input.Entrustment, input.Performance, input.Difficulty);
        (row.Comment, row.ReturnReasonId, row.VoiceHash) = (input.Comment, input.ReturnReasonId, input.VoiceHash);
        (row.ShownHash, row.OpenedAt, row.PreparedAt) = (input.ShownHash, input.OpenedAt!.Value, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        var next = kept.Count >= SignedBatch.Most ? null : (await queue.ReadAsync(null, kept.Count + 1, ct)).Rows.FirstOrDefault(waiting => kept.All(p => p.EntryVersionId != waiting.VersionId));
        return next is null ? "/sign/batch" : $"/sign/{next.VersionId}";
    }
}
