using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Certification.Issuing;
using Training.Data;
using Training.Modules;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.Certification.Requests;

/// <summary>Where the certificates of members stand, for those who may see it: issued, or with whom since when. Two statements.</summary>
internal sealed class RequestStatus(TrainingDbContext db, IProcesses processes, IStringLocalizer<Texts> texts) : ICertificateStatus
{
    public async Task<IReadOnlyDictionary<Guid, CertificateStatus>> OfAsync(IReadOnlyCollection<Guid> participantIds, CancellationToken ct)
    {
        var found = await db.CertificateRequests
            .Where(r => participantIds.Contains(r.ParticipantId))
            .Select(r => new
            {
                r.ParticipantId,
                Certificate = db.Set<Certificate>().Where(c => c.ParticipantId == r.ParticipantId).Select(c => new { c.Id, c.IssuedAt }).FirstOrDefault(),
            })
            .ToListAsync(ct);
        Guid[] open = [.. found.Where(f => f.Certificate is null).Select(f => f.ParticipantId).Distinct()];
        var waiting = open.Length == 0 ? [] : await processes.WaitingAsync(CertificateRequest.SubjectType, open, ct);
        return found.DistinctBy(f => f.ParticipantId).ToDictionary(f => f.ParticipantId, f => f.Certificate is { } certificate
            ? new CertificateStatus(texts["Status.Issued", Show.Date(certificate.IssuedAt)], $"/certificates/{certificate.Id}", true)
            : new CertificateStatus(Of(waiting.LastOrDefault(t => t.SubjectId == f.ParticipantId)), RequestForm.Address(f.ParticipantId), false));
    }

    /// <summary>With whom it is since when, in words.</summary>
    public string Of(WaitingTask? task) => task switch
    {
        null => texts["Status.Running"],
        { Form: { } form } when Decide.Forms.ContainsKey(form) => texts[$"Status.{form}", Show.Time(task.Since)],
        _ => texts["Status.Task", task.Name, Show.Time(task.Since)],
    };
}
