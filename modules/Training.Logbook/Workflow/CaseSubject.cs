using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Entries;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.Logbook.Workflow;

/// <summary>Says what the process of a case is about, and to which transfer it belongs.</summary>
internal sealed class CaseSubject(TrainingDbContext db, ITransfers transfers, ITechniques techniques, IPeople people) : IProcessSubject, ITransferSubject
{
    public string Type => CaseProcess.SubjectType;

    public async Task<IReadOnlyDictionary<Guid, SubjectCard>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var rows = await db.LogbookEntries.AsNoTracking()
            .Where(e => ids.Contains(e.Id))
            .Select(e => new { e.Id, e.CaseCode, e.PersonId, e.TechniqueId })
            .ToListAsync(ct);
        if (rows.Count == 0)
        {
            return new Dictionary<Guid, SubjectCard>();
        }

        var names = await people.FindAsync(rows.Select(row => row.PersonId), ct);
        var catalogue = await techniques.GetAsync(ct);
        return rows.ToDictionary(row => row.Id, row => new SubjectCard(names[row.PersonId].Display, $"{row.CaseCode} · {catalogue.Technique(row.TechniqueId).Display}", $"/logbook/{row.Id}"));
    }

    async Task<TransferSubject?> ITransferSubject.FindAsync(Guid id, CancellationToken ct)
        => await db.Unscoped<LogbookEntry>().AsNoTracking().Where(e => e.Id == id).Select(e => e.ParticipantId).SingleOrDefaultAsync(ct) is var participant
            && participant != Guid.Empty
            && await transfers.FindAsync([participant], ct) is [var (member, transfer)]
            ? new TransferSubject(transfer, member.PersonId)
            : null;
}
