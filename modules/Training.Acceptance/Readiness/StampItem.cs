using Training.Acceptance.Council;
using Training.Acceptance.Running;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Transfers.Contracts;

namespace Training.Acceptance.Readiness;

/// <summary>The coordinator of the receiving hospital says that something is in place, or no longer is. Call inside a write.</summary>
internal sealed class StampItem(TrainingDbContext db, Checklist checklist, IRoleHolders holders, ICurrentUser user, IAuditTrail audit, TimeProvider clock)
{
    public bool IsTheirs(TransferInfo transfer) => user.Can(Permissions.Prepare) && holders.Holds(transfer.Coordinator());

    /// <exception cref="RuleViolation">It is not theirs to say, there is no such item, it is stamped so already, or a withdrawal has no reason.</exception>
    public async Task AddAsync(TransferInfo transfer, Guid itemId, bool ready, string? note, CancellationToken ct)
    {
        if (!IsTheirs(transfer) || (await checklist.ItemsAsync(transfer, ct)).FirstOrDefault(line => line.Item.Id == itemId) is not { } line)
        {
            throw new RuleViolation("Readiness.NotYours");
        }

        if (line.IsReady == ready)
        {
            throw new RuleViolation(ready ? "Readiness.Already" : "Readiness.NotStamped");
        }

        var said = CaseText.Checked(note, "Input.Note");
        if (!ready && said is null)
        {
            throw new RuleViolation("Readiness.ReasonMissing") { Field = "Input.Note" };
        }

        var stamp = new ReadinessStamp { TransferId = transfer.Id, ItemId = itemId, IsReady = ready, Note = said, At = clock.GetUtcNow(), ByUserId = user.UserId, By = user.Name };
        db.Add(stamp);
        audit.Add(CaseEvents.Of(ReadinessStamp.Action, stamp.Id, transfer, new Dictionary<string, string?> { ["item"] = line.Item.Key, ["ready"] = ready ? "yes" : "no" }, said));
    }
}
