using Microsoft.Extensions.DependencyInjection;
using Training.Identity.Invitations;
using Training.Identity.Passwords;
using Training.Identity.Sessions;
using Training.Modules;
using Training.Tests.Identity;
using Training.Tests.Support;

namespace Training.Tests.SignIn;

/// <summary>AUT-2: who comes while every place for comparing and making passwords is taken is told to come back, at every door.</summary>
public sealed class BusySiteTests
{
    private const string Password = "Mot-cau-rat-dai-de-nho-2026";

    [Theory, OnSqlite, OnPostgreSql]
    public async Task PasswordDoors_WhileEveryPlaceIsTaken_Answer503AndStoreNothing(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var invitation = await InviteAsync(site);
        var (visitor, guest) = (site.Visitor(), site.Visitor());
        var (login, accept) = (await visitor.GetAsync("/account/login"), await guest.GetAsync(invitation));
        Dictionary<string, string?> credentials = new() { ["Input.Email"] = "hocvien@demo.local", ["Input.Password"] = Visitor.DemoPassword };
        Dictionary<string, string?> choice = new() { ["Input.Password"] = Password, ["Input.PasswordAgain"] = Password };
        var queue = site.Services.GetRequiredService<HashingQueue>();
        using var leave = new ManualResetEventSlim();
        var places = Math.Max(1, Environment.ProcessorCount - 1);
        using var inside = new CountdownEvent(places);
        var holders = Enumerable.Range(0, places).Select(_ => queue.RunAsync(
            () =>
            {
                inside.Signal();
                leave.Wait();
                return true;
            },
            default)).ToArray();
        inside.Wait();

        var answers = await Task.WhenAll(visitor.SubmitAsync(login, credentials), guest.SubmitAsync(accept, choice));

        Assert.All(answers, answer => Assert.Equal(503, (int)answer.Status));
        Assert.All(answers, answer => Assert.NotNull(answer.Response.Headers.RetryAfter));
        leave.Set();
        await Task.WhenAll(holders);
        foreach (var answer in new[] { await visitor.SubmitAsync(login, credentials), await guest.SubmitAsync(accept, choice) })
        {
            Assert.True(answer.IsRedirect, $"{answer.Status} {answer.Text}");
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task SignIn_WhileTooManyWait_Answers503AndAsksTheDatabaseNothing(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var visitor = site.Visitor();
        var login = await visitor.GetAsync("/account/login");
        Dictionary<string, string?> credentials = new() { ["Input.Email"] = "hocvien@demo.local", ["Input.Password"] = Visitor.DemoPassword };
        var queue = site.Services.GetRequiredService<HashingQueue>();
        var waiting = new List<IDisposable>();
        for (var place = 0; place < 4 * Math.Max(1, Environment.ProcessorCount - 1); place++)
        {
            waiting.Add(await queue.EnterAsync(default));
        }

        site.Statements.Reset();
        var busy = await visitor.SubmitAsync(login, credentials);
        Assert.Equal(503, (int)busy.Status);
        Assert.Empty(site.Statements.Statements);

        waiting.ForEach(place => place.Dispose());
        Assert.True((await visitor.SubmitAsync(login, credentials)).IsRedirect);
    }

    private static async Task<string> InviteAsync(Site site)
    {
        var (token, by, now) = (SecretToken.Create(), await site.UserIdAsync("quantri"), site.Clock.GetUtcNow());
        await site.DataAsync(async db =>
        {
            db.Add(new Invitation
            {
                Name = "Người Mới",
                Email = "moi@test.local",
                NormalizedEmail = "MOI@TEST.LOCAL",
                TokenHash = SecretToken.Hash(token),
                InvitedByUserId = by,
                InvitedBy = "test",
                SentAt = now,
                ExpiresAt = now + Invitation.Lifetime,
            });
            await db.SaveChangesAsync();
        });
        return $"/account/invitation/{token}";
    }
}
