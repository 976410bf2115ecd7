using System.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Data;
using Training.Identity.Contracts;
using Training.Identity.Reauthentication;
using Training.Identity.Users;
using Training.Logbook.Entries;
using Training.Logbook.SignOff;
using Training.Modules;
using Training.Tests.Api;
using Training.Tests.Support;
using Training.Transfers.Participants;
using Xunit.Abstractions;

namespace Training.Tests.Logbook;

/// <summary>
/// Many who decide about one version at the same moment (SIG-4), and a right that ends while its holder signs (SIG-2). Most rounds run the command itself: behind
/// the forms lie a password's 220 000 rounds and a page, which only read and would take an hour for 12 800 attempts. Some rounds run over HTTP, through pages and
/// programs alike.
/// </summary>
public sealed class SignRaceTests(ITestOutputHelper output)
{
    private const int AtOnce = 64;

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Sign_SixtyFourAtOnceByEightMentorsOnTwoNodes_LeavesOneDecisionIn200Rounds(Database database)
    {
        const int rounds = 200;
        await using var site = await Site.StartWithAsync(database, "demo", Racing.WithCheapHashes);
        await using var second = database == Database.PostgreSql ? site.SecondNode() : null;
        var mentors = await site.MentorsAsync(8);
        var (won, watch) = (new Dictionary<Guid, int>(), Stopwatch.StartNew());
        for (var round = 0; round < rounds; round++)
        {
            var (entry, version) = await site.LogInCodeAsync(round);

            var results = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(i =>
            {
                var mentor = mentors[i % mentors.Count];
                return Task.Run(() => StoreAsync(i / mentors.Count % 2 == 0 ? site : second ?? site, mentor, Racing.Decided(site, entry, version, mentor)));
            }));

            var winner = Assert.Single(results, r => r.Refusal is null);
            Assert.All(results.Where(r => r.Refusal is not null), r => Assert.Equal(("Sign.AlreadyDecided", 409), (r.Refusal!.Key, r.Refusal.Status)));
            won[winner.Mentor] = won.GetValueOrDefault(winner.Mentor) + 1;
            var (decisions, events) = await site.DataAsync(async db => (
                await db.Set<Decision>().CountAsync(d => d.EntryVersionId == version.Id),
                await db.Set<AuditLeaf>().CountAsync(l => l.Action == "Logbook.CaseSigned" && db.Set<Decision>().Any(d => d.EntryVersionId == version.Id && d.Id == l.SubjectId))));
            Assert.Equal((1, 1), (decisions, events));
        }

        output.WriteLine($"{rounds} rounds of {AtOnce} on {database} in {watch.Elapsed.TotalSeconds:0} s; {won.Count} of 8 mentors were first at least once.");
        Assert.True(won.Count > 1);
        await TallyTests.AssertEqualsRecountAsync(site);
        Assert.True(await site.DataAsync(db => Task.FromResult(
            db.Model.FindEntityType(typeof(Decision))!.GetIndexes().Any(i => i.IsUnique && i.GetFilter() is null && i.Properties.Select(p => p.Name).SequenceEqual([nameof(Decision.EntryVersionId)])))));
        Assert.True(await site.DataAsync(HasUniqueIndexAsync), "The database has no unique index over the version of a decision.");
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Sign_SixtyFourAtOnceByPagesAndPrograms_LeavesOneDecision(Database database)
    {
        await using var site = await Site.StartWithAsync(database, "demo", Racing.WithCheapHashes);
        await using var second = database == Database.PostgreSql ? site.SecondNode() : null;

        // Two accounts for each of eight mentors: six attempts to prove oneself at the same moment lock an account, as they should.
        var doors = new List<(Visitor Page, ApiClient Program)>();
        foreach (var mentor in await site.MentorsAsync(8, accounts: 2))
        {
            foreach (var account in mentor.Accounts)
            {
                foreach (var node in new[] { site, second ?? site })
                {
                    doors.Add((await node.SignedInAsync(account), node.Program(await site.TokenAsync(account, ApiSteps.Mentor))));
                }
            }
        }

        for (var round = 0; round < 2; round++)
        {
            var (_, version) = await site.LogInCodeAsync(round);
            var pages = await Task.WhenAll(doors.Select(door => door.Page.GetAsync($"/sign/{version.Id}")));
            var bodies = await Task.WhenAll(doors.Select(door => door.Program.DecisionAsync(version.Id)));

            var byPage = doors.Zip(pages, async (door, page) => await door.Page.SubmitAsync(page, Journey.Decision(), Journey.SignButton) is var answer ? ((int)answer.Status, answer.Text) : default);
            var byProgram = doors.Zip(bodies, async (door, body) => await door.Program.PostAsync(ApiSteps.Signoffs, body) is var answer ? (answer.Code, answer.Body) : default);
            var answers = await Task.WhenAll(byPage.Concat(byProgram));
            var statuses = answers.Select(answer => answer.Item1).ToArray();

            Assert.Equal(AtOnce, statuses.Length);
            Assert.True(statuses.Count(status => status is 302 or 201) == 1 && statuses.Count(status => status == 409) == AtOnce - 1, string.Join('\n', answers.Where(answer => answer.Item1 != 409)));
            Assert.Equal(1, await site.DecisionsAsync(version.Id));
            output.WriteLine($"First on {database}: {(statuses.Contains(302) ? "a page" : "a program")}");
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Sign_WhileTheRightEnds_EverySignatureCameBeforeTheEnd(Database database)
    {
        // On SQLite one write follows the other in any case.
        var rounds = database == Database.PostgreSql ? 500 : 50;
        await using var site = await Site.StartWithAsync(database, "demo", Racing.WithCheapHashes);
        await using var second = database == Database.PostgreSql ? site.SecondNode() : null;
        var mentor = (await site.MentorsAsync(2))[^1];
        var (signed, watch, made, start) = (0, Stopwatch.StartNew(), 0, TimeSpan.Zero);
        (LogbookEntry Entry, EntryVersion Version)? waiting = null;
        for (var round = 0; round < rounds; round++)
        {
            waiting ??= await site.LogInCodeAsync(made++);
            var version = waiting.Value.Version;
            var (input, proof) = await site.ProofInCodeAsync(mentor, version);
            var before = await SizeAsync(site);
            var sign = new Func<Task<RuleViolation?>>(() => SignAsync(site, mentor, input, proof));
            var end = new Func<Task<RuleViolation?>>(() => EndAsync(second ?? site, mentor, site.Clock.Today().AddDays(-1)));

            // Signing is the longer way, the more so on a busy machine: its head start grows while it loses and shrinks while it wins, so that both come close.
            var tasks = new[] { Task.Run(sign), Task.Delay(start, TimeProvider.System, default).ContinueWith(_ => end(), TaskScheduler.Default).Unwrap() };
            var refusal = (await Task.WhenAll(tasks)).SingleOrDefault(r => r is not null);

            var events = await site.DataAsync(db => db.Set<AuditLeaf>().Where(l => l.Index >= before).OrderBy(l => l.Index).Select(l => l.Action).ToListAsync());
            var ended = events.IndexOf("Test.RightEnded");
            var at = events.IndexOf("Logbook.CaseSigned");
            Assert.Equal(refusal is null, at >= 0);
            start = refusal is null ? start / 2 : start + TimeSpan.FromMilliseconds(1);
            if (refusal is null)
            {
                Assert.True(at < ended, $"Round {round}: signed after the right had ended: {string.Join(' ', events)}");
                (signed, waiting) = (signed + 1, null);
            }
            else
            {
                Assert.Equal("Sign.NotYours", refusal.Key);
            }

            await EndAsync(site, mentor, null);
        }

        output.WriteLine($"{rounds} rounds on {database} in {watch.Elapsed.TotalSeconds:0} s: {signed} times the signature was first.");
        Assert.InRange(signed, 1, rounds - 1);
    }

    // What the command does once a proof is used up: hold the process, change the entry by a condition, store under the unique index.
    private static async Task<(Guid Mentor, RuleViolation? Refusal)> StoreAsync(Site site, Racer mentor, PreparedDecision prepared)
        => (mentor.PersonId, await RunAsync(site, mentor, (services, ct) => services.GetRequiredService<SignCase>().StoreAsync(prepared, ct)));

    private static Task<RuleViolation?> SignAsync(Site site, Racer mentor, DecisionInput input, SigningProof proof)
        => RunAsync(site, mentor, (services, ct) => services.GetRequiredService<SignCase>().DecideAsync(input, mentor.PersonId, proof, ct));

    private static Task<RuleViolation?> EndAsync(Site site, Racer mentor, DateOnly? last) => RunAsync(site, mentor, async (services, ct) =>
    {
        var db = services.GetRequiredService<TrainingDbContext>();
        await db.Set<Supervision>().Where(s => s.MentorPersonId == mentor.PersonId).ExecuteUpdateAsync(set => set.SetProperty(s => s.To, last), ct);
        services.GetRequiredService<IAuditTrail>().Add(new AuditEvent("Test.RightEnded", "Supervision", mentor.PersonId));
    });

    private static Task<RuleViolation?> RunAsync(Site site, Racer mentor, Func<IServiceProvider, CancellationToken, Task> work) => site.DataAsync(async (db, services) =>
    {
        await mentor.SignInAsync(services);
        try
        {
            await db.WriteAsync(ct => work(services, ct), default);
            return null;
        }
        catch (RuleViolation refusal)
        {
            return refusal;
        }
    });

    private static Task<long> SizeAsync(Site site) => site.DataAsync(db => db.Set<AuditLeaf>().LongCountAsync());

    private static async Task<bool> HasUniqueIndexAsync(TrainingDbContext db)
    {
        await db.OpenForTheSiteAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = db.Database.IsNpgsql()
            ? """SELECT count(*) FROM pg_indexes WHERE tablename = 'Logbook_Decisions' AND indexdef LIKE 'CREATE UNIQUE INDEX%("EntryVersionId")'"""
            : """SELECT count(*) FROM pragma_index_list('Logbook_Decisions') AS l, pragma_index_info(l.name) AS i WHERE l."unique" = 1 AND l.partial = 0 AND i.name = 'EntryVersionId'""";
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture) == 1;
    }
}
