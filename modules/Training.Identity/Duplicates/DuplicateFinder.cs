using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Grants;

namespace Training.Identity.Duplicates;

/// <summary>Two records that may be of one person.</summary>
internal sealed record DuplicatePair(PersonTraits First, PersonTraits Second, Likelihood Likelihood, IReadOnlyList<DuplicateSign> Signs);

/// <summary>
/// Finds pairs among all people in three statements. Only records that share the words of the name, the day of birth or the digits of the
/// licence are compared, so the work grows with the number of people and not with its square.
/// </summary>
internal sealed class DuplicateFinder(TrainingDbContext db)
{
    /// <summary>The surest first, without those that somebody judged.</summary>
    public async Task<IReadOnlyList<DuplicatePair>> FindAsync(CancellationToken ct)
    {
        var people = await db.People.AsNoTracking()
            .Where(p => p.MergedIntoId == null)
            .Select(p => new { p.Id, p.NameKey, p.NameWords, p.DateOfBirth, p.LicenceKey, p.NationalIdHash })
            .ToListAsync(ct);
        var places = (await db.Appointments.AsNoTracking().Select(a => new { a.PersonId, a.HospitalId }).Distinct().ToListAsync(ct))
            .ToLookup(a => a.PersonId, a => a.HospitalId);
        var judged = (await db.Set<DistinctPeople>().AsNoTracking().Select(d => new { d.FirstId, d.SecondId }).ToListAsync(ct))
            .SelectMany(d => new[] { (d.FirstId, d.SecondId), (d.SecondId, d.FirstId) }).ToHashSet();
        var pairs = Find([.. people.Select(p => new PersonTraits(p.Id, p.NameKey, p.NameWords, p.DateOfBirth, p.LicenceKey, p.NationalIdHash, places[p.Id].ToHashSet()))]);
        return [.. pairs.Where(pair => !judged.Contains((pair.First.Id, pair.Second.Id)))];
    }

    public static IReadOnlyList<DuplicatePair> Find(IReadOnlyList<PersonTraits> people)
    {
        var pairs = new Dictionary<(Guid, Guid), DuplicatePair>();
        foreach (var bucket in BucketsOf(people))
        {
            for (var i = 0; i < bucket.Length; i++)
            {
                foreach (var other in bucket.AsSpan(i + 1))
                {
                    var (a, b) = bucket[i].Id.CompareTo(other.Id) < 0 ? (bucket[i], other) : (other, bucket[i]);
                    if (!pairs.ContainsKey((a.Id, b.Id)) && DuplicateRule.Judge(a, b) is { Likelihood: > Likelihood.None } judged)
                    {
                        pairs[(a.Id, b.Id)] = new DuplicatePair(a, b, judged.Likelihood, judged.Signs);
                    }
                }
            }
        }

        return [.. pairs.Values.OrderByDescending(pair => pair.Likelihood).ThenBy(pair => pair.First.NameKey, StringComparer.Ordinal).ThenBy(pair => pair.First.Id)];
    }

    private static IEnumerable<PersonTraits[]> BucketsOf(IReadOnlyList<PersonTraits> people)
        => people.GroupBy(p => (object)p.NameWords)
            .Concat(people.Where(p => p.DateOfBirth is not null).GroupBy(p => (object)p.DateOfBirth!.Value))
            .Concat(people.Where(p => p.LicenceDigits.Length > 0).GroupBy(p => (object)p.LicenceDigits))
            .Select(group => group.ToArray())
            .Where(bucket => bucket.Length > 1);
}
