using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Logbook.Entries;
using Training.Logbook.Phone;
using Training.Logbook.Redaction;
using Training.Modules;
using Training.Transfers.Contracts;

namespace Training.Logbook.SignOff;

/// <summary>A version that the mentor who asks may look at in order to sign it.</summary>
/// <param name="Version">Which.</param>
/// <param name="Entry">Its case.</param>
/// <param name="Decision">What was decided about it.</param>
/// <param name="Phone">Where it was written on a phone.</param>
/// <param name="IsTouched">Somebody has asked to remove something from the case.</param>
internal sealed record CaseToSign(EntryVersion Version, LogbookEntry Entry, Decision? Decision, PhoneCase? Phone, bool IsTouched);

/// <summary>Finds what a mentor may open: a version of somebody else's case, all of it under rights that covered its day.</summary>
internal sealed class CasesToSign(TrainingDbContext db, ICurrentUser user, ITransfers transfers)
{
    /// <returns>Null where it is not there, or not for this person.</returns>
    public async Task<CaseToSign?> FindAsync(Guid versionId, CancellationToken ct)
    {
        if (user.PersonId is not { } me
            || await (from version in db.EntryVersions.AsNoTracking()
                      where version.Id == versionId
                      join entry in db.LogbookEntries.AsNoTracking() on version.EntryId equals entry.Id
                      join decision in db.Decisions.AsNoTracking() on version.Id equals decision.EntryVersionId into decisions
                      from decided in decisions.DefaultIfEmpty()
                      select new { version, entry, decided, phone = db.Set<PhoneCase>().FirstOrDefault(c => c.EntryId == entry.Id), isTouched = db.Set<RedactionRequest>().Any(r => r.EntryId == entry.Id) }).WithItsParts().SingleOrDefaultAsync(ct) is not { } found
            || found.entry.PersonId == me
            || !(await transfers.SupervisedByAsync(me, ct)).Where(s => s.TransferId == found.entry.TransferId).ToArray().CoverAll(found.version.All, found.version.PerformedOn))
        {
            return null;
        }

        return new CaseToSign(found.version, found.entry, found.decided, found.phone, found.isTouched);
    }
}
