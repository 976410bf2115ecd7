using Microsoft.EntityFrameworkCore;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.Certification.Cme;

/// <summary>
/// Begins the process of a CME certificate when somebody finishes a course that carries credit. The giving hospital of the newest transfer
/// whose package has the course as its theory answers for it; without one nobody could issue, and nothing begins.
/// </summary>
internal sealed class ClaimCredit(TrainingDbContext db, ICourses courses, ITransfers transfers, ITechniques techniques, IProcesses processes) : IHandle<CourseCompleted>
{
    public async Task HandleAsync(CourseCompleted domainEvent, CancellationToken ct)
    {
        var (personId, courseId) = (domainEvent.PersonId, domainEvent.CourseId);
        if ((await courses.FindAsync([courseId], ct)).GetValueOrDefault(courseId) is not { CreditPeriods: { } periods })
        {
            return;
        }

        var catalogue = await techniques.GetAsync(ct);
        if ((await transfers.OfPersonAsync(personId, ct)).FirstOrDefault(p => catalogue.Package(p.Transfer.PackageVersionId).TheoryCourseId == courseId) is not var (participant, transfer)
            || await db.Unscoped<CmeClaim>().AnyAsync(c => c.PersonId == personId && c.CourseId == courseId, ct))
        {
            return;
        }

        var claim = new CmeClaim
        {
            PersonId = personId,
            CourseId = courseId,
            ParticipantId = participant.Id,
            IssuerHospitalId = transfer.GivingHospitalId,
            HolderHospitalId = transfer.ReceivingHospitalId,
            Periods = periods,
            Score = domainEvent.Score,
            CompletedAt = domainEvent.CompletedAt,
            IsHistory = domainEvent.IsHistory,
        };
        db.Add(claim);
        await processes.StartAsync(
            CmeClaim.Process, new Subject(CmeClaim.SubjectType, claim.Id), new Concerned(personId, claim.IssuerHospitalId, claim.HolderHospitalId), new Dictionary<string, object>(), ct);
    }
}

/// <summary>A claim belongs to the transfer through which the learner got the course.</summary>
internal sealed class ClaimInTransfer(TrainingDbContext db, ITransfers transfers) : ITransferSubject
{
    public string Type => CmeClaim.SubjectType;

    public async Task<TransferSubject?> FindAsync(Guid id, CancellationToken ct)
        => await db.Unscoped<CmeClaim>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is { } claim && await transfers.FindAsync([claim.ParticipantId], ct) is [var (_, transfer)]
            ? new TransferSubject(transfer, claim.PersonId)
            : null;
}
