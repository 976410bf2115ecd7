namespace Training.Courses.Contracts;

/// <summary>An item as whoever opened it is to see it.</summary>
/// <param name="CourseId">Its course.</param>
/// <param name="CourseCode">Stands in the address.</param>
/// <param name="CourseTitle">In the language of the page.</param>
/// <param name="ItemKey">The item, the same in every version of the course.</param>
/// <param name="ContentId">Its content in the version that this person follows.</param>
/// <param name="Title">In the language of the page.</param>
/// <param name="PersonId">Whose progress counts; null for an account without practitioner, and for an author who looks.</param>
/// <param name="LeastScore">The score that finishes it, in percent; null where no score does.</param>
/// <param name="LockedBecause">Sentences that say what has to come before; empty where it is open.</param>
/// <param name="Previous">Address of the item before; null for the first.</param>
/// <param name="Next">Address of the item after; null for the last.</param>
public sealed record OpenItem(
    Guid CourseId, string CourseCode, string CourseTitle, Guid ItemKey, Guid ContentId, string Title, Guid? PersonId, int? LeastScore, IReadOnlyList<string> LockedBecause, string? Previous, string? Next)
{
    /// <summary>They have finished it, as their version asks for it.</summary>
    public bool IsFinished { get; init; }

    /// <summary>What its author says is new in it, where it is asked again of whoever began an earlier version and they have not done it yet; else null.</summary>
    public string? Changed { get; init; }

    /// <summary>Lessons that have to be read first and can be without network, where nothing else keeps it closed; else empty.</summary>
    public IReadOnlyList<Guid> Needs { get; init; } = [];

    /// <summary>The item for a phone that takes it along with the lessons before it.</summary>
    public OpenItem OnPhone() => Needs.Count > 0 ? this with { LockedBecause = [] } : this;
}

/// <summary>An item of a draft, for its author.</summary>
/// <param name="CourseId">Its course.</param>
/// <param name="CourseCode">Stands in the address.</param>
/// <param name="CourseTitle">In the language of the page.</param>
/// <param name="ItemKey">The item.</param>
/// <param name="ContentId">Content that may be changed.</param>
/// <param name="Title">In the language of the page.</param>
/// <param name="HospitalId">The hospital that owns the course; null where it is everybody's.</param>
public sealed record DraftItem(Guid CourseId, string CourseCode, string CourseTitle, Guid ItemKey, Guid ContentId, string Title, Guid? HospitalId);

/// <summary>An item by name.</summary>
/// <param name="Key">The item, the same in every version of the course.</param>
/// <param name="Title">In the language of the page.</param>
public sealed record NamedItem(Guid Key, string Title);

/// <summary>What somebody did with an item. Only what is set is added; nothing is taken back.</summary>
/// <param name="ContentId">The content they had before them.</param>
/// <param name="At">When, UTC.</param>
public sealed record ItemEvidence(Guid ContentId, DateTimeOffset At)
{
    /// <summary>Seen to the end.</summary>
    public bool Seen { get; init; }

    /// <summary>In percent, 0 to 100. The kind says which of several attempts counts; the newest score said here stands.</summary>
    public decimal? Score { get; init; }

    /// <summary>Something was handed in.</summary>
    public bool Submitted { get; init; }

    /// <summary>They were there.</summary>
    public bool Attended { get; init; }
}

/// <summary>For modules that bring kinds of items: opens items by address, with everything about rights, versions and conditions decided.</summary>
public interface ICourseItems
{
    /// <summary>An item of a published course for whoever is signed in; null where there is none that they may see. Two statements, and one for each module that a condition asks.</summary>
    Task<OpenItem?> OpenAsync(string courseCode, Guid itemKey, string kind, CancellationToken ct);

    /// <summary>An item of the draft of a course that whoever is signed in may write; null where there is none.</summary>
    Task<DraftItem?> DraftAsync(string courseCode, Guid itemKey, string kind, CancellationToken ct);

    /// <summary>
    /// An item of a course that whoever is signed in may write, as the draft or the newest version has it: for what learners did with it, and not to be changed;
    /// null where there is none. Two statements.
    /// </summary>
    Task<DraftItem?> WrittenAsync(string courseCode, Guid itemKey, string kind, CancellationToken ct);

    /// <summary>The items of a kind in the draft or the newest version of a course that whoever is signed in may write. Two statements.</summary>
    Task<IReadOnlyList<NamedItem>> WrittenAsync(string courseCode, string kind, CancellationToken ct);

    /// <summary>Whoever has the course on their list, for those who may write it; empty for others. Two statements.</summary>
    Task<IReadOnlyList<Guid>> LearnersAsync(string courseCode, CancellationToken ct);

    /// <summary>
    /// The same as <see cref="DraftAsync"/>, ready to be changed: inside the running write, content that was published is copied first, the copy stored, and the draft has it.
    /// </summary>
    /// <exception cref="Training.Modules.RuleViolation">The draft was published or thrown away meanwhile.</exception>
    Task<DraftItem> ChangeAsync(string courseCode, Guid itemKey, string kind, CancellationToken ct);

    /// <summary>Stores what a learner did, inside the running write, and finishes item and course where that was the last thing missing.</summary>
    Task RecordAsync(Guid personId, Guid courseId, Guid itemKey, ItemEvidence evidence, CancellationToken ct);
}
