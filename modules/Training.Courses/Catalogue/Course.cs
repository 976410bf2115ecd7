using Training.Courses.Outline;
using Training.Modules;

namespace Training.Courses.Catalogue;

/// <summary>How somebody comes onto a course by themselves; the training office and a package put people on any.</summary>
internal enum Joining
{
    /// <summary>Whoever likes begins.</summary>
    Open,

    /// <summary>They ask, and the office decides.</summary>
    Approval,

    /// <summary>With a code that the office gave them.</summary>
    Code,

    /// <summary>Not at all.</summary>
    Closed,
}

/// <summary>A theory course; what it consists of is said by its versions. Titles and hours are those of the newest published version.</summary>
internal sealed class Course : Entity
{
    public required string Code { get; init; }

    /// <summary>The hospital whose authors write it; null where it is everybody's and comes with a recipe.</summary>
    public Guid? HospitalId { get; init; }

    public required string TitleVi { get; set; }

    public required string TitleEn { get; set; }

    public required string SummaryVi { get; set; }

    public required string SummaryEn { get; set; }

    /// <summary>Periods (tiết) of the whole theory programme, of which the site carries the part for reading at home.</summary>
    public required int Hours { get; set; }

    /// <summary>Periods that count as continuing medical education; null: the course carries no credit.</summary>
    public int? CreditPeriods { get; set; }

    /// <summary>When learners first saw it; null for one that was never published.</summary>
    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>Of the course and not of a version: it is changed without publishing anything.</summary>
    public Joining Joining { get; set; }

    public string SortKey { get; private set; } = "";

    /// <summary>Titles, summaries and code without diacritics.</summary>
    public string SearchText { get; private set; } = "";

    /// <summary>A version goes out to learners.</summary>
    public void Publish(CourseVersion version, DateTimeOffset at)
    {
        (TitleVi, TitleEn) = (version.TitleVi, version.TitleEn ?? version.TitleVi);
        (SummaryVi, SummaryEn) = (version.SummaryVi, version.SummaryEn ?? version.SummaryVi);
        (Hours, CreditPeriods) = (version.Hours, version.CreditPeriods);
        SortKey = VietnameseText.SortKey(TitleVi);
        SearchText = VietnameseText.Fold($"{Code} {TitleVi} {TitleEn} {SummaryVi} {SummaryEn}");
        PublishedAt ??= at;
    }
}
