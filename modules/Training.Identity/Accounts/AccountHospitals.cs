using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Grants;
using Training.Identity.People;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Accounts;

/// <summary>Whose business it is what happens to an account: its events in the trail are for those who audit these hospitals.</summary>
internal sealed class AccountHospitals(TrainingDbContext db, TimeProvider clock)
{
    /// <summary>Those of the grants and appointments that count today; none for an account that does not exist. One statement in any case.</summary>
    public async Task<IReadOnlyList<Guid>> OfAsync(Guid userId, CancellationToken ct)
    {
        var today = clock.Today();
        var granted = db.RoleGrants.CountingOn(today).Where(g => g.UserId == userId && g.HospitalId != null).Select(g => g.HospitalId!.Value);
        var appointed = from user in db.Set<User>()
                        where user.Id == userId
                        join appointment in db.Set<Appointment>() on user.PersonId equals appointment.PersonId
                        where appointment.From <= today && (appointment.To == null || appointment.To >= today)
                        select appointment.HospitalId;
        return await granted.Union(appointed).ToListAsync(ct);
    }
}
