using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Transfers.Agreements;
using Training.Transfers.Contracts;

namespace Training.Transfers.Assignees;

/// <summary>A member of the team.</summary>
internal sealed class ParticipantSubject(ITransfers transfers) : ITransferSubject
{
    public string Type => "Participant";

    public async Task<TransferSubject?> FindAsync(Guid id, CancellationToken ct)
        => (await transfers.FindAsync([id], ct)) is [var (participant, transfer)] ? new TransferSubject(transfer, participant.PersonId) : null;
}

/// <summary>The transfer itself.</summary>
internal sealed class WholeTransfer(TrainingDbContext db) : ITransferSubject
{
    public string Type => "Transfer";

    public async Task<TransferSubject?> FindAsync(Guid id, CancellationToken ct)
        => await db.Unscoped<Transfer>().AsNoTracking()
            .Where(t => t.Id == id)
            .Select(t => new TransferSubject(new TransferInfo(t.Id, t.Code, t.PackageVersionId, t.GivingHospitalId, t.ReceivingHospitalId, t.From, t.To), null))
            .SingleOrDefaultAsync(ct);
}
