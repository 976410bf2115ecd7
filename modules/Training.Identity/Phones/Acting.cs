using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Data;
using Training.Identity.Access;
using Training.Identity.Contracts;
using Training.Identity.Grants;
using Training.Identity.Users;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.Phones;

internal sealed class Acting(IServiceScopeFactory scopes, TimeProvider clock) : IActing
{
    public async Task<T?> AsAsync<T>(Guid userId, Func<IServiceProvider, Task<T>> work, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var now = clock.GetUtcNow();
        var db = services.GetRequiredService<TrainingDbContext>();
        var versions = services.GetRequiredService<SnapshotVersions>();
        var changes = versions.Changes;
        var counting = db.RoleGrants.CountingOn(VietnamTime.DateOf(now));
        var found = await (from user in db.Set<User>()
                           where user.Id == userId && user.DisabledAt == null
                           select new
                           {
                               user.PersonId,
                               user.DisplayName,
                               Changes = changes.Sum(),
                               Grants = counting.Where(g => g.UserId == user.Id).Select(g => new Grant(g.Role, g.Kind, g.HospitalId ?? g.ProvinceId)).ToList(),
                           }).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return default;
        }

        versions.Know(found.Changes);
        var current = services.GetRequiredService<CurrentUser>();
        current.SignedIn(userId, found.PersonId, found.DisplayName, found.Grants, await services.GetRequiredService<IOrganizations>().GetAsync(ct));
        return await work(services);
    }
}
