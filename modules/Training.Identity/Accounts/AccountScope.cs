using Training.Data;
using Training.Identity.Grants;
using Training.Identity.People;
using Training.Identity.Users;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.Accounts;

/// <summary>
/// Which accounts and grants a manager of accounts sees: those of the hospitals in scope. An account is of a hospital by a grant, past or
/// present, or by an appointment that counts today; of an account only the grants in scope are shown.
/// </summary>
internal static class AccountScope
{
    public static IQueryable<User> VisibleTo(this IQueryable<User> users, Scope scope, OrganizationDirectory directory, DateOnly today, TrainingDbContext db)
    {
        if (scope.Country)
        {
            return users;
        }

        Guid[] hospitals = [.. directory.Within(scope).Select(h => h.Id)];
        return users.Where(u =>
            db.Set<RoleGrant>().Any(g => g.UserId == u.Id && g.HospitalId != null && hospitals.Contains(g.HospitalId.Value))
            || db.Set<Appointment>().Any(a => a.PersonId == u.PersonId && a.From <= today && (a.To == null || a.To >= today) && hospitals.Contains(a.HospitalId)));
    }

    public static IQueryable<RoleGrant> VisibleTo(this IQueryable<RoleGrant> grants, Scope scope, OrganizationDirectory directory)
    {
        if (scope.Country)
        {
            return grants;
        }

        Guid[] hospitals = [.. directory.Within(scope).Select(h => h.Id)];
        return grants.Where(g => g.HospitalId != null && hospitals.Contains(g.HospitalId.Value));
    }
}
