using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.SignOff;
using Training.Tests.Logbook;
using Training.Tests.Support;

namespace Training.Benchmarks;

/// <summary>
/// How many cases are signed in a second, through the whole command: rights, proof used up, decision, process, tally, letters, audit trail. Comparing the
/// password is left out: it is slow on purpose, and its time is that of <c>sign-in</c>. A number behind the name says how many cases.
/// </summary>
internal static class Signoffs
{
    private const int WarmUp = 30;

    public static async Task RunAsync(Database database)
    {
        var sample = Benchmark.Numbers is [var given, ..] ? given : 400;
        await using var site = await Site.StartWithAsync(database, "demo", Racing.WithCheapHashes);
        Benchmark.Print($"  {await DurabilityAsync(site)}");
        var mentors = await site.MentorsAsync(8);
        var made = 0;
        foreach (var atOnce in new[] { 1, 8 })
        {
            made = await SignAsync(site, mentors.Take(atOnce).ToList(), WarmUp, made, []);
            var times = new ConcurrentBag<double>();
            var watch = new Stopwatch();
            made = await SignAsync(site, mentors.Take(atOnce).ToList(), sample, made, times, watch);
            Benchmark.Print(string.Create(
                CultureInfo.InvariantCulture,
                $"  {atOnce} at once: {sample / watch.Elapsed.TotalSeconds:0.0} sign-offs in a second; one takes {Statistics.Median(times):0.0} ms, p95 {Statistics.Percentile(times, 0.95):0.0} ms"));
        }
    }

    private static async Task<int> SignAsync(Site site, List<Racer> mentors, int count, int made, ConcurrentBag<double> times, Stopwatch? watch = null)
    {
        var work = new List<(Racer Mentor, DecisionInput Input, SigningProof Proof)>();
        for (var number = 0; number < count; number++)
        {
            var mentor = mentors[number % mentors.Count];
            var (_, version) = await site.LogInCodeAsync(made + number);
            var (input, proof) = await site.ProofInCodeAsync(mentor, version);
            work.Add((mentor, input, proof));
        }

        watch?.Start();
        await Task.WhenAll(work.GroupBy(item => item.Mentor).Select(own => Task.Run(async () =>
        {
            foreach (var (mentor, input, proof) in own)
            {
                var start = Stopwatch.GetTimestamp();
                await site.DataAsync(async (db, services) =>
                {
                    await mentor.SignInAsync(services);
                    await db.WriteAsync(ct => services.GetRequiredService<SignCase>().DecideAsync(input, mentor.PersonId, proof, ct), default);
                    return true;
                });
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        })));
        watch?.Stop();
        return made + count;
    }

    // What a commit promises: on SQLite the site sets it, on PostgreSQL the server does.
    private static Task<string> DurabilityAsync(Site site) => site.DataAsync(async db =>
    {
        var postgres = db.Database.IsNpgsql();
        var value = "";
        await db.WriteAsync(
            async ct =>
            {
                await using var command = db.Database.GetDbConnection().CreateCommand();
                command.Transaction = Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(db.Database.CurrentTransaction!);
                command.CommandText = postgres ? "SELECT current_setting('fsync') || '/' || current_setting('synchronous_commit')" : "PRAGMA synchronous";
                value = Convert.ToString(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture)!;
            },
            default);
        return (postgres, value) switch
        {
            (true, "on/on") => "durable: fsync and synchronous_commit are on",
            (true, _) => $"NOT durable: fsync/synchronous_commit are {value}; start a server with both on for figures that count",
            (false, "2" or "3") => "durable: synchronous is FULL",
            _ => $"NOT durable: synchronous is {value}",
        };
    });
}
