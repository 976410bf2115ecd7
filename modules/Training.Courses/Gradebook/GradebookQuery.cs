using Microsoft.EntityFrameworkCore;
using Training.Courses.Cohorts;
using Training.Data;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Courses.Gradebook;

/// <summary>What a gradebook can be narrowed to, and what it was narrowed to: for the page and for its files.</summary>
internal sealed record GradebookView(GradedCourse Graded, GradeFilter Filter, IReadOnlyList<HospitalInfo> Hospitals, IReadOnlyList<(Guid Id, string Name)> Cohorts);

/// <summary>Opens the gradebook of a course for whoever is signed in.</summary>
internal sealed class GradebookQuery(TrainingDbContext db, GradebookReader reader, ICurrentUser user, IOrganizations organizations)
{
    /// <summary>Null where there is none for them, or they ask for a hospital or a group that is not theirs to see.</summary>
    public async Task<GradebookView?> OpenAsync(string code, string? hospitalKey, Guid? cohortId, CancellationToken ct)
    {
        if (await reader.FindAsync(code, ct) is not { } graded || await reader.MineAsync(graded.Course, ct) is not { } filter)
        {
            return null;
        }

        var all = (await organizations.GetAsync(ct)).Hospitals;
        var hospitals = filter.Hospitals is { } mine ? [.. all.Where(h => mine.Contains(h.Id))] : all;
        IReadOnlyList<(Guid Id, string Name)> cohorts = user.Can(Permissions.Enrol)
            ? [.. (await db.Cohorts.OrderBy(c => c.Name).ThenBy(c => c.Id).Select(c => new { c.Id, c.Name }).Take(200).ToListAsync(ct)).Select(c => (c.Id, c.Name))]
            : [];
        if (!string.IsNullOrEmpty(hospitalKey))
        {
            if (hospitals.FirstOrDefault(h => h.Key == hospitalKey) is not { } chosen)
            {
                return null;
            }

            filter = filter with { Hospitals = [chosen.Id] };
        }

        if (cohortId is { } id)
        {
            if (!cohorts.Any(c => c.Id == id))
            {
                return null;
            }

            filter = filter with { CohortId = id };
        }

        return new GradebookView(graded, filter, hospitals, cohorts);
    }
}
