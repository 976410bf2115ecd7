using System.Globalization;
using Training.Courses.Contracts;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.Certification.Issuing;

/// <summary>Everything that a certificate of a member would say, as the facts are now.</summary>
internal sealed record Dossier(
    Participation Participation, PackageInfo Package, PackageProgress Progress, CourseResult? Result, string HolderName, HospitalInfo Issuer, HospitalInfo Holder)
{
    /// <summary>
    /// What is shown before somebody signs, as canonical JSON of the form <c>training.certificate-content/1</c>. Cases that still wait are no
    /// part of it: they change nothing about what is certified.
    /// </summary>
    public string Content => CanonicalJson.Of(new Dictionary<string, string?>
    {
        ["evidence"] = string.Join(';', Progress.Stages.Select(s => string.Create(
            CultureInfo.InvariantCulture, $"{s.TechniqueId:D}/{s.Stage}:{s.Signed}+{s.BelowEntrustment} of {s.Target} at {s.MinEntrustment}"))),
        ["form"] = "training.certificate-content/1",
        ["holder"] = Participation.Participant.PersonId.ToString("D"),
        ["holderHospital"] = Holder.Name,
        ["holderName"] = HolderName,
        ["issuer"] = Issuer.Name,
        ["package"] = Package.Id.ToString("D"),
        ["packageName"] = Package.NameVi,
        ["participant"] = Participation.Participant.Id.ToString("D"),
        ["role"] = Participation.Participant.Role.ToString(),
        ["theory"] = Result?.Score?.ToString(CultureInfo.InvariantCulture),
        ["transfer"] = Participation.Transfer.Code,
    });

    public string Hash => CanonicalJson.HashOf(Content);
}

/// <summary>Puts a dossier together; four statements.</summary>
internal sealed class Dossiers(ITransfers transfers, IPracticeCounts practice, ICourses courses, ITechniques techniques, IOrganizations organizations, IPeople people)
{
    /// <param name="participantId">A member that exists.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Dossier> ReadAsync(Guid participantId, CancellationToken ct)
    {
        var participation = (await transfers.FindAsync([participantId], ct)).Single();
        var (participant, transfer) = participation;
        var package = (await techniques.GetAsync(ct)).Package(transfer.PackageVersionId);
        var result = package.TheoryCourseId is { } courseId ? (await courses.ResultsAsync([participant.PersonId], [courseId], ct)).SingleOrDefault() : null;
        var progress = PackageProgress.Of(package, participant.Role, await practice.OfAsync([participantId], ct), result is not null);
        var directory = await organizations.GetAsync(ct);
        return new Dossier(
            participation,
            package,
            progress,
            result,
            (await people.FindAsync([participant.PersonId], ct))[participant.PersonId].Display,
            directory.Hospital(transfer.GivingHospitalId),
            directory.Hospital(transfer.ReceivingHospitalId));
    }
}
