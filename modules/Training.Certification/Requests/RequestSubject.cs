using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.Certification.Requests;

/// <summary>A member of a team for whom a certificate is asked: name, package and transfer.</summary>
internal sealed class RequestSubject(
    TrainingDbContext db, ITransfers transfers, ITechniques techniques, IPeople people, IOrganizations organizations, IStringLocalizer<Texts> texts) : IProcessSubject
{
    public string Type => CertificateRequest.SubjectType;

    public async Task<IReadOnlyDictionary<Guid, SubjectCard>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var seen = await db.CertificateRequests.Where(r => ids.Contains(r.ParticipantId)).Select(r => r.ParticipantId).Distinct().ToListAsync(ct);
        var members = await transfers.FindAsync(seen, ct);
        var names = await people.FindAsync(members.Select(m => m.Participant.PersonId), ct);
        var (catalogue, directory) = (await techniques.GetAsync(ct), await organizations.GetAsync(ct));
        return members.ToDictionary(m => m.Participant.Id, m => new SubjectCard(
            texts["Request.Card", names[m.Participant.PersonId].Display],
            $"{catalogue.Package(m.Transfer.PackageVersionId).Display} · {directory.Hospital(m.Transfer.ReceivingHospitalId).Display} · {m.Transfer.Code}",
            RequestForm.Address(m.Participant.Id)));
    }
}

/// <summary>Every task of a request is done on its page.</summary>
internal abstract class RequestForm(string name, params string[] outcomes) : ITaskForm
{
    public string Name => name;

    public IReadOnlyList<string> Outcomes => outcomes;

    public static string Address(Guid participantId) => $"/certificates/requests/{participantId}";

    public string AddressOf(Subject subject, Guid taskId) => Address(subject.Id);
}

internal sealed class CheckForm() : RequestForm("Certification.Check", "approved", "refused");

internal sealed class SignForm() : RequestForm("Certification.Sign", "signed", "refused");

internal sealed class CompleteForm() : RequestForm("Certification.Complete");
