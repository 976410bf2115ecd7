using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Training.Data;
using Training.Identity.Grants;
using Training.Logbook.Entries;
using Training.Logbook.SignOff;
using Training.Modules;
using Training.Tests.Support;
using static Training.Tests.Logbook.SignTestData;

namespace Training.Tests.Logbook;

public sealed class ReturnTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Return_WithoutReason_IsRefused(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var mentor = await site.SignedInAsync("huongdan");
        var (_, versionId) = await site.LogCaseAsync(await site.SignedInAsync("hocvien"));
        foreach (var reason in new[] { null, "", "   " })
        {
            var refused = await mentor.ReturnAsync(versionId, reason);
            Assert.Equal(422, (int)refused.Status);
            Assert.Contains(refused.Errors, e => e.Contains("lý do", StringComparison.Ordinal));
        }

        Assert.Null(await DecisionAsync(site, versionId));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Return_ThenCorrectAndSign_KeepsTheOldVersionReadable(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var mentor = await site.SignedInAsync("huongdan");
        var (entryId, first) = await site.LogCaseAsync(trainee);
        Assert.True((await mentor.ReturnAsync(first, "Ghi rõ tầng đốt sống")).IsRedirect);
        Assert.Equal(404, await StatusOfSigningAsync(mentor, first));

        var form = await trainee.GetAsync($"/logbook/{entryId}/correct");
        Assert.Contains("Ghi rõ tầng đốt sống", form.Text, StringComparison.Ordinal);
        await CorrectAsync(trainee, entryId, "Thêm tầng đốt sống", "Tầng L4–L5");
        var (_, second) = await site.NewestAsync();
        Assert.NotEqual(first, second);
        Assert.True((await mentor.SignAsync(second, 4)).IsRedirect);

        foreach (var reader in new[] { trainee, mentor })
        {
            var page = await reader.GetAsync($"/logbook/{entryId}");
            Assert.Contains("Phiên bản 1", page.Text, StringComparison.Ordinal);
            Assert.Contains("Phiên bản 2", page.Text, StringComparison.Ordinal);
            Assert.Contains("Ghi rõ tầng đốt sống", page.Text, StringComparison.Ordinal);
            Assert.Contains("Thêm tầng đốt sống", page.Text, StringComparison.Ordinal);
            Assert.Contains("Tầng L4–L5", page.Text, StringComparison.Ordinal);
        }

        Assert.Equal(
            [DecisionKind.Returned, DecisionKind.Signed],
            await site.DataAsync(db => db.Decisions.Where(d => d.EntryVersionId == first || d.EntryVersionId == second).OrderBy(d => d.DecidedAt).Select(d => d.Kind).ToListAsync()));
    }
}
