using System.Collections.Concurrent;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Training.Data;
using Training.Identity.Users;
using Training.Modules;
using Training.Tests.Support;

namespace Training.Tests.Auditing;

/// <summary>AUD-5 and AUD-6: nothing secret gets into the trail, and what is personal can leave it.</summary>
public sealed class PrivacyTests
{
    private const string Canary = "Canary-password-7f3a9c";

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Secrets_TypedAnywhere_AreNotInTheTrailNorInTheLog(Database database)
    {
        await using var site = await Site.StartAsync(database);
        using var log = new LogSink();
        site.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        var visitor = site.Visitor();
        await visitor.SubmitAsync(await visitor.GetAsync("/account/login"), new() { ["Input.Email"] = "hocvien@demo.local", ["Input.Password"] = Canary });
        var trainee = await site.SignedInAsync("hocvien");
        var (_, version) = await site.LogCaseAsync(trainee);
        var mentor = await site.SignedInAsync("huongdan");
        await mentor.SubmitAsync(await mentor.GetAsync($"/sign/{version}"), Journey.Decision(password: Canary), Journey.SignButton);
        Assert.True((await mentor.SignAsync(version)).IsRedirect);
        var hashes = await site.DataAsync(db => db.Set<User>().Select(u => new { u.PasswordHash, u.SecurityStamp }).ToListAsync());

        var stored = new StringBuilder();
        await site.DataAsync(async db =>
        {
            await foreach (var (leaf, details, _) in db.ReadAuditAsync(default))
            {
                stored.AppendLine(leaf.Json).AppendLine(details!.Json).AppendLine(details.SearchText);
            }
        });
        foreach (var secret in hashes.SelectMany(h => new[] { h.PasswordHash!, h.SecurityStamp! }).Concat([Canary, Visitor.DemoPassword, VietnameseText.Fold(Canary)]))
        {
            Assert.DoesNotContain(secret, stored.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(secret, log.Text, StringComparison.Ordinal);
        }

        Assert.Contains("Logbook.CaseSigned", stored.ToString(), StringComparison.Ordinal);
    }

    [NodeTheory, OnSqlite, OnPostgreSql]
    public async Task Erase_OfAPerson_LeavesNoBytesAndAnIntactTree(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        await site.LogCaseAsync(trainee);
        await site.SignCheckpointAsync();
        var user = await site.UserIdAsync("hocvien");
        var person = await site.PersonIdAsync(Given.Trainee);
        Assert.Contains("Phượng", await DetailsAsync(site), StringComparison.Ordinal);
        var before = (await site.LeavesAsync()).ToDictionary(l => l.Index, l => l.Json);

        var erased = await site.DataAsync((_, services) => services.GetRequiredService<IAuditTrail>().EraseDetailsAsync([user, person], "Yêu cầu 12/2026", default));

        Assert.True(erased > 0);
        var left = await DetailsAsync(site);
        Assert.DoesNotContain("Phượng", left, StringComparison.Ordinal);
        Assert.DoesNotContain("phuong", left, StringComparison.Ordinal);
        var after = await site.LeavesAsync();
        Assert.All(before, leaf => Assert.Equal(leaf.Value, after[(int)leaf.Key].Json));
        Assert.Equal(2, after.Count(l => l.Action == "Audit.DetailsErased"));
        foreach (var verdict in new[] { await site.VerifyAsync(), await site.VerifyIndependentlyAsync() })
        {
            Assert.True(verdict.IsIntact, verdict.Output);
            Assert.Contains($"{erased} with details erased", verdict.Output, StringComparison.Ordinal);
        }

        var administrator = await site.SignedInAsync("quantri");
        var entry = after.First(l => l.ActorId == user);
        Assert.Contains("Chi tiết đã xóa", (await administrator.GetAsync($"/admin/audit/{entry.Index}")).Text, StringComparison.Ordinal);
    }

    private static Task<string> DetailsAsync(Site site) => site.DataAsync(async db =>
        string.Join('\n', await db.Set<AuditDetails>().Select(d => d.Json + " " + d.SearchText).ToListAsync()));

    private sealed class LogSink : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public string Text => string.Join('\n', _lines);

        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => _lines.Enqueue($"{formatter(state, exception)} {exception}");
    }
}
