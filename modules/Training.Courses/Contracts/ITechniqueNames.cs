namespace Training.Courses.Contracts;

/// <summary>Names techniques, which the courses do not know, where a condition speaks of one.</summary>
public interface ITechniqueNames
{
    /// <summary>The names of these techniques in the language of the page; at most one statement.</summary>
    Task<IReadOnlyDictionary<Guid, string>> OfAsync(IReadOnlyCollection<Guid> techniqueIds, CancellationToken ct);

    /// <summary>Every technique that can be asked for, in Vietnamese order; at most one statement.</summary>
    Task<IReadOnlyList<(Guid Id, string Name)>> AllAsync(CancellationToken ct);
}
