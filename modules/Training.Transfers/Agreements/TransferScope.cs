using Training.Data;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Transfers.Participants;

namespace Training.Transfers.Agreements;

/// <summary>
/// Who sees a transfer: both hospitals (each sees its counterpart inside the shared transfer), the department of health of either
/// province, the Ministry, the members of the team and their mentors.
/// </summary>
internal static class TransferScope
{
    public static IQueryable<Transfer> VisibleTo(this IQueryable<Transfer> transfers, ICurrentUser user, OrganizationDirectory directory, TrainingDbContext db)
    {
        var scope = user.ScopeOf(Permissions.View);
        if (scope.Country)
        {
            return transfers;
        }

        Guid[] hospitals = [.. directory.Within(scope).Select(h => h.Id)];
        var me = user.PersonId ?? Guid.Empty;
        return transfers.Where(t =>
            hospitals.Contains(t.GivingHospitalId)
            || hospitals.Contains(t.ReceivingHospitalId)
            || db.Set<Participant>().Any(p => p.TransferId == t.Id && p.PersonId == me)
            || db.Set<Supervision>().Any(s => s.TransferId == t.Id && s.MentorPersonId == me));
    }
}
