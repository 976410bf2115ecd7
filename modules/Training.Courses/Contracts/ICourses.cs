using Training.Modules;

namespace Training.Courses.Contracts;

/// <summary>A published course.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Code">Stands in its address.</param>
/// <param name="TitleVi">Vietnamese title.</param>
/// <param name="TitleEn">English title.</param>
/// <param name="Hours">Periods (tiết) of the theory programme.</param>
/// <param name="CreditPeriods">Periods that count as continuing medical education (Circular 32/2023/TT-BYT Art. 3); null: the course carries no credit.</param>
public sealed record CourseInfo(Guid Id, string Code, string TitleVi, string TitleEn, int Hours, int? CreditPeriods)
{
    /// <summary>The title in the language of the page.</summary>
    public string Display => Show.Name(TitleVi, TitleEn);
}

/// <summary>Somebody finished a course: everything that it asks for.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="CourseId">Which.</param>
/// <param name="Score">0 to 10, one decimal; null where nothing in it has a score.</param>
/// <param name="CompletedAt">When, UTC.</param>
public sealed record CourseResult(Guid PersonId, Guid CourseId, decimal? Score, DateTimeOffset CompletedAt);

/// <summary>Courses as other modules need them.</summary>
public interface ICourses
{
    /// <summary>The published courses among these; one statement.</summary>
    Task<IReadOnlyDictionary<Guid, CourseInfo>> FindAsync(IEnumerable<Guid> ids, CancellationToken ct);

    /// <summary>The published courses by code.</summary>
    Task<IReadOnlyDictionary<string, CourseInfo>> FindByCodeAsync(IEnumerable<string> codes, CancellationToken ct);

    /// <summary>Puts a course on a person's list; does nothing where it is there.</summary>
    /// <param name="personId">Who.</param>
    /// <param name="courseId">Which.</param>
    /// <param name="reason">Why, shown to the person, for example the code of the transfer.</param>
    /// <param name="ct">Cancels.</param>
    Task EnrolAsync(Guid personId, Guid courseId, string reason, CancellationToken ct);

    /// <summary>The results of these people in these courses, those who finished only; one statement.</summary>
    Task<IReadOnlyList<CourseResult>> ResultsAsync(IEnumerable<Guid> personIds, IEnumerable<Guid> courseIds, CancellationToken ct);

    /// <summary>Everybody's results, the oldest first: for a module that comes to a site where people have learned before.</summary>
    Task<IReadOnlyList<CourseResult>> AllResultsAsync(CancellationToken ct);

    /// <summary>
    /// For recipes: stores that a person did everything that the course requires some time ago. Raises <see cref="CourseCompleted"/>. Does
    /// nothing where the person has a result.
    /// </summary>
    Task RecordPassedAsync(Guid personId, Guid courseId, DateTimeOffset at, CancellationToken ct);
}

/// <summary>A person finished a course.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="CourseId">Which.</param>
/// <param name="Score">0 to 10, one decimal; null where nothing in it has a score.</param>
/// <param name="CompletedAt">When, UTC.</param>
/// <param name="IsHistory">A recipe tells of the past: what follows from it has happened then too, and nobody is asked or told.</param>
public sealed record CourseCompleted(Guid PersonId, Guid CourseId, decimal? Score, DateTimeOffset CompletedAt, bool IsHistory = false) : IDomainEvent;
