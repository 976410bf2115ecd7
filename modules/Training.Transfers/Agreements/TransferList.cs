using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;
using Training.Transfers.Participants;

namespace Training.Transfers.Agreements;

internal sealed record TransferRow(string Code, PackageInfo Package, HospitalInfo Giving, HospitalInfo Receiving, TransferState? State, int Members);

/// <summary>The transfers that the person who asks may see; one statement.</summary>
internal sealed class TransferList(TrainingDbContext db, IOrganizations organizations, ITechniques techniques, TimeProvider clock)
{
    /// <param name="search">Words of the code, the package or a hospital, with or without diacritics.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<TransferRow>> ReadAsync(string? search, CancellationToken ct)
    {
        var directory = await organizations.GetAsync(ct);
        var catalogue = await techniques.GetAsync(ct);
        var rows = await db.Transfers
            .OrderByDescending(t => t.From).ThenBy(t => t.Code)
            .Select(t => new
            {
                t.Code,
                t.PackageVersionId,
                t.GivingHospitalId,
                t.ReceivingHospitalId,
                Members = db.Set<Participant>().Count(p => p.TransferId == t.Id),
                Stamps = db.Set<TransferStamp>().Where(s => s.TransferId == t.Id)
                    .Select(s => new StampInfo(s.Step, s.Stalled, s.On, s.By, s.DocumentNumber, s.Note)).ToList(),
            })
            .ToListAsync(ct);

        var words = VietnameseText.Words(search);
        return [.. rows
            .Select(t => new TransferRow(
                t.Code,
                catalogue.Package(t.PackageVersionId),
                directory.Hospital(t.GivingHospitalId),
                directory.Hospital(t.ReceivingHospitalId),
                TransferState.Of(t.Stamps, clock.Today()),
                t.Members))
            .Where(t => words.All(VietnameseText.Fold($"{t.Code} {t.Package.NameVi} {t.Package.NameEn} {t.Giving.Name} {t.Receiving.Name}").Contains))];
    }
}
