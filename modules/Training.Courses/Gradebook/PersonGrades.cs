using Microsoft.EntityFrameworkCore;
using Training.Courses.Outline;
using Training.Data;
using Training.Modules;

namespace Training.Courses.Gradebook;

/// <summary>One item of somebody's grades.</summary>
internal sealed record GradeLine(OutlineItem Item, GradeItem Counts, Grade? Grade, bool IsDropped, IReadOnlyList<GradeOverride> Story);

/// <summary>Somebody's grades of a course, item by item.</summary>
internal sealed record PersonGrades(GradedCourse Graded, GradeRow Row, IReadOnlyList<GradeLine> Lines)
{
    /// <summary>How many of the items that can be graded have a grade.</summary>
    public int GradedCount => Lines.Count(line => line.Grade?.Percent is not null);

    public IReadOnlyList<GradeLine> Of(GradeCategory? category) => [.. Lines.Where(line => line.Counts.Category == category?.Id)];

    /// <summary>One person's, with the story of what was overridden; three statements.</summary>
    public static async Task<PersonGrades?> ReadAsync(TrainingDbContext db, GradebookReader reader, GradedCourse graded, GradeFilter filter, Guid personId, CancellationToken ct)
    {
        if (await reader.LearnersAsync(graded.Course, filter with { PersonId = personId }, null, 1, ct) is not [var learner])
        {
            return null;
        }

        var row = (await reader.RowsAsync(graded, [learner], ct))[0];
        var story = (await db.Unscoped<GradeOverride>().AsNoTracking().Where(o => o.CourseId == graded.Course.Id && o.PersonId == personId).OrderBy(o => o.Id).ToListAsync(ct)).ToLookup(o => o.ItemKey);
        var dropped = row.Total.Categories.SelectMany(c => c.Dropped).ToHashSet();
        return new PersonGrades(
            graded,
            row,
            [.. graded.ItemsOf(learner.BegunVersion).Values.Select(item => new GradeLine(item, graded.Scheme.Of(item.Key), row.Grades.GetValueOrDefault(item.Key), dropped.Contains(item.Key), [.. story[item.Key]]))]);
    }
}
