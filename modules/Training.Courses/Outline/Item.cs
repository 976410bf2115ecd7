using Training.Courses.Contracts;
using Training.Modules;

namespace Training.Courses.Outline;

/// <summary>A lesson, a quiz, a link …: what it is is its kind's, where it stands and what is asked of it is the course's.</summary>
[NotAudited("part of a version, whose publication is the event")]
internal sealed class Item : Entity
{
    public required Guid VersionId { get; init; }

    public required Guid SectionId { get; set; }

    /// <summary>The same in every version of the course.</summary>
    public required Guid Key { get; init; }

    /// <summary>From 1, in its section.</summary>
    public required int Number { get; set; }

    /// <summary>See <see cref="IItemKind.Key"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The kind's content.</summary>
    public required Guid ContentId { get; set; }

    public required string TitleVi { get; set; }

    public string? TitleEn { get; set; }

    /// <summary>How long it takes, about.</summary>
    public int? Minutes { get; set; }

    /// <summary>The course is not finished without it.</summary>
    public required bool IsRequired { get; set; }

    public required ItemFinish Finish { get; set; }

    /// <summary>In percent, where a score finishes it.</summary>
    public int? LeastScore { get; set; }

    /// <summary>What has to come before it.</summary>
    public ItemConditions Conditions { get; set; } = ItemConditions.None;

    /// <summary>First day on which it is part of the course; null: from the beginning.</summary>
    public DateOnly? ValidFrom { get; set; }

    /// <summary>Last day; null: no end. What was done by then stays done.</summary>
    public DateOnly? ValidTo { get; set; }

    /// <summary>Key of the item that is asked instead after the last day.</summary>
    public Guid? ReplacedBy { get; set; }

    /// <summary>Learners of an earlier version are asked for it too, even where they did what stood there before.</summary>
    public bool IsRequiredChange { get; set; }

    /// <summary>What is new in it, for them.</summary>
    public string? ChangeVi { get; set; }

    public string? ChangeEn { get; set; }

    /// <summary>The same item in another version.</summary>
    public Item In(Guid versionId, Guid sectionId) => new()
    {
        VersionId = versionId,
        SectionId = sectionId,
        Key = Key,
        Number = Number,
        Kind = Kind,
        ContentId = ContentId,
        TitleVi = TitleVi,
        TitleEn = TitleEn,
        Minutes = Minutes,
        IsRequired = IsRequired,
        Finish = Finish,
        LeastScore = LeastScore,
        Conditions = Conditions,
        ValidFrom = ValidFrom,
        ValidTo = ValidTo,
        ReplacedBy = ReplacedBy,
    };
}
