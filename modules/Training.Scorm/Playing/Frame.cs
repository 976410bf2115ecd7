namespace Training.Scorm.Playing;

/// <summary>The frame of a launch, for a page.</summary>
/// <param name="Origin">Of the content.</param>
/// <param name="Address">With the token.</param>
/// <param name="Parts">The table of contents.</param>
/// <param name="Back">Where one goes when the package is left.</param>
/// <param name="IsPreview">Nothing is stored.</param>
internal sealed record Frame(string Origin, string Address, IReadOnlyList<Manifests.Part> Parts, string Back, bool IsPreview);
