namespace Training.Courses.Contracts;

/// <summary>What somebody does besides courses, for conditions between items.</summary>
/// <param name="Roles">Their roles in teams that take a technique over, as the teams write them: <c>BS</c>, <c>DD</c> …</param>
/// <param name="Stages">Techniques with the stages (<c>O</c>, <c>A</c>, <c>S</c>, <c>I</c>) at which they have a signed case.</param>
public sealed record LearnerPractice(IReadOnlyList<string> Roles, IReadOnlyList<(Guid TechniqueId, string Stage)> Stages);

/// <summary>Says what a learner does besides courses. Implemented by a module that knows, which the courses do not.</summary>
public interface ILearnerPractice
{
    /// <summary>The practice of a person, whoever asks; at most three statements.</summary>
    Task<LearnerPractice> OfAsync(Guid personId, CancellationToken ct);
}
