using System.Net;
using Microsoft.EntityFrameworkCore;
using Training.Logbook.Entries;
using Training.Logbook.SignOff;
using Training.Tests.Auditing;
using Training.Tests.Support;
using static Training.Tests.Logbook.SignTestData;

namespace Training.Tests.Logbook;

/// <summary>What was signed is never changed; a version that supersedes it, with a reason, needs a new signature (SIG-6).</summary>
public sealed class SupersedeTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Supersede_SignedCase_NeedsAReasonAndANewSignature_AndKeepsTheOldOne(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (trainee, mentor) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"));
        var (entryId, first) = await site.LogCaseAsync(trainee);
        Assert.True((await mentor.SignAsync(first)).IsRedirect);
        var (signed, signature) = (await TallyAsync(site), await DecisionAsync(site, first));

        var page = await trainee.GetAsync($"/logbook/{entryId}/correct");
        Assert.Contains("cần ký lại", page.Text, StringComparison.Ordinal);
        var silent = await trainee.SubmitAsync(page, new() { ["Input.Sex"] = "Male" });
        Assert.Contains(silent.Errors, e => e.Contains("lý do thay bản đã ký", StringComparison.Ordinal));
        var unchanged = await trainee.SubmitAsync(page, new() { ["Reason"] = "Không có gì" });
        Assert.Contains(unchanged.Errors, e => e.Contains("Chưa có gì khác", StringComparison.Ordinal));
        await CorrectAsync(trainee, entryId, "Nhầm giới tính");

        // It waits again and does not count; the old version and its signature are readable, and the difference is marked.
        Assert.Equal(signed - 1, await TallyAsync(site));
        await TallyTests.AssertEqualsRecountAsync(site);
        var (_, second) = await site.NewestAsync();
        foreach (var reader in new[] { trainee, mentor })
        {
            var both = await reader.GetAsync($"/logbook/{entryId}");
            Assert.Contains("Trần Quốc Khánh đã ký", both.Text, StringComparison.Ordinal);
            Assert.Contains("Nhầm giới tính", both.Text, StringComparison.Ordinal);
            Assert.Contains(both.Page.QuerySelectorAll("mark"), mark => mark.TextContent.Contains("Nam", StringComparison.Ordinal));
        }

        Assert.Contains(second.ToString(), (await mentor.GetAsync("/sign")).Body, StringComparison.Ordinal);
        Assert.True((await mentor.SignAsync(second)).IsRedirect);
        Assert.Equal(signed, await TallyAsync(site));
        await TallyTests.AssertEqualsRecountAsync(site);
        var (old, now) = (await DecisionAsync(site, first), await DecisionAsync(site, second));
        Assert.Equal((signature!.SignedHash, signature.ContentHash), (old!.SignedHash, old.ContentHash));
        Assert.NotEqual(old.ContentHash, now!.ContentHash);
        Assert.Equal("Nhầm giới tính", (await site.NewestEventAsync("Logbook.CaseSuperseded")).Details.GetProperty("reason").GetString());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Add_WhatWasNotSaid_NeedsNoReason_AndChangingSomethingDoes(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var values = Journey.Case(await site.ChoiceAsync());
        foreach (var later in new[] { "Input.Setting", "Input.AgeBand", "Input.Sex", "Input.Complexity", "Input.Outcome", "Input.Role" })
        {
            values[later] = null;
        }

        Assert.True((await trainee.SubmitAsync(await trainee.GetAsync("/logbook/new"), values)).IsRedirect);
        var (entryId, _) = await site.NewestAsync();
        var added = await trainee.SubmitAsync(await trainee.GetAsync($"/logbook/{entryId}/correct"), new() { ["Input.Outcome"] = "Success", ["Input.Setting"] = "Emergency" });
        Assert.True(added.IsRedirect, string.Join(' ', added.Errors));
        var version = await site.DataAsync(db => db.EntryVersions.AsNoTracking().SingleAsync(v => v.EntryId == entryId && v.Number == 2));
        Assert.Equal((Outcome.Success, CaseSetting.Emergency, CaseRole.Operator, null), (version.Outcome, version.Setting, version.Role, version.CorrectionReason));
        var changed = await trainee.SubmitAsync(await trainee.GetAsync($"/logbook/{entryId}/correct"), new() { ["Input.Outcome"] = "Failed" });
        Assert.Contains(changed.Errors, e => e.Contains("hãy viết lý do", StringComparison.Ordinal));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Signed_CaseByOtherMethodsOrPeople_IsNotChanged(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (trainee, mentor) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"));
        var (entryId, versionId) = await site.LogCaseAsync(trainee);
        var (_, fields) = Visitor.FormOf(await trainee.GetAsync($"/logbook/{entryId}/correct"), new() { ["Reason"] = "Sửa sau khi ký" });
        Assert.True((await mentor.SignAsync(versionId)).IsRedirect);
        Assert.Equal(404, (int)(await trainee.GetAsync($"/logbook/{entryId}/withdraw")).Status);
        foreach (var method in new[] { HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete })
        {
            foreach (var path in new[] { $"/logbook/{entryId}", $"/logbook/{entryId}/correct", $"/api/v1/logbook/{entryId}", $"/sign/{versionId}" })
            {
                using var request = new HttpRequestMessage(method, path) { Content = new FormUrlEncodedContent(fields) };
                using var response = await trainee.Client.SendAsync(request);
                Assert.True(response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.BadRequest or HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized, $"{method} {path}: {response.StatusCode}");
            }
        }

        Assert.Equal(1, await site.DataAsync(db => db.EntryVersions.CountAsync(v => v.EntryId == entryId)));
        Assert.NotNull(await site.DataAsync(db => db.LogbookEntries.Where(e => e.Id == entryId).Select(e => e.SignedAt).SingleAsync()));
    }

    private static Task<int> TallyAsync(Site site) => site.DataAsync(db => db.Tallies.SumAsync(t => t.Signed));
}
