using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Courses.Contracts;
using Training.Logbook.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.Logbook.Progress;

/// <summary>One transfer that somebody learns in.</summary>
internal sealed record PackageView(Participation Participation, PackageInfo Package, PackageProgress Progress, CourseInfo? Theory, IReadOnlyList<Step> Steps);

/// <summary>What a learner has done, what is missing, and who has to act. Seven statements, however many cases.</summary>
[HasPermission(Permissions.Log)]
internal sealed class IndexModel(
    ICurrentUser user, ITransfers transfers, ITechniques techniques, ICourses courses, IPracticeCounts counts, IOrganizations organizations, ISignatureFaults faults, Trend trend) : PageModel
{
    public IReadOnlyList<PackageView> Packages { get; private set; } = [];

    public ILookup<Guid, TrendPoint> Trends { get; private set; } = Array.Empty<TrendPoint>().ToLookup(_ => Guid.Empty);

    /// <summary>Codes of cases whose signature does not hold, by member.</summary>
    public IReadOnlyDictionary<Guid, IReadOnlyList<string>> Faults { get; private set; } = new Dictionary<Guid, IReadOnlyList<string>>();

    public TechniqueCatalogue Catalogue { get; private set; } = null!;

    public OrganizationDirectory Directory { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Catalogue = await techniques.GetAsync(ct);
        Directory = await organizations.GetAsync(ct);
        if (user.PersonId is not { } me || await transfers.OfPersonAsync(me, ct) is not { Count: > 0 } mine)
        {
            return;
        }

        var packages = mine.ToDictionary(p => p, p => Catalogue.Package(p.Transfer.PackageVersionId));
        Guid[] courseIds = [.. packages.Values.Select(p => p.TheoryCourseId).OfType<Guid>().Distinct()];
        var theory = await courses.FindAsync(courseIds, ct);
        var passed = (await courses.ResultsAsync([me], courseIds, ct)).Select(result => result.CourseId).ToHashSet();
        var practised = (await counts.OfAsync([.. mine.Select(p => p.Participant.Id)], ct)).ToLookup(c => c.ParticipantId);
        Faults = await faults.OfAsync([.. mine.Select(p => p.Participant.Id)], ct);
        Trends = await trend.OfAsync(me, ct);
        Packages = [.. mine.Select(participation =>
        {
            var package = packages[participation];
            var course = package.TheoryCourseId is { } id ? theory.GetValueOrDefault(id) : null;
            var progress = PackageProgress.Of(package, participation.Participant.Role, practised[participation.Participant.Id], course is not null && passed.Contains(course.Id));
            return new PackageView(participation, package, progress, course, NextSteps.Of(progress));
        })];
    }

    /// <summary>The cases behind a number.</summary>
    public string AddressOf(PackageView package, StageProgress stage, string? state = null)
        => $"/logbook/members/{package.Participation.Participant.Id}?technique={Catalogue.Technique(stage.TechniqueId).Key}&stage={stage.Stage}{(state is null ? "" : $"&state={state}")}";
}
