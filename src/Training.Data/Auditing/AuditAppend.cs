using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules;

namespace Training.Data;

/// <summary>
/// The last thing a write does before it commits: its events become leaves. The head row is locked by an update from here to the commit, so
/// indices have no gap and the lock is held for as short as can be; nothing is locked after it, so it can not be part of a deadlock.
/// </summary>
internal static class AuditAppend
{
    /// <exception cref="InvalidOperationException">A signed-in person's write changed audited rows and says nothing about it.</exception>
    public static async Task AppendAuditAsync(this TrainingDbContext db, AuditBuffer buffer, IServiceProvider services, CancellationToken ct)
    {
        var rows = buffer.Rows;
        if (buffer.Events.Count == 0)
        {
            RefuseSilence(rows, services);
            return;
        }

        var source = AuditSource.Of(services);
        var count = buffer.Events.Count;
        var head = (await db.Set<AuditHead>()
            .FromSql($"""UPDATE "Data_AuditHead" SET "Size" = "Size" + {count} WHERE "Id" = 1 RETURNING "Id", "Size", "Edge" """)
            .AsNoTracking()
            .ToListAsync(ct)).Single();
        var edge = new MerkleEdge(head.Size - count, head.Edge);
        var added = new List<object>();
        foreach (var (auditEvent, at) in buffer.Events)
        {
            Add(added, edge, auditEvent, at, auditEvent.Actor is var (id, name) ? source with { ActorId = id, ActorName = name } : source, rows);
        }

        db.AddRange(added);
        db.Attach(head).Entity.Edge = edge.ToBytes();
        await db.SaveAuditAsync(ct);
        foreach (var entity in added.Append(head))
        {
            db.Entry(entity).State = EntityState.Detached;
        }
    }

    private static void Add(List<object> added, MerkleEdge edge, AuditEvent auditEvent, DateTimeOffset at, AuditSource source, IReadOnlyList<RowChange> rows)
    {
        var salt = RandomNumberGenerator.GetBytes(MerkleTree.HashLength);
        var details = AuditDetailsJson.Write(auditEvent, source, rows);
        Guid[] hospitals = [.. auditEvent.HospitalIds.Distinct().Order()];
        var json = new LeafJson(
            edge.Size,
            at,
            auditEvent.Action,
            auditEvent.SubjectType,
            auditEvent.SubjectId,
            source.ActorId,
            auditEvent.OnBehalfOf,
            hospitals,
            AuditCommitment.Of(salt, details),
            rows.Count == 0 ? null : RowHash.Digest(salt, rows, row => row.Before),
            rows.Count == 0 ? null : RowHash.Digest(salt, rows, row => row.After)).Write();
        var hash = MerkleTree.LeafHash(Encoding.UTF8.GetBytes(json));
        var leaf = new AuditLeaf
        {
            Index = edge.Size,
            Json = json,
            Hash = hash,
            Nodes = edge.Append(hash),
            At = at,
            Action = auditEvent.Action,
            SubjectType = auditEvent.SubjectType,
            SubjectId = auditEvent.SubjectId,
            ActorId = source.ActorId,
            OnBehalfOf = auditEvent.OnBehalfOf,
        };
        added.Add(leaf);
        added.Add(new AuditDetails { Index = leaf.Index, Salt = salt, Json = details, SearchText = AuditDetailsJson.SearchText(auditEvent, source) });
        added.AddRange(hospitals.Select(id => new AuditHospital { Index = leaf.Index, HospitalId = id }));
    }

    // Writes of the site itself (jobs, recipes, a sign-in that is not one yet) have nobody to be hidden.
    private static void RefuseSilence(IReadOnlyList<RowChange> rows, IServiceProvider services)
    {
        if (rows.Count > 0
            && services.GetService<IHttpContextAccessor>()?.HttpContext is not null
            && services.GetService<ICurrentUser>() is { IsSignedIn: true })
        {
            throw new InvalidOperationException(
                $"This write changes {string.Join(", ", rows.Select(r => r.Table).Distinct())} for a signed-in person and adds no audit event. "
                + "Call IAuditTrail.Add in it, or mark the entity or column [NotAudited(\"reason\")].");
        }
    }
}

/// <summary>Ties the details to the leaf.</summary>
public static class AuditCommitment
{
    /// <summary>SHA-256(salt ‖ details), hex.</summary>
    public static string Of(byte[] salt, string details) => Convert.ToHexStringLower(SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(details)]));
}
