using Microsoft.EntityFrameworkCore;
using Training.Courses.Completion;
using Training.Courses.Enrolments;
using Training.Data;
using Training.Modules;

namespace Training.Courses.Catalogue;

/// <summary>How a course stands for whoever looks.</summary>
internal enum MineFilter
{
    /// <summary>On their list.</summary>
    Mine,

    /// <summary>On their list, and nothing done yet.</summary>
    NotBegun,

    /// <summary>Finished once.</summary>
    Finished,
}

/// <summary>What the catalogue is narrowed to.</summary>
internal sealed record CatalogueFilter(string? Search, IReadOnlyCollection<Guid>? Courses, bool ForEverybody, Guid? HospitalId, bool WithCredit, bool InEnglish, MineFilter? State)
{
    private const int MostWords = 6;

    public bool IsNarrow => !string.IsNullOrWhiteSpace(Search) || Courses is not null || ForEverybody || HospitalId is not null || WithCredit || InEnglish || State is not null;

    /// <summary>The published courses that fit.</summary>
    /// <param name="db">The context.</param>
    /// <param name="me">Who looks; <see cref="Guid.Empty"/> for an account without practitioner.</param>
    public IQueryable<Course> Of(TrainingDbContext db, Guid me)
    {
        var found = db.PublishedCourses;
        foreach (var word in VietnameseText.Words(Search).Take(MostWords))
        {
            found = found.Where(c => c.SearchText.Contains(word));
        }

        if (Courses is { } ids)
        {
            found = found.Where(c => ids.Contains(c.Id));
        }

        if (ForEverybody || HospitalId is not null)
        {
            var hospital = HospitalId;
            found = found.Where(c => c.HospitalId == hospital);
        }

        found = WithCredit ? found.Where(c => c.CreditPeriods != null) : found;
        found = InEnglish ? found.Where(c => c.TitleEn != c.TitleVi) : found;
        return State switch
        {
            MineFilter.Mine => found.Where(c => db.Set<Enrolment>().Any(e => e.PersonId == me && e.CourseId == c.Id && e.EndedAt == null)),
            MineFilter.NotBegun => found.Where(c => db.Set<Enrolment>().Any(e => e.PersonId == me && e.CourseId == c.Id && e.EndedAt == null && e.BegunVersion == null)),
            MineFilter.Finished => found.Where(c => db.Set<CourseCompletion>().Any(x => x.PersonId == me && x.CourseId == c.Id)),
            _ => found,
        };
    }
}
