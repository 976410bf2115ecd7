using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Courses.Enrolments;

/// <summary>Somebody who can be chosen; <paramref name="IsThere"/>: need not be, any more.</summary>
internal sealed record PickRow(Guid PersonId, string Name, string? Department, bool IsThere);

/// <summary>A list of a hospital's people to choose several from.</summary>
/// <param name="Rows">Those that the search finds, in Vietnamese order, and no more than fit on a page.</param>
/// <param name="HasMore">There are others: a search finds them.</param>
/// <param name="Chosen">Whose boxes are ticked.</param>
/// <param name="There">What it says beside those who are there already.</param>
internal sealed record PeoplePick(IReadOnlyList<PickRow> Rows, bool HasMore, IReadOnlyCollection<Guid> Chosen, string There);

/// <summary>Finds people of a hospital to choose from; one statement.</summary>
internal sealed class PeopleAt(TrainingDbContext db, TimeProvider clock)
{
    private const int MostRows = 80;
    private const int MostWords = 6;

    /// <param name="hospitalId">Where they work today.</param>
    /// <param name="search">Name, specialty or licence, without diacritics; empty for everybody.</param>
    /// <param name="there">Ids of those who are there already.</param>
    /// <param name="chosen">Whose boxes are ticked.</param>
    /// <param name="thereText">What it says beside those who are there.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<PeoplePick> FindAsync(Guid hospitalId, string? search, IQueryable<Guid> there, IReadOnlyCollection<Guid> chosen, string thereText, CancellationToken ct)
    {
        var found = db.PractitionersAt([hospitalId], clock.Today());
        foreach (var word in VietnameseText.Words(search).Take(MostWords))
        {
            found = found.Where(p => p.SearchText.Contains(word));
        }

        var rows = await found.OrderBy(p => p.SortKey).ThenBy(p => p.PersonId)
            .Select(p => new { p.PersonId, p.Title, p.FullName, p.Department, IsThere = there.Contains(p.PersonId) })
            .Take(MostRows + 1).ToListAsync(ct);
        return new PeoplePick(
            [.. rows.Take(MostRows).Select(p => new PickRow(p.PersonId, p.Title.Length == 0 ? p.FullName : $"{p.Title} {p.FullName}", p.Department, p.IsThere))],
            rows.Count > MostRows,
            chosen,
            thereText);
    }
}
