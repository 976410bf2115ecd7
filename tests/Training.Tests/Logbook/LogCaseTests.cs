using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Logbook.Entries;
using Training.Logbook.SignOff;
using Training.Modules;
using Training.Tests.Support;
using Training.Transfers.Agreements;

namespace Training.Tests.Logbook;

public sealed class LogCaseTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Log_Case_StoresWhatWasTypedAndWaits(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");

        var logged = await trainee.SubmitAsync(await trainee.GetAsync("/logbook/new"), Journey.Case(await site.ChoiceAsync(), note: " Tầng L4–L5 "));

        Assert.Equal("/logbook", logged.Location);
        var (entryId, versionId) = await site.NewestAsync();
        var version = await site.DataAsync(db => db.EntryVersions.AsNoTracking().SingleAsync(v => v.Id == versionId));
        Assert.Equal((1, "Tầng L4–L5", CaseRole.Operator, Sex.Female), (version.Number, version.Note, version.Role, version.Sex));
        Assert.Equal(site.Clock.Today(), version.PerformedOn);
        Assert.Equal(ContentHash.Of(version), version.ContentHash);
        var list = await trainee.FollowAsync(logged);
        Assert.Contains(entryId.ToString(), list.Body, StringComparison.Ordinal);
        Assert.Contains("Đã gửi ca", list.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(versionId.ToString(), (await (await site.SignedInAsync("huongdan")).GetAsync("/sign")).Body, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Log_RequiredFieldMissing_IsRefusedAndKeepsTheRest(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var choice = await site.ChoiceAsync();
        var before = await CountAsync(site);
        foreach (var (index, field) in Journey.Case(choice).Keys.Index())
        {
            var values = Journey.Case(choice, note: "Tầng L5");
            values["Input.DayNumber"] = $"{index + 2}"; // left out it is the first of the day
            values[field] = null;
            var refused = await trainee.SubmitAsync(await trainee.GetAsync("/logbook/new"), values);

            // Day and place have an answer that goes without saying; everything that is not asked for can be added later.
            Assert.Equal(field is not ("Input.Choice" or "Input.Stage" or "Input.Supervision" or "Input.Chart"), refused.IsRedirect);
            if (!refused.IsRedirect)
            {
                Assert.NotEmpty(refused.Errors);
                Assert.Equal("Tầng L5", refused.Value("Input.Note"));
                Assert.Equal(before, await CountAsync(site));
                continue;
            }

            Assert.Equal(++before, await CountAsync(site));
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Log_BrokenRule_IsRefusedWithAMessageAndKeepsTheInput(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var choice = await site.ChoiceAsync();
        var before = await CountAsync(site);
        var today = site.Clock.Today();
        string Day(int days) => today.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var cases = new (string Message, Dictionary<string, string?> Changes)[]
        {
            ("không thể sau hôm nay", new() { ["Input.Day"] = "Other", ["Input.PerformedOn"] = Day(1) }),
            ("trong hợp đồng", new() { ["Input.Day"] = "Other", ["Input.PerformedOn"] = Day(-291) }),
            ("Hãy chọn ngày làm", new() { ["Input.Day"] = "Other", ["Input.PerformedOn"] = "" }),
            ("Người quan sát", new() { ["Input.Stage"] = "O" }),
            ("Người quan sát", new() { ["Input.Role"] = "Observer" }),
            ("dãy số dài", new() { ["Input.Note"] = "CCCD 001 087 012 345" }),
            ("tên người bệnh", new() { ["Input.Note"] = "Bệnh nhân Trần Thị Mai, đau lưng" }),
            ("năm sinh", new() { ["Input.Note"] = "sinh năm 1958" }),
            ("số hồ sơ", new() { ["Input.Note"] = "mã BA 20451" }),
        };
        foreach (var (message, changes) in cases)
        {
            var values = Journey.Case(choice, note: "Ghi chú giữ lại");
            foreach (var (name, value) in changes)
            {
                values[name] = value;
            }

            var refused = await trainee.SubmitAsync(await trainee.GetAsync("/logbook/new"), values);

            Assert.Equal(422, (int)refused.Status);
            Assert.Contains(refused.Errors, e => e.Contains(message, StringComparison.Ordinal));
            Assert.Equal(values["Input.Note"], refused.Value("Input.Note"));
            Assert.Equal("From40To59", refused.Value("Input.AgeBand"));
            Assert.Equal(choice, refused.Value("Input.Choice"));
        }

        Assert.Equal(before, await CountAsync(site));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Log_ValueOutsideItsList_IsRefused(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var before = await CountAsync(site);
        foreach (var (name, value) in new[] { ("Input.Stage", "99"), ("Input.Role", "Chief"), ("Input.Outcome", "7"), ("Input.Sex", "x"), ("Input.Day", "9"), ("Input.Note", new string('a', 501)) })
        {
            var refused = await trainee.SubmitAsync(await trainee.GetAsync("/logbook/new"), new(Journey.Case(await site.ChoiceAsync())) { [name] = value });
            Assert.False(refused.IsRedirect, $"{name}={value}");
            Assert.InRange((int)refused.Status, 200, 422);
        }

        Assert.Equal(before, await CountAsync(site));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Log_WithIdsOfSomebodyElse_StoresNothing(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var before = await CountAsync(site);
        var own = (await site.ChoiceAsync()).Split('.');
        var colleague = (await site.ChoiceAsync(person: "le-minh-duc")).Split('.');
        var elsewhere = (await site.ChoiceAsync("hepatitis-bc", "vang-thi-ngoc-diep", "CG-2026-022")).Split('.');
        string[] choices =
        [
            string.Join('.', colleague),
            string.Join('.', elsewhere),
            $"{own[0]}.{elsewhere[1]}",
            $"{elsewhere[0]}.{own[1]}",
            $"{Guid.CreateVersion7():N}.{own[1]}",
            "x",
            "",
        ];
        foreach (var choice in choices)
        {
            var refused = await trainee.SubmitAsync(await trainee.GetAsync("/logbook/new"), Journey.Case(choice));
            Assert.False(refused.IsRedirect, choice);
            Assert.NotEmpty(refused.Errors);
        }

        Assert.Equal(before, await CountAsync(site));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Log_WithEveryPropertyOfTheModelAdded_StoresAnOwnWaitingCase(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var values = Journey.Case(await site.ChoiceAsync());
        var other = await site.PersonIdAsync("le-minh-duc");
        var names = await site.DataAsync(db => Task.FromResult(new[] { typeof(LogbookEntry), typeof(EntryVersion) }.SelectMany(t => db.Model.FindEntityType(t)!.GetProperties()).Select(p => p.Name).ToHashSet()));
        foreach (var name in names)
        {
            var value = name.EndsWith("Id", StringComparison.Ordinal) ? other.ToString() : name.EndsWith("At", StringComparison.Ordinal) ? "2026-01-01T00:00:00Z" : "7";
            values.TryAdd(name, value);
            values.TryAdd($"Entry.{name}", value);
            if (name is not ("PerformedOn" or "ComplicationManaged"))
            {
                values.TryAdd($"Input.{name}", value);
            }
        }

        var logged = await trainee.SubmitAsync(await trainee.GetAsync("/logbook/new"), values);

        Assert.True(logged.IsRedirect, $"{logged.Status} {string.Join(' ', logged.Errors)}");
        var (entryId, _) = await site.NewestAsync();
        var entry = await site.DataAsync(db => db.LogbookEntries.AsNoTracking().SingleAsync(e => e.Id == entryId));
        Assert.Equal((await site.PersonIdAsync(Given.Trainee), 1, null, null), (entry.PersonId, entry.CurrentNumber, entry.SignedAt, entry.SourceKey));
        Assert.NotNull(entry.WaitingSince);
        Assert.NotEqual(other, entry.Id);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Log_SamePostAgain_HasOneEffectAndTheSameRedirect(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var before = await CountAsync(site);
        var (address, fields) = Visitor.FormOf(await trainee.GetAsync("/logbook/new"), Journey.Case(await site.ChoiceAsync()));

        var first = await trainee.PostAsync(address, fields);
        var second = await trainee.PostAsync(address, fields);

        Assert.True(first.IsRedirect);
        Assert.Equal((first.Status, first.Location), (second.Status, second.Location));
        Assert.Equal(before + 1, await CountAsync(site));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Log_SamePostInParallel_HasOneEffectAndTheSameRedirect(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        for (var round = 0; round < 5; round++)
        {
            var before = await CountAsync(site);
            var (address, fields) = Visitor.FormOf(await trainee.GetAsync("/logbook/new"), Journey.Case(await site.ChoiceAsync()));

            var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => trainee.PostAsync(address, fields)));

            Assert.All(answers, a => Assert.Equal("/logbook", a.Location));
            Assert.Equal(before + 1, await CountAsync(site));
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Log_TheSameCaseFromSeveralFormsAtOnce_StoresItOnce_AndTellsTheOthers(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var before = await site.DataAsync(db => db.LogbookEntries.CountAsync());
        var values = Journey.Case(await site.ChoiceAsync());

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ => await trainee.SubmitAsync(await trainee.GetAsync("/logbook/new"), values)));

        Assert.Single(answers, a => a.IsRedirect);
        Assert.All(answers.Where(a => !a.IsRedirect), a => Assert.Equal((422, true), ((int)a.Status, a.Errors.Count > 0)));
        Assert.Equal(before + 1, await site.DataAsync(db => db.LogbookEntries.CountAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Log_SameKeyOtherBody_IsRefused(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var page = await trainee.GetAsync("/logbook/new");
        Assert.True((await trainee.SubmitAsync(page, Journey.Case(await site.ChoiceAsync()))).IsRedirect);
        var before = await CountAsync(site);

        var refused = await trainee.SubmitAsync(page, Journey.Case(await site.ChoiceAsync(), note: "Ca khác"));

        Assert.Equal(422, (int)refused.Status);
        Assert.Contains(refused.Errors, e => e.Contains("đã được gửi trước đó", StringComparison.Ordinal));
        Assert.Equal("Ca khác", refused.Value("Input.Note"));
        Assert.Equal(before, await CountAsync(site));

        // The page that says so has a key of its own.
        Assert.True((await trainee.SubmitAsync(refused, [])).IsRedirect);
        Assert.Equal(before + 1, await CountAsync(site));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Log_SameKeyByAnotherPerson_IsAnotherForm(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (first, second) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("bsnoi"));
        var page = await first.GetAsync("/logbook/new");
        var key = page.Value("_key");
        Assert.True((await first.SubmitAsync(page, Journey.Case(await site.ChoiceAsync()))).IsRedirect);

        var values = Journey.Case(await site.ChoiceAsync("hepatitis-bc", "vang-thi-ngoc-diep", "CG-2026-022"), "O", "Observer");
        values["_key"] = key;
        Assert.True((await second.SubmitAsync(await second.GetAsync("/logbook/new"), values)).IsRedirect);
        Assert.Contains((await site.NewestAsync("vang-thi-ngoc-diep")).EntryId.ToString(), (await second.GetAsync("/logbook")).Body, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Log_WithoutKeyOrToken_Returns400(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var before = await CountAsync(site);
        foreach (var (name, value) in new[] { ("_key", null), ("_key", ""), ("_key", "x"), ("__RequestVerificationToken", null), ("__RequestVerificationToken", "x") })
        {
            var answer = await trainee.SubmitAsync(await trainee.GetAsync("/logbook/new"), new(Journey.Case(await site.ChoiceAsync())) { [name] = value });
            Assert.Equal(400, (int)answer.Status);
        }

        // Another person's token with one's own session.
        var (_, others) = Visitor.FormOf(await (await site.SignedInAsync("bsnoi")).GetAsync("/logbook/new"), Journey.Case(await site.ChoiceAsync()));
        Assert.Equal(400, (int)(await trainee.PostAsync("/logbook/new", others)).Status);
        Assert.Equal(before, await CountAsync(site));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Correct_ByAnotherPerson_IsNotThere(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (entryId, _) = await site.LogCaseAsync(await site.SignedInAsync("hocvien"));
        var other = await site.SignedInAsync("bsnoi");
        var (_, fields) = Visitor.FormOf(await other.GetAsync("/logbook/new"), new(Journey.Case(await site.ChoiceAsync())) { ["Number"] = "1", ["Reason"] = "x" });

        Assert.Equal(404, (int)(await other.GetAsync($"/logbook/{entryId}")).Status);
        Assert.Equal(404, (int)(await other.GetAsync($"/logbook/{entryId}/correct")).Status);
        Assert.Equal(404, (int)(await other.PostAsync($"/logbook/{entryId}/correct", fields)).Status);
        Assert.Equal(403, (int)(await (await site.SignedInAsync("huongdan")).GetAsync($"/logbook/{entryId}/correct")).Status);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Correct_WithoutReasonOrFromAnOldPage_IsRefused(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var (entryId, _) = await site.LogCaseAsync(trainee);
        var page = await trainee.GetAsync($"/logbook/{entryId}/correct");
        var silent = await trainee.SubmitAsync(page, new() { ["Reason"] = "" });
        Assert.NotEmpty(silent.Errors);
        var named = await trainee.SubmitAsync(page, new() { ["Reason"] = "Bệnh nhân Lê Văn Tám" });
        Assert.Equal(422, (int)named.Status);
        await SignTestData.CorrectAsync(trainee, entryId, "Lần một");

        var stale = await trainee.SubmitAsync(page, new() { ["Reason"] = "Lần hai", ["Input.Note"] = "giữ lại" });

        Assert.Equal(409, (int)stale.Status);
        Assert.Contains(stale.Errors, e => e.Contains("sau khi bạn mở", StringComparison.Ordinal));
        Assert.Equal("giữ lại", stale.Value("Input.Note"));
        Assert.Equal(2, await site.DataAsync(db => db.EntryVersions.CountAsync(v => v.EntryId == entryId)));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Save_ChangedOrDeletedVersionOrDecision_Throws(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await AssertAppendOnlyAsync<EntryVersion>(site);
        await AssertAppendOnlyAsync<Decision>(site);
        await AssertAppendOnlyAsync<Training.Certification.Issuing.Certificate>(site);
        await AssertAppendOnlyAsync<TransferStamp>(site);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task List_OfManyCases_GoesOnToTheOldest(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var me = await site.PersonIdAsync(Given.Trainee);
        var all = await site.DataAsync(db => db.LogbookEntries.Where(e => e.PersonId == me).Select(e => e.Id).ToListAsync());

        var pages = await trainee.PagesAsync("/logbook");

        var shown = pages.Select(p => p.Body).ToList();
        Assert.Equal(0, all.Count(id => !shown.Any(body => body.Contains($"/logbook/{id}", StringComparison.Ordinal))));
    }

    private static async Task AssertAppendOnlyAsync<T>(Site site)
        where T : class
    {
        foreach (var state in new[] { EntityState.Modified, EntityState.Deleted })
        {
            var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => site.DataAsync(async db =>
            {
                var row = await db.Set<T>().AsTracking().FirstAsync();
                db.Entry(row).State = state;
                await db.SaveChangesAsync();
            }));
            Assert.Contains("append-only", failure.Message, StringComparison.Ordinal);
        }
    }

    private static Task<int> CountAsync(Site site) => site.DataAsync(db => db.EntryVersions.CountAsync());
}
