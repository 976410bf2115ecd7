using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Transfers.Agreements;
using Training.Transfers.Contracts;

namespace Training.Transfers.Participants;

internal sealed class TransferReader(TrainingDbContext db) : ITransfers
{
    // Of this request. A write always reads anew: it may have waited for somebody who changed them.
    private readonly Dictionary<Guid, Participation> _read = [];

    public async Task<IReadOnlyList<Participation>> OfPersonAsync(Guid personId, CancellationToken ct)
        => await Select(db.Participants.Where(p => p.PersonId == personId)).ToListAsync(ct);

    public async Task<IReadOnlyList<Participation>> FindAsync(IEnumerable<Guid> participantIds, CancellationToken ct)
    {
        Guid[] wanted = [.. participantIds.Distinct()];
        if (wanted.Length == 0 || (db.Database.CurrentTransaction is null && wanted.All(_read.ContainsKey)))
        {
            return [.. wanted.Select(id => _read[id])];
        }

        var found = await Select(db.Participants.Where(p => wanted.Contains(p.Id))).ToListAsync(ct);
        foreach (var participation in found)
        {
            _read[participation.Participant.Id] = participation;
        }

        return found;
    }

    public Task<IReadOnlyList<SupervisionInfo>> SupervisedByAsync(Guid mentorPersonId, CancellationToken ct)
        => SelectAsync(db.Supervisions.Where(s => s.MentorPersonId == mentorPersonId), ct);

    public Task<IReadOnlyList<SupervisionInfo>> SupervisorsAsync(IReadOnlyCollection<Guid> transferIds, CancellationToken ct)
        => SelectAsync(db.Supervisions.Where(s => transferIds.Contains(s.TransferId)), ct);

    private async Task<IReadOnlyList<SupervisionInfo>> SelectAsync(IQueryable<Supervision> supervisions, CancellationToken ct)
        => await (from supervision in supervisions
                  join transfer in db.Unscoped<Transfer>() on supervision.TransferId equals transfer.Id
                  select new SupervisionInfo(supervision.TransferId, supervision.MentorPersonId, supervision.TechniqueId, supervision.From, supervision.To)
                  {
                      PackageVersionId = transfer.PackageVersionId,
                  })
            .ToListAsync(ct);

    private IQueryable<Participation> Select(IQueryable<Participant> participants) =>
        from participant in participants
        join transfer in db.Unscoped<Transfer>() on participant.TransferId equals transfer.Id
        orderby transfer.From descending, transfer.Code
        select new Participation(
            new ParticipantInfo(participant.Id, participant.TransferId, participant.PersonId, participant.Role, participant.From, participant.To),
            new TransferInfo(transfer.Id, transfer.Code, transfer.PackageVersionId, transfer.GivingHospitalId, transfer.ReceivingHospitalId, transfer.From, transfer.To));
}
