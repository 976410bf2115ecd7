using Training.Courses.Contracts;
using Training.Data;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.Transfers.Progress;

/// <summary>One person's place in one transfer, with everything that shows how far they are.</summary>
internal sealed record MyPackage(Participation Participation, PackageInfo Package, PackageProgress Progress, CourseInfo? Theory, CourseResult? Result, CertificateStatus? Certificate);

/// <summary>The theory courses of all packages, by id; a title that changes may be seen five minutes later.</summary>
internal sealed record TheoryBook(IReadOnlyDictionary<Guid, CourseInfo> Courses);

/// <summary>
/// Puts members of teams together with their counts and their theory. Two statements once the titles of the courses are in memory, however many members; one more where somebody
/// has met every target and it is asked what that waits for.
/// </summary>
internal sealed class MyPackageReader(ITechniques techniques, ICourses courses, Snapshot<TheoryBook> theories, IPracticeCounts counts, ICertificateStatus certificates)
{
    /// <summary>The same packages, with what the targets wait for that are met.</summary>
    public async Task<IReadOnlyList<MyPackage>> WithCertificatesAsync(IReadOnlyList<MyPackage> packages, CancellationToken ct)
    {
        Guid[] complete = [.. packages.Where(p => p.Progress.IsComplete).Select(p => p.Participation.Participant.Id)];
        var found = complete.Length == 0 ? new Dictionary<Guid, CertificateStatus>() : await certificates.OfAsync(complete, ct);
        return [.. packages.Select(p => p with { Certificate = found.GetValueOrDefault(p.Participation.Participant.Id) })];
    }

    public async Task<IReadOnlyList<MyPackage>> ReadAsync(IReadOnlyList<Participation> participations, CancellationToken ct)
    {
        if (participations.Count == 0)
        {
            return [];
        }

        var catalogue = await techniques.GetAsync(ct);
        Guid[] courseIds = [.. participations.Select(p => catalogue.Package(p.Transfer.PackageVersionId).TheoryCourseId).OfType<Guid>().Distinct()];
        var kept = await theories.GetAsync(async () => new TheoryBook(await courses.FindAsync(catalogue.Packages.Select(p => p.TheoryCourseId).OfType<Guid>(), ct)), ct);
        var found = courseIds.All(kept.Courses.ContainsKey) ? kept.Courses : await courses.FindAsync(courseIds, ct);
        var results = (await courses.ResultsAsync(participations.Select(p => p.Participant.PersonId), courseIds, ct)).ToDictionary(r => (r.PersonId, r.CourseId));
        var practised = (await counts.OfAsync([.. participations.Select(p => p.Participant.Id)], ct)).ToLookup(c => c.ParticipantId);
        return [.. participations.Select(participation =>
        {
            var package = catalogue.Package(participation.Transfer.PackageVersionId);
            var theory = package.TheoryCourseId is { } id ? found.GetValueOrDefault(id) : null;
            var result = theory is null ? null : results.GetValueOrDefault((participation.Participant.PersonId, theory.Id));
            var progress = PackageProgress.Of(package, participation.Participant.Role, practised[participation.Participant.Id], result is not null);
            return new MyPackage(participation, package, progress, theory, result, null);
        })];
    }
}
