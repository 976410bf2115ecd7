using Training.Courses.Contracts;
using Training.Courses.Lessons;
using Training.Courses.Outline;
using Training.Modules;

namespace Training.Courses.Progress;

/// <summary>How an item stands for one learner.</summary>
/// <param name="Item">The item.</param>
/// <param name="Progress">What they did; null before they opened it.</param>
/// <param name="IsFinished">What it asks for was done.</param>
/// <param name="IsAsked">It is part of the course for them today.</param>
/// <param name="Missing">Conditions that are not met; empty where it is open.</param>
internal sealed record ItemStanding(OutlineItem Item, ItemProgress? Progress, bool IsFinished, bool IsAsked, IReadOnlyList<ItemCondition> Missing)
{
    /// <summary>What was finished or handed in stays open; what is not asked today is closed, so that nothing is done after its time.</summary>
    public bool IsOpen => IsFinished || Progress?.SubmittedAt is not null || (IsAsked && Missing.Count == 0);

    /// <summary>It counts for the course.</summary>
    public bool Counts => Item.Finish != ItemFinish.Nothing;
}

/// <summary>How a course stands for one learner, derived from what they did; nothing of it is stored.</summary>
internal sealed record CourseStanding(VersionOutline Outline, IReadOnlyList<ItemStanding> Items, int OptionalDone)
{
    public int RequiredCount => Required.Count();

    public int RequiredDone => Required.Count(item => item.IsFinished);

    /// <summary>Everything required, and as many of the others as are asked for. A course that asks for nothing is never finished.</summary>
    public bool IsComplete => RequiredCount + Outline.LeastOptional > 0 && RequiredDone == RequiredCount && OptionalDone >= Outline.LeastOptional;

    /// <summary>What to do now: the first open item that is asked and not finished, required ones first.</summary>
    public ItemStanding? Next => Items.FirstOrDefault(i => i is { IsAsked: true, IsFinished: false, Counts: true, IsOpen: true } && i.Item.IsRequired)
        ?? (OptionalDone < Outline.LeastOptional ? Items.FirstOrDefault(i => i is { IsAsked: true, IsFinished: false, Counts: true, IsOpen: true }) : null);

    /// <summary>Mean of the scores of items that a score finishes, in percent; null where there is none.</summary>
    public decimal? Score => Items.Where(i => i.Item.Finish == ItemFinish.Score && i.Progress?.Score is not null).Select(i => i.Progress!.Score).Average();

    /// <summary>
    /// The lessons that open an item on a phone without network: empty where it is open, null where something else is missing that only the site can know.
    /// </summary>
    public IReadOnlyList<Guid>? NeedsOnPhone(ItemStanding standing) => NeedsOnPhone(standing, [.. Items.Select(i => i.Item.Key)]);

    private List<Guid>? NeedsOnPhone(ItemStanding standing, HashSet<Guid> left)
    {
        if (standing.IsOpen)
        {
            return [];
        }

        // Each item is looked at once, so that conditions in a circle end.
        if (!standing.IsAsked || !left.Remove(standing.Item.Key) || (standing.Item.Conditions.Any && standing.Missing.Count > 1))
        {
            return null;
        }

        var needed = new List<Guid>();
        foreach (var condition in standing.Missing)
        {
            if (condition is not ItemFinished { Item: var key } || Items.FirstOrDefault(i => i.Item.Key == key) is not { } before
                || before.Item.Kind != LessonKind.KindKey || before.Item.Finish != ItemFinish.Seen || NeedsOnPhone(before, left) is null)
            {
                return null;
            }

            needed.Add(key);
        }

        return needed;
    }

    private IEnumerable<ItemStanding> Required => Items.Where(i => i.IsAsked && i.Counts && i.Item.IsRequired);

    /// <param name="outline">What this learner is asked for.</param>
    /// <param name="progress">What they did.</param>
    /// <param name="practice">What they do besides; null where no condition asks.</param>
    /// <param name="today">The day.</param>
    public static CourseStanding Of(VersionOutline outline, IReadOnlyCollection<ItemProgress> progress, LearnerPractice? practice, DateOnly today)
    {
        var done = progress.ToDictionary(p => p.ItemKey);
        var finished = outline.Items.Where(item => IsFinished(item, done.GetValueOrDefault(item.Key))).Select(item => item.Key).ToHashSet();

        // An item whose time is over is asked of nobody; its replacement is, unless it was done in time.
        var replacements = outline.Items.Where(item => item.ReplacedBy is not null).ToLookup(item => item.ReplacedBy!.Value);
        bool InTime(OutlineItem item) => finished.Contains(item.Key) && !item.HasEndedBy(VietnamTime.DateOf(done[item.Key].FinishedAt!.Value));
        bool Asked(OutlineItem item)
        {
            var before = replacements[item.Key].ToArray();
            return item.IsValidOn(today) && (before.Length == 0 || before.Any(old => old.HasEndedBy(today) && !InTime(old)));
        }

        // A condition on what nobody can do any more does not hold anybody up; its replacement takes its place.
        bool Met(Guid key, Func<Guid, bool> met)
            => met(key) || outline.Find(key) is not { } item || (item.HasEndedBy(today) && (item.ReplacedBy is not { } next || outline.Find(next) is null || met(next)));

        bool Holds(ItemCondition condition) => condition switch
        {
            ItemFinished other => Met(other.Item, finished.Contains),
            ScoreReached score => Met(score.Item, key => done.GetValueOrDefault(key)?.Score >= score.Least),
            FromDay from => today >= from.Day,
            UntilDay until => today <= until.Day,
            HasRole role => practice?.Roles.Any(role.Roles.Contains) == true,
            StageReached stage => practice?.Stages.Any(s => s.TechniqueId == stage.TechniqueId && Rank(s.Stage) >= Rank(stage.Stage)) == true,
            _ => false,
        };

        IReadOnlyList<ItemCondition> Missing(ItemConditions conditions)
        {
            var missing = conditions.List.Where(condition => !Holds(condition)).ToArray();
            return conditions.Any && missing.Length < conditions.List.Count ? [] : missing;
        }

        ItemStanding[] items = [.. outline.Items.Select(item => new ItemStanding(item, done.GetValueOrDefault(item.Key), finished.Contains(item.Key), Asked(item), Missing(item.Conditions)))];
        return new CourseStanding(outline, items, items.Count(i => i is { IsFinished: true, Counts: true } && !i.Item.IsRequired));
    }

    /// <summary>Whether what was done finishes the item as it is asked now.</summary>
    public static bool IsFinished(OutlineItem item, ItemProgress? progress)
        => progress?.FinishedAt is not null && (item.AskedSince == 0 || progress.FinishedContentId == item.ContentId);

    private static int Rank(string stage) => "OASI".IndexOf(stage, StringComparison.Ordinal);
}
