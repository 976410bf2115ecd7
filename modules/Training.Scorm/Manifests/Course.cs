namespace Training.Scorm.Manifests;

/// <summary>Which standard a package keeps to.</summary>
internal enum Standard
{
    /// <summary>SCORM 1.2 (2001).</summary>
    Scorm12,

    /// <summary>SCORM 2004, 2nd to 4th edition.</summary>
    Scorm2004,
}

/// <summary>What a package is, read from its manifest.</summary>
/// <param name="Standard">By which rules its run-time works.</param>
/// <param name="Edition">As the manifest says it: <c>1.2</c>, <c>2004 3rd Edition</c>.</param>
/// <param name="Title">Of the organization that is used.</param>
/// <param name="Parts">The table of contents, in its order.</param>
/// <param name="Findings">What the author should know; where one of them stops, the package can not be published.</param>
internal sealed record Course(Standard Standard, string Edition, string Title, IReadOnlyList<Part> Parts, IReadOnlyList<Finding> Findings)
{
    /// <summary>What a learner can open.</summary>
    public IEnumerable<Part> Openable => Parts.Where(part => part.Launch is not null);
}

/// <summary>A line of the table of contents: a heading, a SCO or an asset.</summary>
/// <param name="Id">Identifier of the item.</param>
/// <param name="Title">Of the author.</param>
/// <param name="Depth">Headings above it.</param>
/// <param name="IsVisible">Whether the contents show it.</param>
internal sealed record Part(string Id, string Title, int Depth, bool IsVisible)
{
    /// <summary>The file that is opened; null for a heading.</summary>
    public string? Launch { get; init; }

    /// <summary>What follows the file's address, with its question mark or hash; may be empty.</summary>
    public string Parameters { get; init; } = "";

    /// <summary>It talks to the run-time; an asset does not, and is done once it was opened.</summary>
    public bool IsSco { get; init; }

    /// <summary>It is passed from this score on, in percent; null where the package says none.</summary>
    public decimal? PassingPercent { get; init; }

    /// <summary>How much its score counts among those of the package.</summary>
    public decimal Weight { get; init; } = 1;

    public string? LaunchData { get; init; }

    public string? MaxTime { get; init; }

    public string? TimeLimitAction { get; init; }

    /// <summary>Progress from 0 to 1 at which a part of SCORM 2004 is complete.</summary>
    public decimal? CompletionThreshold { get; init; }
}

/// <summary>Something about a package for its author.</summary>
/// <param name="Stops">Whether the package can not be published like this.</param>
/// <param name="Key">Of the sentence in the module's texts.</param>
/// <param name="Arguments">Values for it.</param>
internal sealed record Finding(bool Stops, string Key, params string[] Arguments);
