using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Transfers.Contracts;
using Training.Transfers.Participants;

namespace Training.Transfers.Agreements;

/// <inheritdoc cref="ITransferLadder"/>
internal sealed class TransferLadder(TrainingDbContext db) : ITransferLadder
{
    public Task<TransferStanding?> VisibleAsync(string code, CancellationToken ct) => ReadAsync(db.Transfers.Where(t => t.Code == code), ct);

    public Task<TransferStanding?> FindAsync(Guid transferId, CancellationToken ct) => ReadAsync(db.Unscoped<Transfer>().Where(t => t.Id == transferId), ct);

    public Task<TransferStanding?> FindAsync(string code, CancellationToken ct) => ReadAsync(db.Unscoped<Transfer>().Where(t => t.Code == code), ct);

    public async Task<IReadOnlyList<TransferInfo>> InfosAsync(IReadOnlyCollection<Guid> transferIds, CancellationToken ct)
        => await db.Unscoped<Transfer>().Where(t => transferIds.Contains(t.Id))
            .Select(t => new TransferInfo(t.Id, t.Code, t.PackageVersionId, t.GivingHospitalId, t.ReceivingHospitalId, t.From, t.To))
            .ToListAsync(ct);

    public Task<bool> AcceptAsync(Guid transferId, LadderStamp stamp, CancellationToken ct) => ReachAsync(transferId, TransferStep.Accepted, stamp, ct);

    public Task<bool> SustainAsync(Guid transferId, LadderStamp stamp, CancellationToken ct) => ReachAsync(transferId, TransferStep.Sustained, stamp, ct);

    public async Task<bool> StallAsync(Guid transferId, LadderStamp stamp, CancellationToken ct)
    {
        var stamps = await StampsAsync(transferId, ct);
        var step = TransferState.Of(stamps, stamp.On)?.Step ?? TransferStep.Survey;
        if (stamps.Any(s => s.Stalled && s.Step == step && s.On == stamp.On))
        {
            return false;
        }

        db.Add(Row(transferId, step, true, stamp));
        return true;
    }

    private async Task<bool> ReachAsync(Guid transferId, TransferStep step, LadderStamp stamp, CancellationToken ct)
    {
        if ((await StampsAsync(transferId, ct)).Any(s => s.Step == step && !s.Stalled))
        {
            return false;
        }

        db.Add(Row(transferId, step, false, stamp));
        return true;
    }

    private static TransferStamp Row(Guid transferId, TransferStep step, bool stalled, LadderStamp stamp) => new()
    {
        TransferId = transferId,
        Step = step,
        Stalled = stalled,
        On = stamp.On,
        By = Cut(stamp.By, TransferStampConfiguration.ByLength)!,
        DocumentNumber = stamp.DocumentNumber,
        Note = Cut(stamp.Note, TransferStampConfiguration.NoteLength),
    };

    // A stamp is a short line on the ladder; the whole text stands where it was written.
    private static string? Cut(string? text, int most) => text is null || text.Length <= most ? text : text[..(most - 1)] + '…';

    private async Task<IReadOnlyList<StampInfo>> StampsAsync(Guid transferId, CancellationToken ct)
        => await db.TransferStamps.Where(s => s.TransferId == transferId).Select(s => new StampInfo(s.Step, s.Stalled, s.On, s.By, s.DocumentNumber, s.Note)).ToListAsync(ct);

    private async Task<TransferStanding?> ReadAsync(IQueryable<Transfer> transfers, CancellationToken ct)
    {
        var found = await transfers.AsNoTracking()
            .Select(t => new
            {
                Transfer = new TransferInfo(t.Id, t.Code, t.PackageVersionId, t.GivingHospitalId, t.ReceivingHospitalId, t.From, t.To),
                Team = db.Set<Participant>().Where(p => p.TransferId == t.Id).Select(p => new ParticipantInfo(p.Id, p.TransferId, p.PersonId, p.Role, p.From, p.To)).ToList(),
                Stamps = db.Set<TransferStamp>().Where(s => s.TransferId == t.Id).Select(s => new StampInfo(s.Step, s.Stalled, s.On, s.By, s.DocumentNumber, s.Note)).ToList(),
            })
            .SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return null;
        }

        LadderStamp? Reached(TransferStep step) => found.Stamps.Where(s => s.Step == step && !s.Stalled).OrderBy(s => s.On).Select(Shown).FirstOrDefault();
        var stalled = TransferState.Of(found.Stamps, DateOnly.MaxValue)?.StalledBy;
        return new TransferStanding(found.Transfer, found.Team, Reached(TransferStep.Accepted), Reached(TransferStep.Sustained), stalled is null ? null : Shown(stalled));
    }

    private static LadderStamp Shown(StampInfo stamp) => new(stamp.On, stamp.By, stamp.DocumentNumber, stamp.Note);
}
