using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Transfers.Agreements;
using Training.Transfers.Contracts;
using Training.Transfers.Guidance;

namespace Training.Transfers.Participants;

internal sealed class TransferReader(TrainingDbContext db) : ITransfers
{
    // Of this request. A write always reads anew: it may have waited for somebody who changed them.
    private readonly Dictionary<Guid, Participation> _read = [];

    public async Task<IReadOnlyList<Participation>> OfPersonAsync(Guid personId, CancellationToken ct)
        => await Select(db.Participants.Where(p => p.PersonId == personId)).ToListAsync(ct);

    public async Task<IReadOnlyList<Participation>> OfPeopleAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct)
        => await Select(db.Participants.Where(p => personIds.Contains(p.PersonId))).ToListAsync(ct);

    public async Task<IReadOnlyList<Guid>> GivenPackagesAsync(IReadOnlyCollection<Guid> hospitalIds, CancellationToken ct)
        => await db.Unscoped<Transfer>().Where(t => hospitalIds.Contains(t.GivingHospitalId)).Select(t => t.PackageVersionId).Distinct().ToListAsync(ct);

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

    public async Task<IReadOnlyList<Participation>> MembersAsync(IReadOnlyCollection<Guid> transferIds, CancellationToken ct)
        => await Select(db.Participants.Where(p => transferIds.Contains(p.TransferId))).ToListAsync(ct);

    public Task<IReadOnlyList<SupervisionInfo>> SupervisedByAsync(Guid mentorPersonId, CancellationToken ct)
        => SelectAsync(db.Supervisions.Where(s => s.MentorPersonId == mentorPersonId), ct);

    public Task HoldSupervisionAsync(Guid mentorPersonId, CancellationToken ct) => db.Database.IsNpgsql()
        ? db.Database.ExecuteSqlAsync($"""SELECT 1 FROM "Transfers_Supervisions" WHERE "MentorPersonId" = {mentorPersonId} FOR SHARE""", ct)
        : Task.CompletedTask;

    public Task<IReadOnlyList<SupervisionInfo>> SupervisedBesideAsync(Guid mentorPersonId, CancellationToken ct)
        => SelectAsync(db.Supervisions.Where(s => db.Set<Supervision>().Any(own => own.TransferId == s.TransferId && own.MentorPersonId == mentorPersonId)), ct);

    public Task<IReadOnlyList<SupervisionInfo>> SupervisorsAsync(IReadOnlyCollection<Guid> transferIds, CancellationToken ct)
        => SelectAsync(db.Supervisions.Where(s => transferIds.Contains(s.TransferId)), ct);

    public async Task<IReadOnlyDictionary<Guid, GuideInfo>> GuidesAsync(IReadOnlyCollection<Guid> participantIds, DateOnly day, CancellationToken ct)
        => await db.Unscoped<Guide>()
            .Where(g => participantIds.Contains(g.ParticipantId) && g.From <= day && (g.To == null || g.To >= day))
            .Select(g => new GuideInfo(g.ParticipantId, g.GuidePersonId, g.From, g.To))
            .ToDictionaryAsync(g => g.ParticipantId, ct);

    public async Task<IReadOnlyList<Participation>> LearnersOfAsync(Guid guidePersonId, DateOnly day, CancellationToken ct)
    {
        var members = from guide in db.Unscoped<Guide>()
                      where guide.GuidePersonId == guidePersonId && guide.From <= day && (guide.To == null || guide.To >= day)
                      join member in db.Participants on guide.ParticipantId equals member.Id
                      where member.To == null || member.To >= day
                      select member;
        return await Select(members, day).ToListAsync(ct);
    }

    private async Task<IReadOnlyList<SupervisionInfo>> SelectAsync(IQueryable<Supervision> supervisions, CancellationToken ct)
        => await (from supervision in supervisions
                  join transfer in db.Unscoped<Transfer>() on supervision.TransferId equals transfer.Id
                  select new SupervisionInfo(supervision.TransferId, supervision.MentorPersonId, supervision.TechniqueId, supervision.From, supervision.To)
                  {
                      PackageVersionId = transfer.PackageVersionId,
                  })
            .ToListAsync(ct);

    private IQueryable<Participation> Select(IQueryable<Participant> participants, DateOnly? running = null) =>
        from participant in participants
        join transfer in db.Unscoped<Transfer>() on participant.TransferId equals transfer.Id
        where running == null || transfer.To >= running
        orderby transfer.From descending, transfer.Code
        select new Participation(
            new ParticipantInfo(participant.Id, participant.TransferId, participant.PersonId, participant.Role, participant.From, participant.To),
            new TransferInfo(transfer.Id, transfer.Code, transfer.PackageVersionId, transfer.GivingHospitalId, transfer.ReceivingHospitalId, transfer.From, transfer.To));
}
