using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Exchange.Contracts;
using Training.Exchange.Files;
using Training.Exchange.Uploads;
using Training.Modules;

namespace Training.Exchange.Imports;

/// <summary>Stores a file that was checked: every row of it, or none.</summary>
internal sealed class CommitImport(
    TrainingDbContext db, ContentBox box, RowReader reader, Planner planner, UndoFile undo, ICurrentUser user, IAuditTrail audit, TimeProvider clock)
{
    /// <summary>Reads the file, which is slow; call it before the write begins.</summary>
    /// <exception cref="RuleViolation">It was not found good, or its content is deleted.</exception>
    public async Task<ReadTable> ReadAsync(Upload upload, ITableImport import, CancellationToken ct)
        => !upload.IsPlanned ? throw new RuleViolation("Commit.NotReady")
            : await box.OpenAsync(upload.Id, ContentKind.Source, ct) is { } content
            ? reader.Read(import, TableFile.Read(upload.FileName, content))
            : throw new RuleViolation("Commit.Gone");

    /// <summary>Inside the write: plans once more on what is stored now, and goes on only where that comes to what was shown.</summary>
    /// <exception cref="RuleViolation">It was committed already, has problems or no effect, or what is stored has changed since.</exception>
    public async Task CommitAsync(Upload upload, ITableImport import, ReadTable table, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await db.Set<Upload>().Where(u => u.Id == upload.Id && u.CommittedAt == null && u.PlannedAt != null && u.Problems == 0)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.CommittedAt, now), ct) != 1)
        {
            throw new RuleViolation("Commit.NotReady");
        }

        var result = await planner.PlanAsync(import, table, user.ScopeOf(import.Permission), _ => Task.CompletedTask, ct);
        if (result.Digest != upload.Digest || result.Document.Problems.Count > 0)
        {
            throw new RuleViolation("Commit.Stale");
        }

        if (!upload.HasEffect)
        {
            throw new RuleViolation("Commit.Nothing");
        }

        // Before anything is applied: afterwards the rows would say what is stored then.
        var back = undo.Write(import, table);
        var detect = db.ChangeTracker.AutoDetectChangesEnabled;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        foreach (var row in table.Rows)
        {
            row.Apply();
        }

        db.ChangeTracker.AutoDetectChangesEnabled = detect;
        await db.Set<UploadContent>().Where(c => c.UploadId == upload.Id).ExecuteDeleteAsync(ct);
        db.Add(box.Seal(upload.Id, ContentKind.Undo, back));
        audit.Add(new AuditEvent("Exchange.ImportCommitted", "Upload", upload.Id)
        {
            Facts = new Dictionary<string, string?>
            {
                ["import"] = import.Name,
                ["file"] = upload.FileName,
                ["sha256"] = upload.Sha256,
                ["new"] = $"{upload.NewRows}",
                ["changed"] = $"{upload.ChangedRows}",
                ["removed"] = $"{upload.RemovedRows}",
            },
        });
    }

    /// <summary>Has the file checked again, on what is stored now and in the scope of now.</summary>
    public async Task PlanAgainAsync(Upload upload, ITableImport import, ImportSignal signal, CancellationToken ct)
    {
        var scope = ScopeText.Write(user.ScopeOf(import.Permission));
        await db.WriteAsync(
            inner => db.Set<Upload>().Where(u => u.Id == upload.Id && u.CommittedAt == null && u.Refusal == null).ExecuteUpdateAsync(
                set => set.SetProperty(u => u.PlannedAt, (DateTimeOffset?)null).SetProperty(u => u.Scope, scope).SetProperty(u => u.RowsDone, 0),
                inner),
            ct);
        signal.Set();
    }
}
