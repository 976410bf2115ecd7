using Training.Modules;

namespace Training.Courses.Catalogue;

/// <summary>A theory course: lessons to read and one quiz.</summary>
internal sealed class Course : Entity
{
    public required string Code { get; init; }

    public required string TitleVi { get; init; }

    public required string TitleEn { get; init; }

    public required string SummaryVi { get; init; }

    public required string SummaryEn { get; init; }

    /// <summary>Periods (tiết) of the whole theory programme, of which the site carries the part for reading at home.</summary>
    public required int Hours { get; init; }

    /// <summary>Periods that count as continuing medical education; null: the course carries no credit.</summary>
    public int? CreditPeriods { get; init; }

    /// <summary>The quiz is passed from this score, 0 to 10.</summary>
    public required int PassMark { get; init; }

    /// <summary>When learners first saw it; null for a draft.</summary>
    public DateTimeOffset? PublishedAt { get; private set; }

    public string SortKey { get; private set; } = "";

    public void Publish(DateTimeOffset at)
    {
        SortKey = VietnameseText.SortKey(TitleVi);
        PublishedAt ??= at;
    }
}
