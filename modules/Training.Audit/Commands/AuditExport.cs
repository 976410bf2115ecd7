using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Training.Audit.Checkpoints;
using Training.Data;

namespace Training.Audit.Commands;

/// <summary>
/// The whole trail as JSON lines, for whoever wants to check it without this site (tests/verify-audit.mjs does): first a line about the
/// file with the public keys, then the entries in order, then the checkpoints. Nothing but printable characters stands in a line.
/// </summary>
internal sealed class AuditExport(TrainingDbContext db, SigningKey key)
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.Default };

    /// <returns>How many entries were written.</returns>
    public async Task<long> WriteAsync(Stream stream, bool withDetails, CancellationToken ct)
    {
        // As it stands there: a damaged trail is exported too, for that is when somebody else must look at it.
        var size = await db.Set<AuditHead>().Select(h => (long?)h.Size).SingleOrDefaultAsync(ct);
        await LineAsync(stream, new { form = "training.audit-export/1", origin = key.Origin, size, keys = key.All.Select(k => k.ExportSubjectPublicKeyInfoPem()) }, ct);
        var count = 0L;
        await foreach (var (leaf, details, _) in db.ReadAuditAsync(ct))
        {
            object? detail = !withDetails ? null
                : details is { Salt: { } salt, Json: { } json } ? new { salt = Convert.ToBase64String(salt), json }
                : details is { ErasedAt: { } erasedAt } ? new { erasedAt }
                : null;
            await LineAsync(stream, new { index = leaf.Index, hash = Convert.ToBase64String(leaf.Hash), leaf = leaf.Json, details = detail }, ct);
            count++;
        }

        await foreach (var note in db.Checkpoints.OrderBy(c => c.Size).Select(c => c.Note).AsAsyncEnumerable().WithCancellation(ct))
        {
            await LineAsync(stream, new { checkpoint = note }, ct);
        }

        return count;
    }

    private static async Task LineAsync(Stream stream, object line, CancellationToken ct)
        => await stream.WriteAsync((byte[])[.. JsonSerializer.SerializeToUtf8Bytes(line, Options), (byte)'\n'], ct);
}
