using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Data;
using Training.Identity.Access;
using Training.Identity.Grants;
using Training.Identity.People;
using Training.Identity.Users;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Organizations.Hospitals;
using Training.Techniques.Catalogue;
using Training.Transfers.Agreements;
using Training.Transfers.Participants;

namespace Training.Tests.Support;

/// <summary>Brings a site into the state that a test begins with, where no page does it yet.</summary>
internal static class Given
{
    /// <summary>A key in the demo recipe: the trainee whose certificate is two steps away.</summary>
    public const string Trainee = "nguyen-hoang-phuong";

    public const string Mentor = "tran-quoc-khanh";

    public const string SecondMentor = "hoang-gia-bao";

    public const string MentorElsewhere = "dinh-cong-toan";

    public const string Transfer = "CG-2026-014";

    public static Task<Guid> PersonIdAsync(this Site site, string key) => site.DataAsync(db => db.People.Where(p => p.Key == key).Select(p => p.Id).SingleAsync());

    public static Task<Guid> UserIdAsync(this Site site, string account)
        => site.DataAsync(db => db.Users.Where(u => u.Email == (account.Contains('@') ? account : account + "@demo.local")).Select(u => u.Id).SingleAsync());

    /// <summary>For commands that go round the context: any statement of the context says that this connection reads for the site.</summary>
    public static async Task OpenForTheSiteAsync(this TrainingDbContext db)
    {
        await db.Database.OpenConnectionAsync();
        await db.Database.ExecuteSqlRawAsync("SELECT 1");
    }

    /// <summary>Makes everything that the services of this scope do be done by a demo account.</summary>
    public static async Task SignInAsync(this IServiceProvider services, string account)
    {
        var db = services.GetRequiredService<TrainingDbContext>();
        var user = await db.Users.SingleAsync(u => u.Email == $"{account}@demo.local");
        var grants = await db.RoleGrants.Where(g => g.UserId == user.Id).CountingOn(services.GetRequiredService<TimeProvider>().Today())
            .Select(g => new Grant(g.Role, g.Kind, g.HospitalId ?? g.ProvinceId)).ToListAsync();
        services.GetRequiredService<CurrentUser>().SignedIn(user.Id, user.PersonId, user.DisplayName, grants, await services.GetRequiredService<IOrganizations>().GetAsync(default));
    }

    public static Task<Guid> HospitalIdAsync(this Site site, string key) => site.DataAsync(db => db.Hospitals.Where(h => h.Key == key).Select(h => h.Id).SingleAsync());

    public static Task<Guid> TechniqueIdAsync(this Site site, string key) => site.DataAsync(db => db.Techniques.Where(t => t.Key == key).Select(t => t.Id).SingleAsync());

    public static Task<Guid> TransferIdAsync(this Site site, string code) => site.DataAsync(db => db.Transfers.Where(t => t.Code == code).Select(t => t.Id).SingleAsync());

    /// <summary>An account with the demo password for a person of the recipe.</summary>
    /// <returns>Its address.</returns>
    public static async Task<string> AccountAsync(this Site site, string personKey, string role, string hospitalKey)
    {
        var person = await site.PersonIdAsync(personKey);
        var email = $"{personKey}@test.local";
        var userId = await site.DataAsync(async (_, services) =>
        {
            var user = new User { UserName = email, Email = email, EmailConfirmed = true, DisplayName = personKey, PersonId = person };
            var result = await services.GetRequiredService<UserManager<User>>().CreateAsync(user, Visitor.DemoPassword);
            Assert.True(result.Succeeded, string.Join(' ', result.Errors.Select(e => e.Description)));
            return user.Id;
        });
        await site.GrantAsync(userId, role, hospitalKey);
        return email;
    }

    /// <summary>Signed in with a new mentor's account.</summary>
    public static async Task<Visitor> MentorAsync(this Site site, string personKey, string hospitalKey = "viet-duc")
        => await site.SignedInAsync(await site.AccountAsync(personKey, Roles.Mentor, hospitalKey));

    public static async Task GrantAsync(this Site site, Guid userId, string role, string hospitalKey)
    {
        var hospital = await site.HospitalIdAsync(hospitalKey);
        await site.DataAsync(async db =>
        {
            db.Add(new RoleGrant
            {
                UserId = userId,
                Role = role,
                Kind = ScopeKind.Hospital,
                HospitalId = hospital,
                From = new DateOnly(2020, 1, 1),
                GrantedBy = "test",
                Reason = "test",
            });
            await db.SaveChangesAsync();
        });
    }

    /// <summary>An office account for a whole province.</summary>
    /// <returns>Its address.</returns>
    public static async Task<string> ProvinceAccountAsync(this Site site, string role, string provinceCode)
    {
        var email = $"{role}-{provinceCode}@test.local".ToLowerInvariant();
        await site.DataAsync(async (db, services) =>
        {
            var user = new User { UserName = email, Email = email, EmailConfirmed = true, DisplayName = email };
            Assert.True((await services.GetRequiredService<UserManager<User>>().CreateAsync(user, Visitor.DemoPassword)).Succeeded);
            db.Add(new RoleGrant
            {
                UserId = user.Id,
                Role = role,
                Kind = ScopeKind.Province,
                ProvinceId = await db.Provinces.Where(p => p.Code == provinceCode).Select(p => p.Id).SingleAsync(),
                From = new DateOnly(2020, 1, 1),
                GrantedBy = "test",
                Reason = "test",
            });
            return await db.SaveChangesAsync();
        });
        return email;
    }

    /// <summary>The right to supervise every technique of a transfer.</summary>
    public static async Task SupervisionAsync(this Site site, string personKey, string transferCode)
    {
        var person = await site.PersonIdAsync(personKey);
        var transfer = await site.TransferIdAsync(transferCode);
        await site.DataAsync(async db =>
        {
            db.Add(new Supervision { TransferId = transfer, MentorPersonId = person, From = new DateOnly(2020, 1, 1) });
            await db.SaveChangesAsync();
        });
    }

    /// <summary>Ends every right of a mentor to supervise.</summary>
    public static async Task EndSupervisionAsync(this Site site, string personKey, DateOnly last)
    {
        var person = await site.PersonIdAsync(personKey);
        await site.DataAsync(async db =>
        {
            foreach (var supervision in await db.Supervisions.Where(s => s.MentorPersonId == person).ToListAsync())
            {
                supervision.To = last;
            }

            await db.SaveChangesAsync();
        });
    }

    public static async Task EndAppointmentsAsync(this Site site, string personKey, DateOnly last)
    {
        var person = await site.PersonIdAsync(personKey);
        await site.DataAsync(async db =>
        {
            foreach (var appointment in await db.Appointments.Where(a => a.PersonId == person).ToListAsync())
            {
                appointment.To = last;
            }

            await db.SaveChangesAsync();
        });
    }

    /// <summary>What somebody with all rights over the database can do: take the triggers away and write what they like.</summary>
    public static Task TamperAsync(this Site site, Func<TrainingDbContext, CancellationToken, Task> change) => site.DataAsync(db => db.WriteAsync(
        async ct =>
        {
            await db.UnguardAppendOnlyAsync(ct);
            await change(db, ct);
        },
        default));

    public static Task TamperAsync(this Site site, params string[] statements) => site.TamperAsync(async (db, ct) =>
    {
        foreach (var statement in statements)
        {
            await db.Database.ExecuteSqlRawAsync(statement, ct);
        }
    });
}
