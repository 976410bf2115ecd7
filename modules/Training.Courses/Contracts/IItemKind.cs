using System.Text.Json;

namespace Training.Courses.Contracts;

/// <summary>What finishes an item.</summary>
public enum ItemFinish
{
    /// <summary>Nothing is asked; it never counts.</summary>
    Nothing,

    /// <summary>It was seen to the end.</summary>
    Seen,

    /// <summary>A score from the item's least score on.</summary>
    Score,

    /// <summary>Something was handed in.</summary>
    Submitted,

    /// <summary>The learner was there.</summary>
    Attended,
}

/// <summary>
/// A kind of item that courses are made of. Lessons are the courses' own; what another module offers (a quiz, a package, a file) it plugs in
/// by implementing this. A kind keeps the content of its items itself, under ids it makes; the course knows the id. What was published never
/// changes: a change is a copy under a new id.
/// </summary>
public interface IItemKind
{
    /// <summary>Stable, in the database: <c>quiz</c>, <c>scorm</c>.</summary>
    string Key { get; }

    /// <summary>Name of an icon of the theme.</summary>
    string Icon { get; }

    /// <summary>What authors call it, in the language of the page.</summary>
    string Name { get; }

    /// <summary>What can finish such an item, the usual one first.</summary>
    IReadOnlyList<ItemFinish> Finishes { get; }

    /// <summary>Makes empty content inside the running write.</summary>
    /// <param name="title">What the author called the item.</param>
    /// <param name="hospitalId">The hospital that owns the course; null where it is everybody's.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Its id.</returns>
    Task<Guid> CreateAsync(string title, Guid? hospitalId, CancellationToken ct);

    /// <summary>Copies content inside the running write, so that the copy can be changed.</summary>
    /// <returns>The id of the copy.</returns>
    Task<Guid> CopyAsync(Guid contentId, CancellationToken ct);

    /// <summary>What keeps each of these contents from being published, as sentences for the author; a content without an entry is ready. One statement for all.</summary>
    Task<IReadOnlyDictionary<Guid, IReadOnlyList<string>>> ProblemsAsync(IReadOnlyCollection<Guid> contentIds, CancellationToken ct);

    /// <summary>These contents were published, inside the running write: from now on nobody changes them.</summary>
    Task FreezeAsync(IReadOnlyCollection<Guid> contentIds, CancellationToken ct);

    /// <summary>Where an author works on the item.</summary>
    string AuthorAddress(string courseCode, Guid itemKey);

    /// <summary>Where a learner finds it.</summary>
    string LearnAddress(string courseCode, Guid itemKey);

    /// <summary>Where an author sees what learners did with a published item; null where there is no such page.</summary>
    string? ResultsAddress(string courseCode, Guid itemKey) => null;
}

/// <summary>A kind whose content can stand in the file of a course: recipes bring courses so, and data of before the versions comes over so.</summary>
public interface IItemKindInFiles : IItemKind
{
    /// <summary>What keeps this content from being read, in English, for whoever wrote the file; empty where it can be.</summary>
    IReadOnlyList<string> ProblemsIn(JsonElement content);

    /// <summary>Makes the content inside the running write, ready to be published.</summary>
    /// <param name="course">Whose item it becomes.</param>
    /// <param name="title">Of the item.</param>
    /// <param name="content">As it stands in the file, without problems.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Its id.</returns>
    Task<Guid> ReadAsync(CourseOfFile course, string title, JsonElement content, CancellationToken ct);
}

/// <summary>The course that is read from a file.</summary>
/// <param name="Id">Which.</param>
/// <param name="Code">Its code, which a bank of questions may file it under.</param>
/// <param name="HospitalId">The hospital that owns it; null where it is everybody's.</param>
public sealed record CourseOfFile(Guid Id, string Code, Guid? HospitalId);
