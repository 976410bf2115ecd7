using Training.Modules;

namespace Training.Courses.Outline;

/// <summary>
/// A course as its learners have it: a draft until it is published, and never changed from then on. Learners finish the version they began,
/// apart from what a later one marks as required.
/// </summary>
[NotAudited("a draft until it is published, which is the event; never changed from then on")]
internal sealed class CourseVersion : Entity
{
    public required Guid CourseId { get; init; }

    /// <summary>From 1, in the order in which they were published.</summary>
    public required int Number { get; init; }

    public required string TitleVi { get; set; }

    public string? TitleEn { get; set; }

    public required string SummaryVi { get; set; }

    public string? SummaryEn { get; set; }

    /// <summary>Periods (tiết) of the whole theory programme.</summary>
    public required int Hours { get; set; }

    /// <summary>Periods that count as continuing medical education; null: the course carries no credit.</summary>
    public int? CreditPeriods { get; set; }

    /// <summary>Besides everything required, so many of the items that are not have to be finished.</summary>
    public int LeastOptional { get; set; }

    public required DateTimeOffset BegunAt { get; init; }

    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>The account that published it; null for a recipe.</summary>
    public Guid? PublishedByUserId { get; private set; }

    /// <summary>What is new, for learners of an earlier version.</summary>
    public string? ChangesVi { get; private set; }

    public string? ChangesEn { get; private set; }

    /// <summary>Grows with each change of the draft, so that nobody writes over what somebody else has just changed.</summary>
    public int Edits { get; private set; }

    public bool IsDraft => PublishedAt is null;

    public void Changed() => Edits++;

    public void Publish(DateTimeOffset at, Guid? by, string? changesVi, string? changesEn)
        => (PublishedAt, PublishedByUserId, ChangesVi, ChangesEn) = (at, by, changesVi, changesEn);
}

/// <summary>A heading with items below it.</summary>
[NotAudited("part of a version, whose publication is the event")]
internal sealed class Section : Entity
{
    public required Guid VersionId { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; set; }

    public required string TitleVi { get; set; }

    public string? TitleEn { get; set; }
}
