using Training.Courses.Contracts;
using Training.Modules;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.Transfers.Participants;

/// <summary>Whoever joins a team finds the package's theory among their courses.</summary>
internal sealed class EnrolInTheory(ITechniques techniques, ICourses courses) : IHandle<ParticipantJoined>
{
    public async Task HandleAsync(ParticipantJoined domainEvent, CancellationToken ct)
    {
        if ((await techniques.GetAsync(ct)).Package(domainEvent.PackageVersionId).TheoryCourseId is { } courseId)
        {
            await courses.EnrolAsync(domainEvent.PersonId, courseId, domainEvent.TransferCode, ct);
        }
    }
}
