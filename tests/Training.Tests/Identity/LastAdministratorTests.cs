using Microsoft.EntityFrameworkCore;
using Training.Identity.Grants;
using Training.Identity.Users;
using Training.Modules;
using Training.Tests.Support;

namespace Training.Tests.Identity;

public sealed class LastAdministratorTests
{
    private static readonly DateOnly Today = GrantForms.Today();

    [Theory, OnSqlite, OnPostgreSql]
    public async Task LastLastingAdministrator_CanNotBeEndedOrDisabled(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var first = await site.UserIdAsync("quantri");
        var firstGrant = (await site.GrantsOfAsync(first)).Single().Id;
        var second = await site.OfficeAsync("second@test.local");
        var limited = await site.StoreGrantAsync(second, Roles.Administrator, ScopeKind.Country, to: Today.AddDays(100));
        var visitor = await site.SignedInAsync("second@test.local");

        foreach (var beside in new[] { "limited", "not begun", "disabled" })
        {
            Assert.Equal(422, (int)(await visitor.EndByPageAsync(first, firstGrant)).Status);
            Assert.Equal(422, (int)(await visitor.EndByPageAsync(first, firstGrant, Today.AddDays(50))).Status);
            Assert.Equal(422, (int)(await visitor.ControlAsync(first, "Disable")).Status);
            switch (beside)
            {
                case "limited":
                    await site.StoreGrantAsync(await site.OfficeAsync("future@test.local"), Roles.Administrator, ScopeKind.Country, from: Today.AddDays(2));
                    break;
                case "not begun":
                    var disabled = await site.OfficeAsync("disabled@test.local");
                    await site.StoreGrantAsync(disabled, Roles.Administrator, ScopeKind.Country);
                    await site.DataAsync(db => db.WriteAsync(ct => db.Users.Where(u => u.Id == disabled).ExecuteUpdateAsync(u => u.SetProperty(x => x.DisabledAt, DateTimeOffset.UnixEpoch), ct), default));
                    break;
                default:
                    break;
            }
        }

        // A limited one may go, since a lasting one stays; and the first may once there is another lasting one.
        var admin = await site.SignedInAsync("quantri");
        Assert.True((await admin.EndByPageAsync(second, limited)).IsRedirect);
        await site.StoreGrantAsync(second, Roles.Administrator, ScopeKind.Country);
        Assert.True((await visitor.EndByPageAsync(first, firstGrant)).IsRedirect);
        Assert.Equal(403, (int)(await admin.GetAsync("/admin/accounts")).Status);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task TwoAdministrators_RemoveEachOtherAtOnce_OneStays(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await using var other = database == Database.PostgreSql ? site.SecondNode() : null;
        var first = await site.UserIdAsync("quantri");
        var second = await site.OfficeAsync("second@test.local");
        for (var round = 0; round < 6; round++)
        {
            await site.DataAsync(db => db.WriteAsync(
                async ct =>
                {
                    await db.RoleGrants.Where(g => g.UserId == first || g.UserId == second).ExecuteDeleteAsync(ct);
                    await db.Users.Where(u => u.Id == first || u.Id == second).ExecuteUpdateAsync(u => u.SetProperty(x => x.DisabledAt, (DateTimeOffset?)null), ct);
                },
                default));
            var firstGrant = await site.StoreGrantAsync(first, Roles.Administrator, ScopeKind.Country);
            var secondGrant = await site.StoreGrantAsync(second, Roles.Administrator, ScopeKind.Country);
            var one = await site.SignedInAsync("quantri");
            var two = await (other ?? site).SignedInAsync("second@test.local");

            // Both forms are open before either is sent.
            var formOfOne = await one.GetAsync(round % 2 == 0 ? $"/admin/accounts/{second}/grants/{secondGrant}/end" : $"/admin/accounts/{second}");
            var formOfTwo = await two.GetAsync($"/admin/accounts/{first}/grants/{firstGrant}/end");
            var answers = await Task.WhenAll(
                one.SubmitAsync(formOfOne, new() { ["Input.Reason"] = "x" }, round % 2 == 0 ? null : "button[formaction$='handler=Disable']"),
                two.SubmitAsync(formOfTwo, new() { ["Input.Reason"] = "x" }));

            Assert.Equal(1, answers.Count(a => a.IsRedirect && a.Location!.StartsWith("/admin", StringComparison.Ordinal)));
            var left = await site.DataAsync(db => db.RoleGrants.CountAsync(
                g => g.Role == Roles.Administrator && g.To == null && (g.UserId == first || g.UserId == second) && db.Set<User>().Any(u => u.Id == g.UserId && u.DisabledAt == null)));
            Assert.Equal(1, left);
        }
    }
}
