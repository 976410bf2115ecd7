using Microsoft.EntityFrameworkCore;
using Training.Certification.Issuing;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.Certification.Requests;

/// <summary>A request without a certificate, as a list shows it.</summary>
internal sealed record OpenRequest(string Address, string Holder, string Hospital, string Status, DateTimeOffset MetAt, bool IsLate, bool IsMine);

/// <summary>The requests that somebody still has to decide, as far as whoever asks may see them. Five statements, and a few more of whoever has to decide.</summary>
internal sealed class OpenRequests(TrainingDbContext db, ITransfers transfers, IProcesses processes, RequestStatus status, IPeople people, IOrganizations organizations, TimeProvider clock)
{
    private const int Limit = 100;

    /// <summary>Those that whoever asks has to decide first, then the oldest.</summary>
    public async Task<IReadOnlyList<OpenRequest>> ReadAsync(CancellationToken ct)
    {
        var rows = await db.CertificateRequests.AsNoTracking()
            .Where(r => !db.Set<Certificate>().Any(c => c.ParticipantId == r.ParticipantId))
            .OrderBy(r => r.MetAt)
            .Take(Limit)
            .ToListAsync(ct);
        if (rows.Count == 0)
        {
            return [];
        }

        // Whose the tasks are follows from the members; the resolvers find them read already.
        await transfers.FindAsync(rows.Select(r => r.ParticipantId), ct);
        var waiting = (await processes.WaitingAsync(CertificateRequest.SubjectType, [.. rows.Select(r => r.ParticipantId)], null, ct)).ToLookup(t => t.SubjectId);
        var names = await people.FindAsync(rows.Select(r => r.PersonId), ct);
        var (directory, now) = (await organizations.GetAsync(ct), clock.GetUtcNow());
        return [.. rows.DistinctBy(r => r.ParticipantId)
            .Select(r => (Row: r, Task: waiting[r.ParticipantId].OrderByDescending(t => t.MayDo).FirstOrDefault()))
            .Select(r => new OpenRequest(
                RequestForm.Address(r.Row.ParticipantId),
                names[r.Row.PersonId].Display,
                directory.Hospital(r.Row.HolderHospitalId).Display,
                status.Of(r.Task),
                r.Row.MetAt,
                r.Task?.DueAt < now,
                r.Task?.MayDo == true))
            .OrderByDescending(r => r.IsMine)];
    }
}
