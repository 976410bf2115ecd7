using Training.Courses.Catalogue;
using Training.Courses.Contracts;
using Training.Courses.Outline;

namespace Training.Courses.Gradebook;

/// <summary>A course with its versions and what counts in it.</summary>
/// <param name="Course">The course.</param>
/// <param name="Scheme">What counts how much.</param>
/// <param name="Stamp">Of the scheme as it was read; 0 before there is one.</param>
/// <param name="Published">The published versions, the oldest first.</param>
/// <param name="Kinds">What items there are.</param>
internal sealed record GradedCourse(Course Course, GradeScheme Scheme, int Stamp, IReadOnlyList<VersionOutline> Published, ItemKinds Kinds)
{
    private readonly Dictionary<int, IReadOnlyDictionary<Guid, OutlineItem>> _asked = [];

    /// <summary>Everything that any version can grade: what the newest has, in its order, then what only older ones had.</summary>
    public IReadOnlyList<OutlineItem> Columns { get; } =
        [.. Published.Reverse().SelectMany(version => version.Items).Where(item => Kinds.Find(item.Kind)?.Finishes.Contains(ItemFinish.Score) == true).DistinctBy(item => item.Key)];

    /// <summary>What can be graded for somebody who began that version; the newest where they have not begun.</summary>
    public IReadOnlyDictionary<Guid, OutlineItem> ItemsOf(int? begunVersion)
    {
        var begun = begunVersion ?? Published[^1].Number;
        if (!_asked.TryGetValue(begun, out var items))
        {
            var outline = EffectiveOutline.Of([.. Published.Where(version => version.Number >= begun)]);
            _asked[begun] = items = outline.Items.Where(item => Columns.Any(column => column.Key == item.Key)).ToDictionary(item => item.Key);
        }

        return items;
    }
}

/// <summary>A grade of somebody at an item.</summary>
/// <param name="Percent">What counts; null while there is none.</param>
/// <param name="Reached">What was reached; null where nothing was, or with content that is not asked for any more.</param>
/// <param name="IsOverridden">Somebody put it there.</param>
internal sealed record Grade(decimal? Percent, decimal? Reached, bool IsOverridden);

/// <summary>Somebody's grades.</summary>
/// <param name="PersonId">Whose.</param>
/// <param name="Name">Title and name.</param>
/// <param name="Grades">By item, of the version that they follow.</param>
/// <param name="Total">Of the course.</param>
internal sealed record GradeRow(Guid PersonId, string Name, IReadOnlyDictionary<Guid, Grade> Grades, GradeTotal Total);
