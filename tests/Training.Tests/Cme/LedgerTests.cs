using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Cme.Ledger;
using Training.Cme.Rules;
using Training.Courses.Contracts;
using Training.Data;
using Training.Identity.Contracts;
using Training.Identity.Grants;
using Training.Modules;
using Training.Tests.Support;

namespace Training.Tests.Cme;

/// <summary>Finished courses become hours, once; hours are added up for the licence's years, and taken back by the workplace.</summary>
public sealed class LedgerTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Course_Finished_IsInTheLedgerWithItsRule_AlsoWithoutATransfer(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (learner, newcomer) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync(await site.AccountAsync("ca-van-thinh", Roles.Trainee, "bvdk-son-la")));
        var empty = await newcomer.GetAsync("/cme");
        Assert.Contains("Sổ chưa có giờ nào", empty.Text, StringComparison.Ordinal);
        Assert.Contains("0 / 120 giờ tín chỉ", empty.Text, StringComparison.Ordinal);
        Assert.Contains("32,5 / 120 giờ tín chỉ", (await learner.GetAsync("/cme")).Text, StringComparison.Ordinal);

        await site.FinishAsync(learner);

        var entry = Assert.Single(await site.LedgerOfAsync(Given.Trainee));
        Assert.Equal((CreditSource.Course, 2400, 24, site.Clock.Today()), (entry.Source, entry.Hundredths, entry.Units, entry.Day));
        var mine = await learner.GetAsync("/cme");
        Assert.All(["56,5 / 120 giờ tín chỉ", "còn thời gian", "Cần thêm 63,5 giờ", "Thông tư 32/2023/TT-BYT, Phụ lục I", "DEMO-000001/GPHN", "+24 giờ"], words => Assert.Contains(words, mine.Text, StringComparison.Ordinal));
        Assert.Contains("56,5 / 120", (await learner.GetAsync("/")).Text, StringComparison.Ordinal);
        var paper = await learner.GetAsync("/cme/summary");
        Assert.All(["Giấy chứng nhận", "Nguyễn Hoàng Phượng", "Tổng cộng", "GIÁM ĐỐC", "Độc lập – Tự do – Hạnh phúc"], words => Assert.Contains(words, paper.Text, StringComparison.Ordinal));

        // A course without credit gives nothing.
        await site.PassTheoryAsync(learner);
        Assert.Single(await site.LedgerOfAsync(Given.Trainee));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Course_FinishedBeforeTheSiteHadALedger_IsPostedWithTheRules(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.FinishAsync(await site.SignedInAsync("hocvien"));
        await site.TamperAsync((db, ct) => db.Set<CreditEntry>().IgnoreQueryFilters().Where(e => e.CourseId != null).ExecuteDeleteAsync(ct));
        Assert.Empty(await site.LedgerOfAsync(Given.Trainee));

        for (var run = 0; run < 2; run++)
        {
            await site.DataAsync(async (_, services) =>
            {
                await services.GetRequiredService<RecipeRunner>().RunAsync(Path.Combine(AppContext.BaseDirectory, "Recipes", "processes.recipe.json"), CancellationToken.None);
                return true;
            });
        }

        Assert.Equal((CreditSource.Course, 2400), (Assert.Single(await site.LedgerOfAsync(Given.Trainee)).Source, (await site.LedgerOfAsync(Given.Trainee))[0].Hundredths));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Course_FinishedByRequestsAtOnce_IsPostedOnce(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var learner = await site.SignedInAsync("hocvien");
        await site.ReadLessonsAsync(learner, CmeSite.Course);
        var pages = new List<Answer>();
        for (var i = 0; i < 4; i++)
        {
            pages.Add(await learner.StartQuizAsync(await site.QuizAsync(CmeSite.Course)));
        }

        var fields = await Task.WhenAll(pages.Select(page => site.FilledAsync(page)));
        await Task.WhenAll(pages.Zip(fields, (page, filled) => learner.PostAsync(page, filled, QuizDriver.HandInButton)));

        Assert.Single(await site.LedgerOfAsync(Given.Trainee));

        // The event itself, told again and by several at once for somebody else: the second is undone as a whole.
        var person = await site.PersonIdAsync("vang-thi-ngoc-diep");
        var course = (await site.LedgerOfAsync(Given.Trainee))[0].CourseId!.Value;
        var told = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => TellAsync(site, person, course))));
        Assert.Contains(true, told);
        Assert.Single(await site.LedgerOfAsync("vang-thi-ngoc-diep"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Entry_TakenBackByTheWorkplace_StaysAndCountsNoMore(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var learner = await site.SignedInAsync("hocvien");
        await site.FinishAsync(learner);
        var entry = Assert.Single(await site.LedgerOfAsync(Given.Trainee));
        var (address, office) = ($"/cme/entries/{entry.Id}/reverse", await site.SignedInAsync("khth"));
        Assert.NotNull((await office.GetAsync($"/cme/people/{entry.PersonId}")).Page.QuerySelector($"a[href='{address}']"));

        Assert.Equal(403, (int)(await learner.GetAsync(address)).Status);
        Assert.Equal(404, (int)(await (await site.SignedInAsync("giaovu")).GetAsync(address)).Status);
        Assert.Contains("Lý do hủy", Assert.Single((await office.SubmitAsync(await office.GetAsync(address), new() { ["Input.Reason"] = "" })).Errors), StringComparison.Ordinal);
        var (to, fields) = Visitor.FormOf(await office.GetAsync(address), new() { ["Input.Reason"] = "Nhầm người học" });
        var (_, other) = Visitor.FormOf(await office.GetAsync(address), new() { ["Input.Reason"] = "Nhầm người học" });
        Assert.True((await office.PostAsync(to, fields)).IsRedirect);
        Assert.True((await office.PostAsync(to, fields)).IsRedirect);
        Assert.Equal(409, (int)(await office.PostAsync(to, other)).Status);

        var ledger = await site.LedgerOfAsync(Given.Trainee);
        Assert.Equal([2400, -2400], ledger.Select(e => e.Hundredths));
        Assert.Equal((entry.Day, entry.Id, "Nhầm người học"), (ledger[1].Day, ledger[1].ReversesId, ledger[1].Reason));
        var mine = await learner.GetAsync("/cme");
        Assert.All(["32,5 / 120 giờ tín chỉ", "Nhầm người học", "đã hủy ghi"], words => Assert.Contains(words, mine.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("Khóa học trên hệ thống này", (await learner.GetAsync("/cme/summary")).Text, StringComparison.Ordinal);

        // A ledger is only ever added to, whoever asks.
        await Assert.ThrowsAnyAsync<Exception>(() => site.DataAsync(db => db.WriteAsync(ct => db.Set<CreditEntry>().ExecuteUpdateAsync(set => set.SetProperty(e => e.Hundredths, 1), ct), default)));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Sums_OfTheDatabase_AreThoseOfTheWindow(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var random = new Random(120);
        DateOnly?[] ends = [new(2028, 2, 29), new(2028, 2, 28), new(2033, 2, 28), new(2029, 3, 1), new(2024, 2, 29), new(2026, 12, 31), null, .. Enumerable.Range(0, 12).Select(_ => (DateOnly?)new DateOnly(2024, 1, 1).AddDays(random.Next(3000)))];
        var people = await site.DataAsync(db => db.People.Where(p => p.LicenceNumber != null).OrderBy(p => p.Key).Select(p => p.Id).Take(ends.Length).ToListAsync());
        Assert.Equal(ends.Length, people.Count);
        var unlicensed = await site.DataAsync(db => db.People.Where(p => p.LicenceNumber == null).Select(p => p.Id).FirstAsync());
        var ledgers = new Dictionary<Guid, (DateOnly Day, int Hundredths)[]>();
        foreach (var (index, person) in people.Append(unlicensed).Index())
        {
            // Many days, and those around the ends of the window.
            if (index < ends.Length)
            {
                await site.LicenceEndsAsync(person, ends[index]);
            }

            var last = index < ends.Length ? ends[index] ?? new DateOnly(2028, 12, 31) : site.Clock.Today();
            ledgers[person] =
            [
                .. Enumerable.Range(-3, 7).SelectMany(around => new[] { last.AddDays(around), last.AddYears(-5).AddDays(around) }).Select(day => (day, random.Next(1, 999))),
                .. Enumerable.Range(0, 40).Select(_ => (last.AddDays(-random.Next(4000)), random.Next(-200, 1200))),
            ];
            await site.PostAsync(person, ledgers[person]);
        }

        var today = site.Clock.Today();
        var counted = await site.DataAsync(async (db, services) =>
        {
            var target = await services.GetRequiredService<TargetReader>().OnAsync(today, default);
            return (await db.Counted(db.Practitioners(), target, today).ToListAsync()).Select(c => (c.Person.PersonId, c.Hundredths, c.StandingOn(today, target).Period)).ToList();
        });
        var stored = (await site.DataAsync(db => db.Set<CreditEntry>().AsNoTracking().ToListAsync())).ToLookup(e => e.PersonId);
        Assert.All(ledgers, of =>
        {
            var (_, hundredths, period) = counted.Single(c => c.PersonId == of.Key);
            Assert.Equal(stored[of.Key].Where(e => period.Holds(e.Day)).Sum(e => e.Hundredths), hundredths);
        });
    }

    private static Task<bool> TellAsync(Site site, Guid person, Guid course) => site.DataAsync(async (db, services) =>
    {
        try
        {
            await db.WriteAsync(
                ct => services.GetServices<IHandle<CourseCompleted>>().OfType<PostCourse>().Single().HandleAsync(new CourseCompleted(person, course, 10, site.Clock.GetUtcNow()), ct),
                default);
            return true;
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            return false;
        }
    });
}
