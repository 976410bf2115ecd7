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

public sealed class SignTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Sign_ByTrainee_Returns403(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var (_, own) = await site.LogCaseAsync(trainee);
        var anothers = await WaitingOfAsync(site, "le-minh-duc");
        foreach (var id in new[] { own, anothers, Guid.CreateVersion7() })
        {
            var form = await FormAsync(site, trainee, id);
            Assert.Equal(403, (int)(await trainee.GetAsync($"/sign/{id}")).Status);
            Assert.Equal(403, (int)(await trainee.PostAsync($"/sign/{id}?handler=Sign", form)).Status);
            Assert.Equal(403, (int)(await trainee.PostAsync($"/sign/{id}?handler=Return", form)).Status);
            Assert.Null(await DecisionAsync(site, id));
        }

        Assert.Equal(403, (int)(await trainee.GetAsync("/sign")).Status);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Sign_OwnCaseByMentorWhoIsTraineeToo_IsRefused(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.GrantAsync(await site.UserIdAsync("hocvien"), Roles.Mentor, "viet-duc");
        await site.SupervisionAsync(Given.Trainee, Given.Transfer);
        var person = await site.SignedInAsync("hocvien");
        var (entryId, versionId) = await site.LogCaseAsync(person);

        Assert.DoesNotContain(versionId.ToString(), (await person.GetAsync("/sign")).Body, StringComparison.Ordinal);
        Assert.Equal(404, (int)(await person.GetAsync($"/sign/{versionId}")).Status);
        var posted = await person.PostAsync($"/sign/{versionId}?handler=Sign", await FormAsync(site, person, versionId));

        Assert.Equal(404, (int)posted.Status);
        Assert.Null(await DecisionAsync(site, versionId));
        var refused = await Assert.ThrowsAsync<RuleViolation>(() => DecideInCodeAsync(site, versionId, Given.Trainee));
        Assert.Equal("Sign.OwnCase", refused.Key);
        Assert.Null(await DecisionAsync(site, versionId));
        Assert.Null(await site.DataAsync(db => db.LogbookEntries.Where(e => e.Id == entryId).Select(e => e.SignedAt).SingleAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Insert_DecisionOfOwnCaseBySql_IsRefusedByTheDatabase(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (_, versionId) = await site.LogCaseAsync(await site.SignedInAsync("hocvien"));
        var trainee = await site.PersonIdAsync(Given.Trainee);
        var mentor = await site.PersonIdAsync(Given.Mentor);

        var failure = await Assert.ThrowsAnyAsync<DbException>(() => InsertDecisionAsync(site, versionId, trainee, trainee));
        Assert.True(failure is SqliteException { SqliteErrorCode: 19 } or PostgresException { SqlState: PostgresErrorCodes.CheckViolation }, failure.Message);
        Assert.Null(await DecisionAsync(site, versionId));

        // The same row by a mentor is fine once, and not twice.
        await InsertDecisionAsync(site, versionId, trainee, mentor);
        await Assert.ThrowsAnyAsync<DbException>(() => InsertDecisionAsync(site, versionId, trainee, mentor));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Sign_ByMentorOfAnotherTransfer_Returns404(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (_, versionId) = await site.LogCaseAsync(await site.SignedInAsync("hocvien"));
        var elsewhere = await site.MentorAsync(Given.MentorElsewhere, "nhiet-doi-tw");
        var owns = await WaitingOfAsync(site, "vang-thi-ngoc-diep");
        Assert.True((await elsewhere.GetAsync($"/sign/{owns}")).IsOk);

        Assert.Equal(404, (int)(await elsewhere.GetAsync($"/sign/{versionId}")).Status);
        foreach (var handler in new[] { "Sign", "Return" })
        {
            // With the form of a case that is theirs: only the id in the address is changed.
            var (_, fields) = Visitor.FormOf(await elsewhere.GetAsync($"/sign/{owns}"), Journey.Decision(null, "x"));
            Assert.Equal(404, (int)(await elsewhere.PostAsync($"/sign/{versionId}?handler={handler}", fields)).Status);
        }

        Assert.Null(await DecisionAsync(site, versionId));
        Assert.Null(await DecisionAsync(site, owns));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Sign_WithIdsChangedInThePost_DecidesAboutTheAddressOnly(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (_, versionId) = await site.LogCaseAsync(await site.SignedInAsync("hocvien"));
        var other = await WaitingOfAsync(site, "le-minh-duc");
        var mentor = await site.SignedInAsync("huongdan");
        var values = Journey.Decision();
        values["Id"] = other.ToString();
        values["Input.VersionId"] = other.ToString();
        values["VersionId"] = other.ToString();

        var signed = await mentor.SubmitAsync(await mentor.GetAsync($"/sign/{versionId}"), values, Journey.SignButton);

        // Either refused or about the case in the address, never about the other one.
        Assert.Null(await DecisionAsync(site, other));
        Assert.True(signed.IsRedirect || (int)signed.Status is 404 or 422, $"{signed.Status}");

        var wrongHash = await mentor.SubmitAsync(
            await mentor.GetAsync($"/sign/{other}"), new(Journey.Decision()) { ["Input.ShownHash"] = new string('0', 64) }, Journey.SignButton);
        Assert.Equal(409, (int)wrongHash.Status);
        Assert.Null(await DecisionAsync(site, other));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Sign_WithEveryPropertyOfTheModelAdded_ChangesNothingOfTheCase(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var mentor = await site.SignedInAsync("huongdan");
        var (entryId, versionId) = await site.LogCaseAsync(trainee);
        var before = await RowsAsync(site, entryId);
        var values = Journey.Decision();
        foreach (var name in await PropertiesAsync(site, typeof(EntryVersion), typeof(LogbookEntry), typeof(Decision)))
        {
            foreach (var prefix in new[] { "", "Input.", "Version.", "Entry.", "Input.Version.", "Decided." })
            {
                values.TryAdd(prefix + name, name.EndsWith("Id", StringComparison.Ordinal) && prefix.Length > 0 ? Guid.CreateVersion7().ToString() : "1");
            }
        }

        values.Remove("Id");
        values["Input.Password"] = Visitor.DemoPassword;
        values.Remove("Input.ContentHash");
        var signed = await mentor.SubmitAsync(await mentor.GetAsync($"/sign/{versionId}"), values, Journey.SignButton);

        Assert.True(signed.IsRedirect, $"{signed.Status} {string.Join(' ', signed.Errors)}");
        var after = await RowsAsync(site, entryId);
        Assert.Equal(before.Version, after.Version);
        Assert.Equal(Without(before.Entry, "WaitingSince", "SignedAt", "DecidedNumber"), Without(after.Entry, "WaitingSince", "SignedAt", "DecidedNumber"));
        var decision = await DecisionAsync(site, versionId);
        Assert.Equal((await site.PersonIdAsync(Given.Mentor), DecisionKind.Signed, 4), (decision!.MentorPersonId, decision.Kind, decision.Entrustment));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Sign_WrongPassword_StoresNothingAndKeepsTheComment(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var mentor = await site.SignedInAsync("huongdan");
        var (_, versionId) = await site.LogCaseAsync(await site.SignedInAsync("hocvien"));
        var page = await mentor.GetAsync($"/sign/{versionId}");

        var refused = await mentor.SubmitAsync(page, Journey.Decision(5, "Rất vững tay", "not the password"), Journey.SignButton);

        Assert.Equal(401, (int)refused.Status);
        Assert.Contains(refused.Errors, e => e.StartsWith("Mật khẩu không đúng", StringComparison.Ordinal));
        Assert.Equal("Rất vững tay", refused.Value("Input.Comment"));
        Assert.Equal("5", refused.Value("Input.Entrustment"));
        Assert.True(string.IsNullOrEmpty(refused.Value("Input.Password")));
        Assert.Null(await DecisionAsync(site, versionId));

        var empty = await mentor.SubmitAsync(page, Journey.Decision(password: ""), Journey.SignButton);
        Assert.False(empty.IsRedirect);
        Assert.Null(await DecisionAsync(site, versionId));

        // From the page with the error, without typing the rest again.
        var signed = await mentor.SubmitAsync(refused, new() { ["Input.Password"] = Visitor.DemoPassword }, Journey.SignButton);
        Assert.True(signed.IsRedirect, $"{signed.Status} {string.Join(' ', signed.Errors)}");
        Assert.Equal((5, "Rất vững tay"), ((await DecisionAsync(site, versionId))!.Entrustment, (await DecisionAsync(site, versionId))!.Comment));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Sign_RightEndedWhilePageWasOpen_IsRefused(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var mentor = await site.SignedInAsync("huongdan");
        var (_, today) = await site.LogCaseAsync(await site.SignedInAsync("hocvien"));
        var earlier = await WaitingOfAsync(site, "le-minh-duc");
        var pageToday = await mentor.GetAsync($"/sign/{today}");
        var pageEarlier = await mentor.GetAsync($"/sign/{earlier}");
        Assert.True(pageToday.IsOk && pageEarlier.IsOk);

        await site.EndSupervisionAsync(Given.Mentor, site.Clock.Today().AddDays(-1));

        // The right did not cover the day of the first case any more; it covered that of the second, but does not hold today.
        Assert.Equal(404, (int)(await mentor.SubmitAsync(pageToday, Journey.Decision(), Journey.SignButton)).Status);
        var refused = await mentor.SubmitAsync(pageEarlier, Journey.Decision(3, "Tốt"), Journey.SignButton);
        Assert.Equal(422, (int)refused.Status);
        Assert.Contains(refused.Errors, e => e.Contains("quyền", StringComparison.Ordinal));
        Assert.Equal("Tốt", refused.Value("Input.Comment"));
        Assert.Null(await DecisionAsync(site, today));
        Assert.Null(await DecisionAsync(site, earlier));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Sign_AppointmentEndedWhilePageWasOpen_IsRefused(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var mentor = await site.SignedInAsync("huongdan");
        var (_, versionId) = await site.LogCaseAsync(await site.SignedInAsync("hocvien"));
        var page = await mentor.GetAsync($"/sign/{versionId}");
        await site.EndAppointmentsAsync(Given.Mentor, site.Clock.Today().AddDays(-1));

        var refused = await mentor.SubmitAsync(page, Journey.Decision(), Journey.SignButton);

        Assert.Equal(422, (int)refused.Status);
        Assert.Contains(refused.Errors, e => e.Contains("vị trí công tác", StringComparison.Ordinal));
        Assert.Null(await DecisionAsync(site, versionId));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Sign_RoleRevokedWhilePageWasOpen_Returns403(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var mentor = await site.SignedInAsync("huongdan");
        var (_, versionId) = await site.LogCaseAsync(await site.SignedInAsync("hocvien"));
        var page = await mentor.GetAsync($"/sign/{versionId}");
        var user = await site.UserIdAsync("huongdan");
        await site.DataAsync(db => db.WriteAsync(ct => db.RoleGrants.Where(g => g.UserId == user).ExecuteUpdateAsync(g => g.SetProperty(x => x.To, new DateOnly(2021, 1, 1)), ct), default));

        Assert.Equal(403, (int)(await mentor.SubmitAsync(page, Journey.Decision(), Journey.SignButton)).Status);
        Assert.Null(await DecisionAsync(site, versionId));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Sign_EntryCorrectedMeanwhile_IsRefusedWithAMessage(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var mentor = await site.SignedInAsync("huongdan");
        var (entryId, first) = await site.LogCaseAsync(trainee);
        var page = await mentor.GetAsync($"/sign/{first}");
        await CorrectAsync(trainee, entryId, "Ghi nhầm giới tính");

        var refused = await mentor.SubmitAsync(page, Journey.Decision(), Journey.SignButton);

        Assert.Equal(409, (int)refused.Status);
        Assert.Contains("đây là bản cũ", refused.Text, StringComparison.Ordinal);
        Assert.Null(await DecisionAsync(site, first));
        Assert.Null(await site.DataAsync(db => db.LogbookEntries.Where(e => e.Id == entryId).Select(e => e.SignedAt).SingleAsync()));

        var (_, second) = await site.NewestAsync();
        Assert.True((await mentor.SignAsync(second)).IsRedirect);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Sign_AndReturnAtOnce_LeavesOneDecision(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.WithoutGuidesAsync();
        var trainee = await site.SignedInAsync("hocvien");
        var mentors = new[] { await site.SignedInAsync("huongdan"), await site.MentorAsync(Given.SecondMentor) };
        for (var round = 0; round < 5; round++)
        {
            var (entryId, versionId) = await site.LogCaseAsync(trainee, "S");
            var pages = await Task.WhenAll(mentors.Select(m => m.GetAsync($"/sign/{versionId}")));

            var answers = await Task.WhenAll(
                mentors[0].SubmitAsync(pages[0], Journey.Decision(), Journey.SignButton),
                mentors[1].SubmitAsync(pages[1], Journey.Decision(null, "Ghi rõ tầng đốt sống"), Journey.ReturnButton));

            Assert.Single(answers, a => a.IsRedirect);
            Assert.Equal(409, (int)Assert.Single(answers, a => !a.IsRedirect).Status);
            var decision = await DecisionAsync(site, versionId);
            var signedAt = await site.DataAsync(db => db.LogbookEntries.Where(e => e.Id == entryId).Select(e => e.SignedAt).SingleAsync());
            Assert.Equal(decision!.Kind == DecisionKind.Signed, signedAt is not null);
        }

        await TallyTests.AssertEqualsRecountAsync(site);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Sign_WithoutEntrustmentOrOutOfRange_IsRefused(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var mentor = await site.SignedInAsync("huongdan");
        var (_, versionId) = await site.LogCaseAsync(await site.SignedInAsync("hocvien"));
        foreach (var level in new int?[] { null, 0, 6, -1 })
        {
            var refused = await mentor.SignAsync(versionId, level);
            Assert.False(refused.IsRedirect);
            Assert.NotEmpty(refused.Errors);
        }

        Assert.Null(await DecisionAsync(site, versionId));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Sign_CommentWithPatientIdentity_IsRefused(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var mentor = await site.SignedInAsync("huongdan");
        var (_, versionId) = await site.LogCaseAsync(await site.SignedInAsync("hocvien"));

        var refused = await mentor.SignAsync(versionId, 4, "Bệnh nhân Nguyễn Văn An ổn");

        Assert.Equal(422, (int)refused.Status);
        Assert.Equal("Bệnh nhân Nguyễn Văn An ổn", refused.Value("Input.Comment"));
        Assert.Null(await DecisionAsync(site, versionId));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Sign_SameFormTwice_HasOneEffect(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var mentor = await site.SignedInAsync("huongdan");
        var (_, versionId) = await site.LogCaseAsync(await site.SignedInAsync("hocvien"), "S");
        var (address, fields) = Visitor.FormOf(await mentor.GetAsync($"/sign/{versionId}"), Journey.Decision(), Journey.SignButton);

        var answers = await Task.WhenAll(mentor.PostAsync(address, fields), mentor.PostAsync(address, fields), mentor.PostAsync(address, fields));
        var later = await mentor.PostAsync(address, fields);

        Assert.All([.. answers, later], a => Assert.Equal("/sign", a.Location));
        Assert.Equal(1, await site.DataAsync(db => db.Decisions.CountAsync(d => d.EntryVersionId == versionId)));
        await TallyTests.AssertEqualsRecountAsync(site);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Details_ContentChangedInTheDatabase_SaysTheSignatureIsBroken(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var (entryId, versionId) = await site.LogCaseAsync(trainee);
        await (await site.SignedInAsync("huongdan")).SignAsync(versionId);
        Assert.DoesNotContain("Chữ ký không hợp lệ", (await trainee.GetAsync($"/logbook/{entryId}")).Text, StringComparison.Ordinal);

        await site.TamperAsync((db, ct) => db.Database.ExecuteSqlAsync($"""UPDATE "Logbook_EntryVersions" SET "Outcome" = 'Failed' WHERE "Id" = {versionId}""", ct));

        Assert.Contains("Chữ ký không hợp lệ", (await trainee.GetAsync($"/logbook/{entryId}")).Text, StringComparison.Ordinal);
    }
}
