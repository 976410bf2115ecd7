using Microsoft.EntityFrameworkCore;
using Training.Acceptance.Story;
using Training.Data;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.Acceptance.Running;

/// <summary>Says what a case is about: the transfer, for whoever sees the case.</summary>
internal sealed class TransferCards(TrainingDbContext db, ITransferLadder transfers, ITechniques techniques, IOrganizations organizations) : IProcessSubject
{
    public string Type => AcceptanceProcess.SubjectType;

    public async Task<IReadOnlyDictionary<Guid, SubjectCard>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var seen = await db.AcceptanceCases.Where(c => ids.Contains(c.TransferId)).Select(c => c.TransferId).Distinct().ToListAsync(ct);
        if (seen.Count == 0)
        {
            return new Dictionary<Guid, SubjectCard>();
        }

        var (catalogue, directory) = (await techniques.GetAsync(ct), await organizations.GetAsync(ct));
        return (await transfers.InfosAsync(seen, ct)).ToDictionary(
            transfer => transfer.Id,
            transfer => new SubjectCard(
                $"{transfer.Code} · {catalogue.Package(transfer.PackageVersionId).Display}",
                $"{directory.Hospital(transfer.GivingHospitalId).Display} → {directory.Hospital(transfer.ReceivingHospitalId).Display}",
                $"/transfers/{transfer.Code}/acceptance"));
    }
}
