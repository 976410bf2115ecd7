using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;

namespace Training.Activities.Assignments;

/// <summary>What whoever is signed in may mark. The scope shows them their own works too, which they may not.</summary>
internal sealed class WaitingWorks(TrainingDbContext db, ICurrentUser user)
{
    public IQueryable<Work> OfOthers()
    {
        var me = user.PersonId ?? Guid.Empty;
        return db.Set<Work>().AsNoTracking().Where(w => w.PersonId != me);
    }

    public IQueryable<Work> Query() => OfOthers().Where(w => w.MarkedAt == null);
}
