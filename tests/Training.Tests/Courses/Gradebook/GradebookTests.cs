using System.Text;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Catalogue;
using Training.Courses.Enrolments;
using Training.Courses.Gradebook;
using Training.Courses.Progress;
using Training.Identity.Grants;
using Training.Tests.Courses.Enrolments;
using Training.Tests.Support;

namespace Training.Tests.Courses.Gradebook;

/// <summary>Who sees which grades, who changes them, what follows from that, and what the table costs.</summary>
public sealed class GradebookTests
{
    private const string Grades = $"/courses/{CourseSite.Code}/grades";
    private const int MostStatements = 8;
    private const int MostBytes = 60 * 1024;

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Table_OfAThousandLearnersAndThirtyItems_IsPagedFilteredAndExported_WithinTheBudget(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var keys = (await site.PublishAsync(scored: 30))[1..];
        var people = await site.PeopleAsync(1000);
        var course = await site.CourseIdAsync();
        await site.DataAsync(async db =>
        {
            var now = site.Clock.GetUtcNow();
            var contents = await db.Items.Where(i => keys.Contains(i.Key)).ToDictionaryAsync(i => i.Key, i => i.ContentId);
            foreach (var (number, person) in people.Index())
            {
                db.Add(new Enrolment { PersonId = person, CourseId = course, Reason = "Kế hoạch", EnrolledAt = now, BegunVersion = 1 });
                db.AddRange(keys.Select(key => new ItemProgress { PersonId = person, ItemKey = key, CourseId = course, ContentId = contents[key], OpenedAt = now, Score = number % 101, ScoredAt = now }));
                if (number % 500 == 499)
                {
                    await db.SaveChangesAsync();
                    db.ChangeTracker.Clear();
                }
            }

            var named = await db.People.SingleAsync(p => p.Id == people[7]);
            named.FullName = "=HYPERLINK(\"x\")";
            await db.SaveChangesAsync();
        });
        var office = await site.SignedInAsync("khth");
        var cohort = (await office.MakeCohortAsync("Nhóm nhỏ", people[3], people[4])).Split('/')[^1];
        foreach (var address in new[] { Grades, $"{Grades}?after={people[60]}", $"{Grades}?cohort={cohort}", $"{Grades}/{people[1]}", $"/courses/{CourseSite.Code}/learners", $"/courses/{CourseSite.Code}/enrol", "/cohorts", $"/cohorts/{cohort}" })
        {
            var page = await site.AgainAsync(office, address);
            Assert.True(page.IsOk, $"{address}: {page.Status}");
            Assert.True(site.Statements.Statements.Count <= MostStatements, $"{address}: {string.Join("\n", site.Statements.Statements)}");
            Assert.True(Encoding.UTF8.GetByteCount(page.Body) <= MostBytes, $"{address}: {Encoding.UTF8.GetByteCount(page.Body)} bytes");
        }

        // Page follows page to everybody, in order, each once.
        var seen = new List<string>();
        for (var page = await office.GetAsync(Grades); ; page = await office.GetAsync(page.Page.QuerySelector("a[rel=next]")!.GetAttribute("href")!))
        {
            var rows = page.Page.QuerySelectorAll("tbody th a").Select(a => a.GetAttribute("href")!).ToArray();
            Assert.True(rows.Length <= 50);
            seen.AddRange(rows);
            if (page.Page.QuerySelector("a[rel=next]") is null)
            {
                break;
            }
        }

        Assert.Equal((1000, 1000), (seen.Count, seen.Distinct().Count()));
        Assert.Equal(2, (await office.GetAsync($"{Grades}?cohort={cohort}")).Page.QuerySelectorAll("tbody tr").Length);

        // The files have everybody, and nothing in them is taken for a formula.
        var csv = Encoding.UTF8.GetString(await office.Client.GetByteArrayAsync($"{Grades}.csv"));
        Assert.Equal(1001, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("ĐD =HYPERLINK", csv, StringComparison.Ordinal);
        using var workbook = await office.Client.GetAsync($"{Grades}.xlsx?cohort={cohort}");
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook.Content.Headers.ContentType!.MediaType);
        Assert.Equal(404, (int)(await office.GetAsync($"{Grades}.pdf")).Status);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Override_StandsBesideWhatWasReached_AndFinishesNothing(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var keys = await site.PublishAsync(scored: 2);
        await site.EnrolAsync(Given.Trainee);
        await site.ScoreAsync(Given.Trainee, keys[1], 40);
        var (me, office, learner) = (await site.PersonIdAsync(Given.Trainee), await site.SignedInAsync("khth"), await site.SignedInAsync("hocvien"));
        var address = $"{Grades}/{me}";
        var page = await office.GetAsync(address);
        Assert.Contains("có điểm 1/2 phần", page.Text, StringComparison.Ordinal);
        foreach (var (grade, reason, error) in new[] { ("11", "Chấm lại", "Hãy ghi điểm từ 0 đến 10."), ("", "Chấm lại", "Phần này chưa có điểm được sửa để bỏ. Hãy ghi điểm."), ("8", "", "Hãy điền Lý do.") })
        {
            var refused = await office.SubmitAsync(page, new() { ["Input.Item"] = $"{keys[1]}", ["Input.Grade"] = grade, ["Input.Reason"] = reason, ["_key"] = $"{Guid.CreateVersion7():N}" });
            Assert.Contains(error, refused.Errors);
            Assert.Equal(grade, refused.Value("Input.Grade"));
        }

        (await office.SubmitAsync(page, new() { ["Input.Item"] = $"{keys[1]}", ["Input.Grade"] = "9,5", ["Input.Reason"] = "Đề sai câu 3" })).Stored();
        (await office.SubmitAsync(await office.GetAsync(address), new() { ["Input.Item"] = $"{keys[2]}", ["Input.Grade"] = "10", ["Input.Reason"] = "Thi vấn đáp" })).Stored();

        // The learner reads both, with the reasons; the table marks them.
        var mine = await learner.GetAsync($"{Grades}/mine");
        Assert.All(["9,5*", "Đề sai câu 3", "Kết quả làm bài: 4.", "Thi vấn đáp", "9,75"], words => Assert.Contains(words, mine.Text, StringComparison.Ordinal));
        Assert.Equal(["9,75", "9,5*", "10*"], (await office.GetAsync(Grades)).Page.QuerySelectorAll("tbody td").Select(td => td.TextContent));

        // Nothing is finished by it: neither item nor course.
        var course = await site.CourseIdAsync();
        Assert.Equal((0, 0), await site.DataAsync(async db => (await db.ItemProgress.CountAsync(p => p.PersonId == me && p.CourseId == course && p.FinishedAt != null), await db.CourseCompletions.CountAsync(c => c.PersonId == me && c.CourseId == course))));

        // Taken back, what was reached counts again; all of it stays to be read.
        (await office.SubmitAsync(await office.GetAsync(address), new() { ["Input.Item"] = $"{keys[1]}", ["Input.Grade"] = "", ["Input.Reason"] = "Nhầm người" })).Stored();
        Assert.Equal(["7", "4", "10*"], (await office.GetAsync(Grades)).Page.QuerySelectorAll("tbody td").Select(td => td.TextContent));
        Assert.Equal(3, await site.DataAsync(db => db.Set<GradeOverride>().CountAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Grades_AreSeenByAuthorsOfTheCourse_AndByTheOfficeOfTheLearner(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var keys = await site.PublishAsync(scored: 1, hospital: "viet-duc");
        await site.EnrolAsync(Given.Trainee);
        await site.EnrolAsync(Given.Mentor);
        await site.ScoreAsync(Given.Trainee, keys[1], 80);
        var (me, mentor) = (await site.PersonIdAsync(Given.Trainee), await site.PersonIdAsync(Given.Mentor));

        // The author sees everybody and changes grades, but not their own.
        var author = await site.SignedInAsync("huongdan");
        Assert.Equal(2, (await author.GetAsync(Grades)).Page.QuerySelectorAll("tbody tr").Length);
        Assert.NotEmpty((await author.GetAsync($"{Grades}/{me}")).Page.QuerySelectorAll("textarea"));
        Assert.Empty((await author.GetAsync($"{Grades}/{mentor}")).Page.QuerySelectorAll("textarea"));
        Assert.Equal(422, (int)(await author.PostWithTokenAsync($"{Grades}/{mentor}", "", new() { ["Input.Item"] = $"{keys[1]}", ["Input.Grade"] = "10", ["Input.Reason"] = "Tôi" }, "/cme/new")).Status);

        // The office of the learner sees its own people, and changes nothing in another hospital's course.
        var office = await site.SignedInAsync("khth");
        Assert.Single((await office.GetAsync(Grades)).Page.QuerySelectorAll("tbody tr"));
        Assert.Empty((await office.GetAsync($"{Grades}/{me}")).Page.QuerySelectorAll("textarea"));
        Assert.Equal(404, (int)(await office.GetAsync($"{Grades}/{mentor}")).Status);
        Assert.Equal(404, (int)(await office.GetAsync($"{Grades}?hospital=viet-duc")).Status);
        Assert.DoesNotContain("Quốc Khánh", Encoding.UTF8.GetString(await office.Client.GetByteArrayAsync($"{Grades}.csv")), StringComparison.Ordinal);
        Assert.Equal(403, (int)(await (await site.SignedInAsync("hocvien")).GetAsync(Grades)).Status);

        // How grades count is the authors' to say; of two who say it at once one is told.
        Assert.Equal(403, (int)(await office.GetAsync($"{Grades}/settings")).Status);
        var (one, two) = (await author.GetAsync($"{Grades}/settings"), await author.GetAsync($"{Grades}/settings"));
        var category = one.Value("Input.Categories[0].Id")!;
        Dictionary<string, string?> values = new() { ["Input.Categories[0].NameVi"] = "Kiểm tra", ["Input.Categories[0].DropLowest"] = "1", ["Input.Items[0].Category"] = category, ["Input.Items[0].Weight"] = "2" };
        (await author.SubmitAsync(one, values)).Stored();
        var late = await author.SubmitAsync(two, new() { ["Input.Categories[0].NameVi"] = "Khác" });
        Assert.Equal((409, "Khác"), ((int)late.Status, late.Value("Input.Categories[0].NameVi")));
        Assert.Contains("Kiểm tra", (await (await site.SignedInAsync("hocvien")).GetAsync($"{Grades}/mine")).Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite]
    public async Task Grades_AreOfTheVersionThatTheLearnerFollows(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var keys = await site.PublishAsync(scored: 2);
        foreach (var person in new[] { Given.Trainee, CourseSite.Colleague })
        {
            await site.EnrolAsync(person);
        }

        await site.ScoreAsync(Given.Trainee, keys[1], 50);
        await site.ScoreAsync(Given.Trainee, keys[2], 90);

        // The next version asks for the first anew and leaves the second out: whoever began keeps the second, and the first counts when it was done again.
        var anew = Guid.CreateVersion7();
        await site.DataAsync(async db =>
        {
            var course = await db.Courses.SingleAsync(c => c.Code == CourseSite.Code);
            var before = await db.CourseVersions.SingleAsync(v => v.CourseId == course.Id);
            var version = new Training.Courses.Outline.CourseVersion { CourseId = course.Id, Number = 2, TitleVi = before.TitleVi, SummaryVi = before.SummaryVi, Hours = 4, BegunAt = before.BegunAt };
            version.Publish(site.Clock.GetUtcNow(), null, "Mới", null);
            var section = new Training.Courses.Outline.Section { VersionId = version.Id, Number = 1, TitleVi = "Nội dung" };
            var item = (await db.Items.SingleAsync(i => i.Key == keys[1])).In(version.Id, section.Id);
            (item.ContentId, item.IsRequiredChange, item.ChangeVi) = (anew, true, "Đề mới");
            db.AddRange(version, section, item);
            await db.SaveChangesAsync();
        });
        var office = await site.SignedInAsync("khth");
        var rows = (await office.GetAsync(Grades)).Page.QuerySelectorAll("tbody tr").ToDictionary(tr => tr.QuerySelector("th")!.TextContent.Trim(), tr => string.Join('|', tr.QuerySelectorAll("td").Select(td => td.TextContent)));
        Assert.Equal("9||9", rows.Single(r => r.Key.EndsWith("Phượng", StringComparison.Ordinal)).Value);
        var colleague = await site.PersonIdAsync(CourseSite.Colleague);
        Assert.Contains("có điểm 0/1 phần", (await office.GetAsync($"{Grades}/{colleague}")).Text, StringComparison.Ordinal);
        Assert.Contains("có điểm 1/2 phần", (await office.GetAsync($"{Grades}/{await site.PersonIdAsync(Given.Trainee)}")).Text, StringComparison.Ordinal);
    }
}
