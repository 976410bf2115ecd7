using System.Globalization;
using System.Text;

namespace Training.Audit.Contracts;

/// <summary>A checkpoint: the root of the tree at one size, signed.</summary>
/// <param name="Size">Number of entries it covers.</param>
/// <param name="Root">The root, 32 bytes.</param>
/// <param name="SignedAt">When, UTC.</param>
/// <param name="Note">The whole note (C2SP tlog-checkpoint, ECDSA P-256), as anybody may keep and check it.</param>
public sealed record CheckpointInfo(long Size, IReadOnlyList<byte> Root, DateTimeOffset SignedAt, string Note);

/// <summary>That an event is in the trail: its entry, and the way from it to a signed root.</summary>
/// <param name="Index">Place in the trail, from 0.</param>
/// <param name="SubjectId">What the event is about.</param>
/// <param name="At">When it was added, UTC.</param>
/// <param name="Leaf">The entry, canonical JSON: ids and hashes only.</param>
/// <param name="Checkpoint">The newest checkpoint that covers it; null for the few minutes until there is one.</param>
/// <param name="Hashes">The inclusion proof (RFC 6962, 2.1.1), base64, from the leaf's sibling upwards.</param>
public sealed record AuditProof(long Index, Guid SubjectId, DateTimeOffset At, string Leaf, CheckpointInfo? Checkpoint, IReadOnlyList<string> Hashes)
{
    /// <summary>As people count: the first entry is number 1.</summary>
    public long Number => Index + 1;

    /// <summary>Name of the file that <see cref="ToFile"/> fills.</summary>
    public string FileName => string.Create(CultureInfo.InvariantCulture, $"audit-{Index}.tlog-proof");

    /// <summary>
    /// The proof as a file (C2SP tlog-proof) that can be checked without this site, given its public key. The entry itself travels as the
    /// extra data.
    /// </summary>
    /// <exception cref="InvalidOperationException">No checkpoint covers the entry yet.</exception>
    public byte[] ToFile()
    {
        var checkpoint = Checkpoint ?? throw new InvalidOperationException("No checkpoint covers this entry yet.");
        var file = new StringBuilder("c2sp.org/tlog-proof@v1\n");
        file.Append("extra ").Append(Convert.ToBase64String(Encoding.UTF8.GetBytes(Leaf))).Append('\n');
        file.Append(CultureInfo.InvariantCulture, $"index {Index}\n");
        foreach (var hash in Hashes)
        {
            file.Append(hash).Append('\n');
        }

        return Encoding.UTF8.GetBytes(file.Append('\n').Append(checkpoint.Note).ToString());
    }
}

/// <summary>Shows that something is in the audit trail.</summary>
public interface IAuditProofs
{
    /// <summary>The newest event of this action about each of these things, by id; those without one are missing. Two statements.</summary>
    /// <param name="action">Such as <c>Logbook.CaseSigned</c>.</param>
    /// <param name="subjectIds">The things.</param>
    /// <param name="ct">Cancels.</param>
    Task<IReadOnlyDictionary<Guid, AuditProof>> FindAsync(string action, IReadOnlyCollection<Guid> subjectIds, CancellationToken ct);

    /// <summary>The proof of one entry; null where there is none with this index.</summary>
    Task<AuditProof?> OfEntryAsync(long index, CancellationToken ct);
}
