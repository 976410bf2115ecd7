using Training.Courses.Contracts;
using Training.Modules;

namespace Training.Courses.Outline;

/// <summary>An item with everything that rules and pages need to know about it.</summary>
internal sealed record OutlineItem(
    Guid Key, string Kind, Guid ContentId, string TitleVi, string? TitleEn, int? Minutes, bool IsRequired, ItemFinish Finish, int? LeastScore,
    ItemConditions Conditions, DateOnly? ValidFrom, DateOnly? ValidTo, Guid? ReplacedBy, bool IsRequiredChange, string? ChangeVi, string? ChangeEn)
{
    /// <summary>Number of the version that this content comes from.</summary>
    public int FromVersion { get; init; }

    /// <summary>What was done in a version before this one does not finish it; 0: all of it does.</summary>
    public int AskedSince { get; init; }

    public string Display => Show.Name(TitleVi, TitleEn ?? TitleVi);

    public string? Change => ChangeVi is null ? null : Show.Name(ChangeVi, ChangeEn ?? ChangeVi);

    public bool IsValidOn(DateOnly day) => (ValidFrom is null || ValidFrom <= day) && (ValidTo is null || day <= ValidTo);

    public bool HasEndedBy(DateOnly day) => ValidTo < day;
}

internal sealed record OutlineSection(Guid Id, string TitleVi, string? TitleEn, IReadOnlyList<OutlineItem> Items)
{
    public string Display => Show.Name(TitleVi, TitleEn ?? TitleVi);
}

/// <summary>A version with its sections and items, in order.</summary>
internal sealed record VersionOutline(Guid VersionId, int Number, int LeastOptional, IReadOnlyList<OutlineSection> Sections)
{
    public IEnumerable<OutlineItem> Items => Sections.SelectMany(section => section.Items);

    public OutlineItem? Find(Guid key) => Items.FirstOrDefault(item => item.Key == key);
}
