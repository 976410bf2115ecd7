using Training.Data;
using Training.Modules;

namespace Training.Identity.People;

/// <summary>Who sees which people, in the one place where it is written.</summary>
internal static class PeopleScope
{
    /// <summary>
    /// Whoever has an appointment at a hospital in scope that holds today or begins later; with a scope of the whole country everybody, also
    /// those without one. A merged record is seen by nobody: it only leads to the kept one.
    /// </summary>
    /// <param name="people">All.</param>
    /// <param name="permission">The right that is used.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="db">The context of the query.</param>
    /// <param name="today">The day in Viet Nam.</param>
    public static IQueryable<Person> Within(
        this IQueryable<Person> people, string permission, ICurrentUser user, TrainingDbContext db, DateOnly today)
    {
        people = people.Where(p => p.MergedIntoId == null);
        if (user.ScopeOf(permission).Country)
        {
            return people;
        }

        var hospitals = user.HospitalsOf(permission);
        return people.Where(p => db.Set<Appointment>().Any(a => a.PersonId == p.Id && hospitals.Contains(a.HospitalId) && (a.To == null || a.To >= today)));
    }

    /// <summary>Those within the scope of <see cref="PeoplePermissions.View"/>, and oneself.</summary>
    public static IQueryable<Person> VisibleTo(this IQueryable<Person> people, ICurrentUser user, TrainingDbContext db, DateOnly today)
    {
        if (user.PersonId is not { } me)
        {
            return people.Within(PeoplePermissions.View, user, db, today);
        }

        var within = people.Within(PeoplePermissions.View, user, db, today).Select(p => p.Id);
        return people.Where(p => p.Id == me || within.Contains(p.Id));
    }
}
