using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Training.Data;
using Training.Tests.Support;
using Training.Tests.Workflows.Conformance;
using Training.Tests.Workflows.Running;
using Training.Workflows.Contracts;
using Training.Workflows.Expressions;
using Training.Workflows.Running;

namespace Training.Benchmarks;

/// <summary>How many instances begin and how many tasks are done in a second, and what one costs beside a million others.</summary>
internal static class Workflows
{
    private const int Sample = 300;
    private static readonly int[] Sizes = [1_000, 100_000, 1_000_000];

    public static async Task RunAsync(Database database)
    {
        await using var site = await Site.StartWithAsync(database, "blank", services => services.AddSingleton<IAssigneeResolver, Anybody>());
        await site.PublishAsync(Documents.TaskAgainstTimer);
        await CompleteAsync(site, await BeginAsync(site, 50));

        var watch = Stopwatch.StartNew();
        var instances = await BeginAsync(site, Sample);
        var begun = watch.Elapsed;
        watch.Restart();
        await CompleteAsync(site, instances);
        Benchmark.Print(string.Create(CultureInfo.InvariantCulture, $"  one after the other: {Sample / begun.TotalSeconds:0} instances begun and {Sample / watch.Elapsed.TotalSeconds:0} tasks done in a second"));

        var template = (await BeginAsync(site, 1))[0];
        double? least = null;
        var stored = await site.DataAsync(db => db.Set<Instance>().CountAsync());
        foreach (var size in Sizes)
        {
            watch.Restart();
            await MultiplyAsync(site, template, stored, size);
            stored = size;
            var filled = watch.Elapsed;
            var open = await BeginAsync(site, Sample);
            await CompleteAsync(site, open.Take(Sample / 3));
            var times = await CompleteAsync(site, open.Skip(Sample / 3));
            var median = Statistics.Median(times);
            least = Math.Min(least ?? median, median);
            Benchmark.Print(string.Create(
                CultureInfo.InvariantCulture,
                $"  {size,9} instances stored (filled in {filled.TotalSeconds:0} s): a task takes {median:0.00} ms, p95 {Statistics.Percentile(times, 0.95):0.00} ms, {median / least:0.00} times the least"));
        }
    }

    private static async Task<IReadOnlyList<Guid>> BeginAsync(Site site, int count)
    {
        var instances = new List<Guid>();
        for (var number = 0; number < count; number++)
        {
            instances.Add(await site.BeginAsync("task-against-timer"));
        }

        return instances;
    }

    private static async Task<IReadOnlyCollection<double>> CompleteAsync(Site site, IEnumerable<Guid> instances)
    {
        var times = new List<double>();
        foreach (var instance in instances)
        {
            var token = await site.DataAsync(db => db.Set<TaskRow>().Where(task => task.InstanceId == instance).Select(task => task.Token).SingleAsync());
            var start = Stopwatch.GetTimestamp();
            await site.MoveAsync(instance, (machine, ct) => machine.CompleteTaskAsync(token, null, new Dictionary<string, Value>(), ct));
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return times;
    }

    /// <summary>Copies an instance that waits, with everything below it, inside of the database.</summary>
    private static Task MultiplyAsync(Site site, Guid template, int from, int to) => site.DataAsync(async db =>
    {
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(20));
        await db.WriteAsync(
            async ct =>
            {
                foreach (var type in new[] { typeof(Instance), typeof(ScopeRow), typeof(TokenRow), typeof(TimerRow), typeof(TaskRow), typeof(JournalRow) })
                {
                    var (sql, key) = Copy(db, db.Model.FindEntityType(type)!);
#pragma warning disable EF1002 // made of the model's own names and of numbers
                    await db.Database.ExecuteSqlRawAsync($"{Series(from, to)} {sql} WHERE {key} = {{0}}", [template], ct);
#pragma warning restore EF1002
                }
            },
            default);
        await db.WriteAsync(ct => db.Database.ExecuteSqlRawAsync("ANALYZE", ct), default);
    });

    // Both databases know this form; SQLite has no generate_series of its own.
    private static string Series(int from, int to)
        => string.Create(CultureInfo.InvariantCulture, $"WITH RECURSIVE series(n) AS (SELECT {from} UNION ALL SELECT n + 1 FROM series WHERE n + 1 < {to})");

    private static (string Sql, string Key) Copy(TrainingDbContext db, IEntityType type)
    {
        var table = type.GetTableName()!;
        var key = type.ClrType == typeof(Instance) ? "Id" : "InstanceId";
        var columns = type.GetProperties().Select(p => p.GetColumnName()).ToArray();
        string Made(string column) => column == key ? Id(db, "0000") : column == "Id" ? Id(db, "0001") : $"t.\"{column}\"";
        return ($"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) SELECT {string.Join(", ", columns.Select(Made))} FROM \"{table}\" AS t, series", $"t.\"{key}\"");
    }

    private static string Id(TrainingDbContext db, string kind) => db.Database.IsNpgsql()
        ? $"('00000000-{kind}-7000-8000-' || lpad(to_hex(series.n), 12, '0'))::uuid"
        : $"printf('00000000-{kind}-7000-8000-%012X', series.n)";
}
