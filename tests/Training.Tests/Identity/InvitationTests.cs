using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Grants;
using Training.Identity.Invitations;
using Training.Notifications.Outbox;
using Training.Tests.Support;

namespace Training.Tests.Identity;

public sealed partial class InvitationTests
{
    private const string Colleague = "le-minh-duc";
    private const string Address = "le.minh.duc@example.vn";
    private const string Password = "mot mat khau that dai 9";

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Invite_LinkOpensTheAccountOnce(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var link = await InviteAsync(site, await site.SignedInAsync("khth"));

        // The link is only in the letter; the database keeps its hash.
        var token = link.Split('/')[^1];
        Assert.True(token.Length >= 43, token);
        Assert.False(await site.DataAsync(db => db.Unscoped<Invitation>().AnyAsync(i => i.TokenHash == token)));

        var visitor = site.Visitor();
        var page = await visitor.GetAsync(link);
        Assert.True(page.IsOk);
        Assert.NotNull(page.Page.QuerySelector("meta[name=referrer][content=no-referrer]"));
        var opened = await visitor.SubmitAsync(page, new() { ["Input.Password"] = Password, ["Input.PasswordAgain"] = Password });
        Assert.True(opened.IsRedirect, $"{opened.Status} {string.Join(' ', opened.Errors)}");

        await site.Visitor().SignInAsync(Address, Password);
        var account = await site.DataAsync(db => db.Users.AsNoTracking().SingleAsync(u => u.Email == Address));
        Assert.Equal(await site.PersonIdAsync(Colleague), account.PersonId);
        var grant = await site.DataAsync(db => db.RoleGrants.AsNoTracking().SingleAsync(g => g.UserId == account.Id));
        Assert.Equal(("Trainee", (Guid?)await site.HospitalIdAsync("bvdk-quang-ninh")), (grant.Role, grant.HospitalId));

        var again = await site.Visitor().GetAsync(link);
        Assert.Equal(404, (int)again.Status);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Accept_UnknownUsedWithdrawnReplacedOrOld_GetTheSameAnswer(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var office = await site.SignedInAsync("khth");
        var replaced = await InviteAsync(site, office);
        var withdrawn = await InviteAsync(site, office);
        var taken = await office.SubmitAsync(await office.GetAsync("/people/invitations"), [], "button.plain");
        Assert.True(taken.IsRedirect, $"{taken.Status} {taken.Text}");
        var old = await InviteAsync(site, office);
        await site.DataAsync(db => db.WriteAsync(
            ct => db.Unscoped<Invitation>().Where(i => i.AcceptedAt == null && i.WithdrawnAt == null).ExecuteUpdateAsync(s => s.SetProperty(i => i.ExpiresAt, site.Clock.GetUtcNow()), ct), default));

        var answers = new List<Answer>();
        foreach (var link in new[] { "/account/invitation/unknown", replaced, withdrawn, old })
        {
            answers.Add(await site.Visitor().GetAsync(link));
        }

        Assert.All(answers, a => Assert.Equal((404, answers[0].Text), ((int)a.Status, a.Text)));
        Assert.Contains("không dùng được", answers[0].Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Accept_ByTwoAtOnce_OpensOneAccount(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var link = await InviteAsync(site, await site.SignedInAsync("khth"));
        var visitors = Enumerable.Range(0, 4).Select(_ => site.Visitor()).ToArray();
        var pages = await Task.WhenAll(visitors.Select(v => v.GetAsync(link)));

        var answers = await Task.WhenAll(visitors.Select((v, i) => v.SubmitAsync(pages[i], new() { ["Input.Password"] = Password + i, ["Input.PasswordAgain"] = Password + i })));

        Assert.Single(answers, a => a.IsRedirect);
        Assert.Equal(1, await site.DataAsync(db => db.Users.CountAsync(u => u.Email == Address)));
        Assert.Equal(1, await site.DataAsync(db => db.RoleGrants.CountAsync(g => db.Set<Training.Identity.Users.User>().Any(u => u.Id == g.UserId && u.Email == Address))));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Accept_WeakOrDifferentPasswords_StoresNothing(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var visitor = site.Visitor();
        var link = await InviteAsync(site, await site.SignedInAsync("khth"));
        foreach (var (password, again) in new[] { ("short", "short"), (Password, Password + "x"), ("", "") })
        {
            var refused = await visitor.SubmitAsync(await visitor.GetAsync(link), new() { ["Input.Password"] = password, ["Input.PasswordAgain"] = again });
            Assert.Equal(422, (int)refused.Status);
            Assert.NotEmpty(refused.Errors);
        }

        Assert.False(await site.DataAsync(db => db.Users.AnyAsync(u => u.Email == Address)));
        Assert.True((await visitor.GetAsync(link)).IsOk);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Accept_WhenTheInviterLostTheRight_DoesNotWork(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var link = await InviteAsync(site, await site.SignedInAsync("khth"));
        var inviter = await site.UserIdAsync("khth");

        await site.DataAsync(db => db.WriteAsync(ct => db.RoleGrants.Where(g => g.UserId == inviter).ExecuteDeleteAsync(ct), default));

        Assert.Equal(404, (int)(await site.Visitor().GetAsync(link)).Status);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Invite_RolesAndPlacesThatAreNotOnesOwn_AreRefused(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var office = await site.SignedInAsync("khth");
        var person = await site.PersonIdAsync(Colleague);
        var elsewhere = await site.HospitalIdAsync("viet-duc");
        foreach (var (field, value) in new[] { ("Input.Role", "Administrator"), ("Input.Role", "Director"), ("Input.HospitalId", elsewhere.ToString()), ("Input.Email", "hocvien@demo.local"), ("Input.Email", "x") })
        {
            var refused = await office.SubmitAsync(await office.GetAsync($"/people/{person}/invite"), new() { ["Input.Email"] = Address, ["Input.Role"] = "Trainee", [field] = value });
            Assert.True((int)refused.Status == 422, $"{field}={value}: {refused.Status}");
        }

        Assert.False(await site.DataAsync(db => db.Unscoped<Invitation>().AnyAsync()));
        Assert.Equal(404, (int)(await (await site.SignedInAsync("giaovu")).GetAsync($"/people/{person}/invite")).Status);
        Assert.Equal(403, (int)(await (await site.SignedInAsync("giamdoc")).GetAsync($"/people/{person}/invite")).Status);
        await InviteAsync(site, office);
        Assert.DoesNotContain(Address, (await (await site.SignedInAsync("giaovu")).GetAsync("/people/invitations")).Body, StringComparison.Ordinal);
    }

    private static async Task<string> InviteAsync(Site site, Visitor inviter)
    {
        var person = await site.PersonIdAsync(Colleague);
        var sent = await inviter.SubmitAsync(await inviter.GetAsync($"/people/{person}/invite"), new() { ["Input.Email"] = Address, ["Input.Role"] = "Trainee" });
        Assert.True(sent.IsRedirect, $"{sent.Status} {string.Join(' ', sent.Errors)}");
        var letter = await site.DataAsync(db => db.Set<OutgoingMail>().AsNoTracking().OrderByDescending(m => m.Id).FirstAsync(m => m.To == Address));
        Assert.True(letter.Secret);
        return Link().Match(letter.Body).Value;
    }

    [GeneratedRegex("/account/invitation/[A-Za-z0-9_-]+")]
    private static partial Regex Link();
}
