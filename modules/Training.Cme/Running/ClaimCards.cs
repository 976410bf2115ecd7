using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Cme.Claims;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Workflows.Contracts;

namespace Training.Cme.Running;

/// <summary>An entered activity in the inbox: whose, what, and how many hours.</summary>
internal sealed class ClaimCards(TrainingDbContext db, IPeople people, IStringLocalizer<Texts> texts) : IProcessSubject
{
    public string Type => ClaimProcess.SubjectType;

    public async Task<IReadOnlyDictionary<Guid, SubjectCard>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var rows = await (from claim in db.Claims.AsNoTracking()
                          where ids.Contains(claim.Id)
                          join version in db.Set<ClaimVersion>() on new { ClaimId = claim.Id, Number = claim.CurrentNumber } equals new { version.ClaimId, version.Number }
                          select new { claim.Id, claim.PersonId, version.Title, version.To, version.Hundredths }).ToListAsync(ct);
        var names = await people.FindAsync(rows.Select(r => r.PersonId), ct);
        return rows.ToDictionary(
            r => r.Id,
            r => new SubjectCard(texts["Claim.Card", names[r.PersonId].Display], $"{r.Title} · {Show.Date(r.To)} · {texts["Hours", r.Hundredths / 100m].Value}", $"/cme/{r.Id}"));
    }
}
