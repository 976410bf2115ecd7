namespace Training.Courses.Contracts;

/// <summary>A technique that courses teach.</summary>
/// <param name="TechniqueId">Its id.</param>
/// <param name="Name">In the language of the page.</param>
/// <param name="CourseIds">The courses, published or not.</param>
public sealed record CourseTopic(Guid TechniqueId, string Name, IReadOnlyCollection<Guid> CourseIds);

/// <summary>Says which technique a course belongs to, which the courses do not know.</summary>
public interface ICourseTopics
{
    /// <summary>Techniques with courses, in Vietnamese order; at most one statement.</summary>
    Task<IReadOnlyList<CourseTopic>> AllAsync(CancellationToken ct);
}
