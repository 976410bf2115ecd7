using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Logbook.Content;
using Training.Logbook.Entries;
using Training.Logbook.SignOff;
using Training.Tests.Support;

namespace Training.Benchmarks;

/// <summary>
/// What a learner's page of progress costs with 10 000 and with 1 000 000 cases of others in the table; it may cost 1.5 times as much. Numbers behind the name
/// say how many cases instead.
/// </summary>
internal static class Progress
{
    private const string Address = "/logbook/progress";
    private const int WarmUp = 30;
    private const int Sample = 100;

    public static async Task RunAsync(Database database)
    {
        int[] sizes = Benchmark.Numbers.Count > 0 ? [.. Benchmark.Numbers] : [10_000, 1_000_000];
        await using var site = await Site.StartAsync(database);
        var learner = await site.SignedInAsync("hocvien");
        var trainee = await site.PersonIdAsync(Given.Trainee);
        var template = await site.DataAsync(async db => await (
            from entry in db.Set<LogbookEntry>()
            where entry.SignedAt != null && entry.PersonId != trainee && entry.CurrentNumber == 1
            join version in db.Set<EntryVersion>() on entry.Id equals version.EntryId
            orderby entry.Id
            select new Template(entry.Id, version.Id)).FirstAsync());
        double? first = null;
        var stored = await site.DataAsync(db => db.Set<LogbookEntry>().CountAsync());
        foreach (var size in sizes)
        {
            var watch = Stopwatch.StartNew();
            await FillAsync(site, template, stored, size);
            stored = size;
            var filled = watch.Elapsed;
            var times = new List<double>();
            for (var i = 0; i < WarmUp + Sample; i++)
            {
                var start = Stopwatch.GetTimestamp();
                using var answer = await learner.Client.GetAsync(Address);
                answer.EnsureSuccessStatusCode();
                await answer.Content.ReadAsByteArrayAsync();
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            var median = Statistics.Median(times.Skip(WarmUp).ToList());
            first ??= median;
            Benchmark.Print(string.Create(
                CultureInfo.InvariantCulture,
                $"  {size,9} cases stored (filled in {filled.TotalSeconds:0} s): {Address} takes {median:0.00} ms, p95 {Statistics.Percentile(times.Skip(WarmUp).ToList(), 0.95):0.00} ms, {median / first:0.00} times the first"));
        }
    }

    /// <summary>
    /// Copies a signed case of somebody else inside the database, with its version, its decision and its claim, and counts the copies in the tally, so that
    /// every index has the rows that real cases would bring. Only the hashes are those of the case that was copied; the page does not look at them.
    /// </summary>
    private static Task FillAsync(Site site, Template template, int from, int to) => site.DataAsync(async db =>
    {
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
        var npgsql = db.Database.IsNpgsql();
        await db.WriteAsync(
            async ct =>
            {
                await CopyAsync<LogbookEntry>(db, from, to, "Id", template.EntryId, new() { ["Id"] = Id(npgsql, 1), ["CaseCode"] = Code(npgsql), ["SourceKey"] = "NULL" }, ct);
                await CopyAsync<EntryVersion>(db, from, to, "Id", template.VersionId, new() { ["Id"] = Id(npgsql, 2), ["EntryId"] = Id(npgsql, 1) }, ct);
                await CopyAsync<Decision>(db, from, to, "EntryVersionId", template.VersionId, new() { ["Id"] = Id(npgsql, 3), ["EntryVersionId"] = Id(npgsql, 2), ["ProofId"] = "NULL" }, ct);
                await CopyAsync<CaseClaim>(db, from, to, "EntryId", template.EntryId, new() { ["EntryId"] = Id(npgsql, 1), ["DayNumber"] = "series.n + 1000" }, ct);
                await db.Database.ExecuteSqlAsync(
                    $"""
                    UPDATE "Logbook_Tallies" SET "Signed" = "Signed" + {to - from}
                    WHERE EXISTS (SELECT 1 FROM "Logbook_Entries" AS e JOIN "Logbook_EntryVersions" AS v ON v."EntryId" = e."Id" JOIN "Logbook_Decisions" AS d ON d."EntryVersionId" = v."Id"
                        WHERE e."Id" = {template.EntryId} AND e."ParticipantId" = "Logbook_Tallies"."ParticipantId" AND v."TechniqueId" = "Logbook_Tallies"."TechniqueId"
                            AND v."Stage" = "Logbook_Tallies"."Stage" AND coalesce(d."Entrustment", 0) = "Logbook_Tallies"."Entrustment")
                    """,
                    ct);
            },
            default);
        await db.WriteAsync(ct => db.Database.ExecuteSqlRawAsync("ANALYZE", ct), default);
    });

    private static Task<int> CopyAsync<T>(TrainingDbContext db, int from, int to, string key, Guid template, Dictionary<string, string> made, CancellationToken ct)
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        var columns = type.GetProperties().Select(p => p.GetColumnName()).ToArray();
        var table = type.GetTableName()!;
        var series = string.Create(CultureInfo.InvariantCulture, $"WITH RECURSIVE series(n) AS (SELECT {from} UNION ALL SELECT n + 1 FROM series WHERE n + 1 < {to})");
        var sql = $"{series} INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) "
            + $"SELECT {string.Join(", ", columns.Select(c => made.GetValueOrDefault(c, $"t.\"{c}\"")))} FROM \"{table}\" AS t, series WHERE t.\"{key}\" = {{0}}";
#pragma warning disable EF1002 // made of the model's own names and of numbers
        return db.Database.ExecuteSqlRawAsync(sql, [template], ct);
#pragma warning restore EF1002
    }

    private static string Id(bool npgsql, int kind) => npgsql
        ? $"('00000000-000{kind}-7000-8000-' || lpad(to_hex(series.n), 12, '0'))::uuid"
        : $"printf('00000000-000{kind}-7000-8000-%012X', series.n)";

    private static string Code(bool npgsql) => npgsql ? "lpad(to_hex(series.n), 10, '0')" : "printf('%010X', series.n)";

    private sealed record Template(Guid EntryId, Guid VersionId);
}
