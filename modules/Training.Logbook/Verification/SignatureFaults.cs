using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Logbook.Contracts;
using Training.Logbook.Entries;

namespace Training.Logbook.Verification;

internal sealed class SignatureFaults(TrainingDbContext db) : ISignatureFaults
{
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<string>>> OfAsync(IReadOnlyCollection<Guid> participantIds, CancellationToken ct)
        => (await (from fault in db.Set<SignatureFault>()
                   where fault.ClearedAt == null
                   join entry in db.Unscoped<LogbookEntry>() on fault.EntryId equals entry.Id
                   where participantIds.Contains(entry.ParticipantId)
                   orderby fault.CaseCode
                   select new { entry.ParticipantId, fault.CaseCode }).Distinct().ToListAsync(ct))
            .GroupBy(row => row.ParticipantId)
            .ToDictionary(group => group.Key, IReadOnlyList<string> (group) => [.. group.Select(row => row.CaseCode).Order(StringComparer.Ordinal)]);
}
