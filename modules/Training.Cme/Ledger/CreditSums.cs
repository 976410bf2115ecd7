using Microsoft.EntityFrameworkCore;
using Training.Cme.Rules;
using Training.Data;
using Training.Identity.Contracts;

namespace Training.Cme.Ledger;

/// <summary>A practitioner and the hours of the years that count for their licence.</summary>
internal sealed record Counted
{
    public required Practitioner Person { get; init; }

    public required int Hundredths { get; init; }

    public Standing StandingOn(DateOnly today, Target target)
        => new(target, target.PeriodOf(Person.LicenceNumber, Person.LicenceExpiresOn, today), Hundredths, Person.LicenceNumber is not null, today);
}

/// <summary>Adds hours up in the database: the ledgers of a hospital are one statement.</summary>
internal static class CreditSums
{
    /// <summary>
    /// The sums of these people; each has a period of their own, the same as <see cref="Target.PeriodOf"/> gives. No scope is applied: whoever asks
    /// has decided before whom they may see.
    /// </summary>
    public static IQueryable<Counted> Counted(this TrainingDbContext db, IQueryable<Practitioner> people, Target target, DateOnly today)
    {
        var (years, open, rolling) = (-target.Years, target.OpenOn(today), Period.EndingOn(today, target.Years));
        var entries = db.Set<CreditEntry>();
        return people
            .Select(p => new
            {
                Person = p,
                Last = p.LicenceNumber == null ? rolling.To : p.LicenceExpiresOn ?? open.To,

                // SQLite makes 1 March of a 29 February that a year does not have, and everybody else 28 February: so it is 28 February from the start.
                Before = p.LicenceNumber == null
                    ? rolling.From.AddDays(-1)
                    : p.LicenceExpiresOn == null
                        ? open.From.AddDays(-1)
                        : (p.LicenceExpiresOn.Value.Month == 2 && p.LicenceExpiresOn.Value.Day == 29 ? p.LicenceExpiresOn.Value.AddDays(-1) : p.LicenceExpiresOn.Value).AddYears(years),
            })
            .Select(p => new Counted
            {
                Person = p.Person,
                Hundredths = entries.Where(e => e.PersonId == p.Person.PersonId && e.Day > p.Before && e.Day <= p.Last).Sum(e => (int?)e.Hundredths) ?? 0,
            })
            .IgnoreQueryFilters([Scoping.FilterName])
            .PastTheLock();
    }
}
