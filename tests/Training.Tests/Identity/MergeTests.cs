using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Certification.Issuing;
using Training.Courses.Enrolments;
using Training.Identity.Contracts;
using Training.Identity.Grants;
using Training.Identity.Merging;
using Training.Identity.People;
using Training.Identity.Users;
using Training.Logbook.Entries;
using Training.Logbook.SignOff;
using Training.Tests.Support;
using Training.Transfers.Guidance;

namespace Training.Tests.Identity;

public sealed class MergeTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Merge_EverythingMovesAndNothingSignedChanges(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var dropped = await site.PersonIdAsync(Given.Trainee);
        var kept = await AddAsync(site, "Nguyen Hoang Phuong");
        var before = await CountsAsync(site, dropped);
        var hashes = await HashesAsync(site);
        Assert.True(before.Entries > 3 && before.Appointments > 0 && before.Accounts == 1 && before.Enrolments > 0, before.ToString());

        var report = await MergeAsync(site, kept, dropped);

        Assert.True(report.IsOk, $"{report.Status} {report.Text}");
        Assert.Equal(before, await CountsAsync(site, kept));
        Assert.Equal(hashes, await HashesAsync(site));
        Assert.True(await site.DataAsync(async db => (await db.EntryVersions.ToListAsync()).All(v => ContentHash.Of(v) == v.ContentHash)));

        // The learner signs in as before and finds every case; the old address leads to the kept record.
        var learner = await site.SignedInAsync("hocvien");
        Assert.Contains("ca", (await learner.GetAsync("/logbook")).Text, StringComparison.Ordinal);
        var old = await (await site.SignedInAsync("quantri")).GetAsync($"/people/{dropped}");
        Assert.Equal($"/people/{kept}", old.Location);
        var named = await site.DataAsync((_, services) => services.GetRequiredService<IPeople>().FindAsync([dropped], default));
        Assert.Equal(kept, named[dropped].Id);

        // What moved is in the report, kind by kind, with the key of each row.
        var merge = await site.DataAsync(db => db.Set<Merge>().SingleAsync());
        var columns = MergeReport.Parse(merge.Report).Columns.ToDictionary(c => c.Kind);
        Assert.Equal(before.Entries, columns["Logbook_Entries.PersonId"].Moved.Distinct().Count());
        Assert.Empty(columns["Logbook_Decisions.TraineePersonId"].Moved);
        Assert.NotEmpty(columns["Logbook_Decisions.TraineePersonId"].Stayed);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Merge_EveryColumnThatNamesAPerson_IsEmptyOrStaysByDeclaration(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var dropped = await site.PersonIdAsync(Given.Trainee);
        var kept = await AddAsync(site, "Nguyen Hoang Phuong");

        Assert.True((await MergeAsync(site, kept, dropped)).IsOk);

        var left = await site.DataAsync(async db =>
        {
            var found = new List<string>();
            foreach (var key in PersonMover.ColumnsOf(db.Model).Where(key => PersonMover.WhenMergedOf(key) != WhenMerged.Stays))
            {
                var (table, column) = (key.DeclaringEntityType.GetTableName(), key.Properties[0].GetColumnName());
                var rows = await db.Database.SqlQuery<int>(FormattableStringFactory.Create(
                    "SELECT CAST(COUNT(*) AS integer) AS \"Value\" FROM \"" + table + "\" WHERE \"" + column + "\" = {0}", dropped)).SingleAsync();
                if (rows > 0)
                {
                    found.Add($"{table}.{column}: {rows}");
                }
            }

            return found;
        });
        Assert.Empty(left);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Merge_TakesTheChosenFields_AndKeepsTheOthersInTheDroppedRecord(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var kept = await site.PersonIdAsync(Given.Trainee);
        var dropped = await AddAsync(site, "Nguyễn Hoàng Phượng", p =>
        {
            p.LicenceNumber = "NEW-999/GPHN";
            p.Phone = "0900 000 000";
        });
        var licence = await site.DataAsync(db => db.People.Where(p => p.Id == kept).Select(p => p.LicenceNumber).SingleAsync());

        Assert.True((await MergeAsync(site, kept, dropped, "Licence")).IsOk);

        var people = await site.DataAsync(db => db.People.AsNoTracking().Where(p => p.Id == kept || p.Id == dropped).ToDictionaryAsync(p => p.Id));
        Assert.Equal(("NEW-999/GPHN", licence), (people[kept].LicenceNumber, people[dropped].LicenceNumber));
        Assert.Equal((null, "0900 000 000"), (people[kept].Phone, people[dropped].Phone));
        Assert.Equal(kept, people[dropped].MergedIntoId);
        Assert.NotNull(people[kept].LicenceKey);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Merge_WhoSignedTheOthersCase_IsRefused(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (trainee, mentor) = await site.DataAsync(async db =>
        {
            var decision = await db.Decisions.FirstAsync(d => d.Kind == DecisionKind.Signed);
            return (decision.TraineePersonId, decision.MentorPersonId);
        });

        // In the demo the mentor is the learner's guide too.
        Assert.Contains((await MergeAsync(site, mentor, trainee)).Errors, e => e.Contains("hướng dẫn hồ sơ kia", StringComparison.Ordinal));
        await site.DataAsync(db => db.WriteAsync(ct => db.Guides.ExecuteDeleteAsync(ct), default));

        var refused = await MergeAsync(site, mentor, trainee);

        Assert.Equal(422, (int)refused.Status);
        Assert.Contains(refused.Errors, e => e.Contains("không ai được ký ca của chính mình", StringComparison.Ordinal));
        Assert.False(await site.DataAsync(db => db.Set<Merge>().AnyAsync()));
        Assert.Equal(trainee, await site.DataAsync(db => db.LogbookEntries.Where(e => e.PersonId == trainee).Select(e => e.PersonId).FirstAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Merge_WhoSignedTheOthersCaseUnderARecordMergedBefore_IsRefused(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (trainee, mentor) = await site.DataAsync(async db =>
        {
            var decision = await db.Decisions.FirstAsync(d => d.Kind == DecisionKind.Signed);
            return (decision.TraineePersonId, decision.MentorPersonId);
        });
        var newMentor = await AddAsync(site, "Ai Do");
        var newTrainee = await AddAsync(site, "Ai Khac");
        Assert.True((await MergeAsync(site, newMentor, mentor)).IsOk);
        Assert.True((await MergeAsync(site, newTrainee, trainee)).IsOk);

        Assert.Equal(422, (int)(await MergeAsync(site, newMentor, newTrainee)).Status);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Merge_DifferentIdentityNumbers_IsRefused(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var first = await AddAsync(site, "Trần Văn Nam", nationalId: "000085000001");
        var second = await AddAsync(site, "Trần Văn Nam", nationalId: "000085000002");

        var refused = await MergeAsync(site, first, second);

        Assert.Contains(refused.Errors, e => e.Contains("số định danh khác nhau", StringComparison.Ordinal));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Merge_BothInOneTeam_IsRefusedWithTheTable(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var team = await site.DataAsync(db => db.Set<Training.Transfers.Participants.Participant>().GroupBy(p => p.TransferId).Where(g => g.Count() > 1)
            .Select(g => g.Select(p => p.PersonId).Take(2).ToList()).FirstAsync());

        var refused = await MergeAsync(site, team[0], team[1]);

        Assert.Equal(422, (int)refused.Status);
        Assert.False(await site.DataAsync(db => db.Set<Merge>().AnyAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Merge_SameCourseOnBothLists_KeepsOneAndLosesNone(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var dropped = await site.PersonIdAsync(Given.Trainee);
        var kept = await AddAsync(site, "Nguyen Hoang Phuong");
        var courses = await site.DataAsync(async db =>
        {
            var mine = await db.Set<Enrolment>().Where(e => e.PersonId == dropped).Select(e => e.CourseId).ToListAsync();
            db.Add(new Enrolment { PersonId = kept, CourseId = mine[0], Reason = "", EnrolledAt = site.Clock.GetUtcNow() });
            await db.SaveChangesAsync();
            return mine;
        });

        Assert.True((await MergeAsync(site, kept, dropped)).IsOk);

        var after = await site.DataAsync(db => db.Set<Enrolment>().Where(e => e.PersonId == kept).Select(e => e.CourseId).ToListAsync());
        Assert.Equal(courses.Order(), after.Order());
        var stayed = MergeReport.Parse(await site.DataAsync(db => db.Set<Merge>().Select(m => m.Report).SingleAsync())).Columns.Single(c => c.Kind == "Courses_Enrolments.PersonId");
        Assert.Single(stayed.Stayed);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Merge_ByAnybodyButAnAdministrator_Returns403(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (a, b) = (await site.PersonIdAsync(Given.Trainee), await site.PersonIdAsync(Given.Mentor));
        foreach (var account in new[] { "hocvien", "huongdan", "giaovu", "khth", "giamdoc", "soyte", "boyte" })
        {
            var visitor = await site.SignedInAsync(account);
            Assert.Equal(403, (int)(await visitor.GetAsync($"/admin/people/merge?keep={a}&drop={b}")).Status);
            Assert.Equal(403, (int)(await visitor.GetAsync("/admin/people/duplicates")).Status);
        }
    }

    private static async Task<Answer> MergeAsync(Site site, Guid kept, Guid dropped, params string[] fromDropped)
    {
        var administrator = await site.SignedInAsync("quantri");
        var page = await administrator.GetAsync($"/admin/people/merge?keep={kept}&drop={dropped}");
        Assert.True(page.IsOk, $"{page.Status}");
        var (address, fields) = Visitor.FormOf(page, new() { ["Input.FromDropped"] = null, ["Input.Reason"] = "Đã đối chiếu bản gốc" });
        var asked = await administrator.PostAsync(address, fields.Concat(fromDropped.Select(f => KeyValuePair.Create("Input.FromDropped", f))));
        Assert.True(asked.IsOk, $"{asked.Status} {asked.Text}");
        Assert.False(await site.DataAsync(db => db.Set<Merge>().AnyAsync(m => m.DroppedId == dropped)));
        return await administrator.FollowAsync(await administrator.SubmitAsync(asked, []));
    }

    private static Task<Guid> AddAsync(Site site, string name, Action<Person>? with = null, string? nationalId = null) => site.DataAsync(async (db, services) =>
    {
        var person = new Person { Key = $"t-{Guid.CreateVersion7():N}", FullName = name, Title = "" };
        with?.Invoke(person);
        services.GetRequiredService<NationalIds>().Set(person, nationalId);
        person.Named();
        db.Add(person);
        await db.SaveChangesAsync();
        return person.Id;
    });

    private static Task<(int Entries, int Appointments, int Accounts, int Certificates, int Enrolments, int Supervisions)> CountsAsync(Site site, Guid person) => site.DataAsync(async db => (
        await db.LogbookEntries.CountAsync(e => e.PersonId == person),
        await db.Appointments.CountAsync(a => a.PersonId == person),
        await db.Users.CountAsync(u => u.PersonId == person),
        await db.Certificates.CountAsync(c => c.PersonId == person),
        await db.Set<Enrolment>().CountAsync(e => e.PersonId == person),
        await db.Set<Training.Transfers.Participants.Supervision>().CountAsync(s => s.MentorPersonId == person)));

    private static Task<List<string>> HashesAsync(Site site)
        => site.DataAsync(db => db.Decisions.OrderBy(d => d.Id).Select(d => d.ContentHash + d.TraineePersonId + d.MentorPersonId + d.MentorName).ToListAsync());
}
