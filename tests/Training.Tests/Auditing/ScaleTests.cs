using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Tests.Support;
using Xunit.Abstractions;

namespace Training.Tests.Auditing;

/// <summary>The trail of years: figures are printed, not judged.</summary>
public sealed class ScaleTests(ITestOutputHelper output)
{
    private const int Size = 100_000;
    private const int Batch = 5_000;

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Verify_OfHundredThousandEntries_PrintsSizeAndTime(Database database)
    {
        await using var site = await Site.StartAsync(database, "blank");
        var start = TimeProvider.System.GetTimestamp();
        for (var size = (await site.LeavesAsync()).Count; size < Size; size = (int)(await site.DataAsync(db => db.AuditHeadAsync(default))).Size)
        {
            await site.AppendAsync(Math.Min(Batch, Size - size));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{database}: {Size} entries appended in {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0.0} s"));
        await site.SignCheckpointAsync();

        var verdict = await site.VerifyAsync();
        Assert.True(verdict.IsIntact, verdict.Output);
        Assert.Contains($"Size: {Size} entries", verdict.Output, StringComparison.Ordinal);
        output.WriteLine(verdict.Output);

        await site.TamperAsync($"UPDATE \"Data_AuditLeaves\" SET \"Json\" = replace(\"Json\", 'Test.Happened', 'Test.Happenee') WHERE \"Index\" = {Size - 7}");
        Assert.Equal(Size - 7, (await site.VerifyAsync()).FirstDamaged);
    }
}
