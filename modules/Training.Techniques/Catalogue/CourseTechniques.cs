using Training.Courses.Contracts;
using Training.Techniques.Contracts;

namespace Training.Techniques.Catalogue;

/// <summary>Names techniques for the courses, from memory: in conditions, and those whose packages name a course as their theory.</summary>
internal sealed class CourseTechniques(ITechniques techniques) : ITechniqueNames, ICourseTopics
{
    public async Task<IReadOnlyDictionary<Guid, string>> OfAsync(IReadOnlyCollection<Guid> techniqueIds, CancellationToken ct)
        => (await techniques.GetAsync(ct)).Techniques.Where(t => techniqueIds.Contains(t.Id)).ToDictionary(t => t.Id, t => t.Display);

    async Task<IReadOnlyList<(Guid Id, string Name)>> ITechniqueNames.AllAsync(CancellationToken ct) => [.. (await techniques.GetAsync(ct)).Techniques.Select(t => (t.Id, t.Display))];

    async Task<IReadOnlyList<CourseTopic>> ICourseTopics.AllAsync(CancellationToken ct)
    {
        var catalogue = await techniques.GetAsync(ct);
        var courses = catalogue.Packages.Where(p => p.TheoryCourseId is not null)
            .SelectMany(p => p.TechniqueIds.Select(technique => (Technique: technique, Course: p.TheoryCourseId!.Value)))
            .ToLookup(pair => pair.Technique, pair => pair.Course);
        return [.. catalogue.Techniques.Where(t => courses.Contains(t.Id)).Select(t => new CourseTopic(t.Id, t.Display, [.. courses[t.Id].Distinct()]))];
    }
}
