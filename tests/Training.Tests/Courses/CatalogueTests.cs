using System.Text;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Catalogue;
using Training.Courses.Enrolments;
using Training.Modules;
using Training.Tests.Courses.Enrolments;
using Training.Tests.Support;

namespace Training.Tests.Courses;

/// <summary>The list of courses: what it finds, and what it costs.</summary>
public sealed class CatalogueTests
{
    private const int MostStatements = 8;
    private const int MostBytes = 60 * 1024;
    private const int Courses = 200;

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Catalogue_OfTwoHundred_IsSearchedFilteredAndPaged_WithinTheBudget(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (hospital, me) = (await site.HospitalIdAsync(CourseSite.Hospital), await site.PersonIdAsync(Given.Trainee));
        await site.DataAsync(async db =>
        {
            for (var number = 0; number < Courses; number++)
            {
                var (_, course) = CourseSite.Add(
                    db, site.Clock.GetUtcNow(), ($"KH-{number:000}", $"Hồi sức tích cực {number:000}", number % 2 == 0 ? $"Intensive care {number:000}" : null), number % 10 == 0 ? hospital : null, (Joining)(number % 4), 1);
                if (number < 40)
                {
                    db.Add(new Enrolment { PersonId = me, CourseId = course.Id, Reason = "Kế hoạch", EnrolledAt = site.Clock.GetUtcNow(), DueOn = number < 3 ? site.Clock.Today().AddDays(number) : null });
                }
            }

            await db.SaveChangesAsync();
        });
        var technique = await site.TechniqueIdAsync("pedicle-screw");
        var learner = await site.SignedInAsync("hocvien");
        string[] addresses =
        [
            "/courses", "/courses?q=hoi+suc", "/courses?state=Mine", "/courses?state=NotBegun", "/courses?state=Finished", "/courses?credit=true", "/courses?en=true",
            $"/courses?hospital={CourseSite.Hospital}", "/courses?hospital=everybody", $"/courses?technique={technique}", "/courses/KH-000",
        ];
        foreach (var address in addresses)
        {
            var page = await site.AgainAsync(learner, address);
            Assert.True(page.IsOk, $"{address}: {page.Status}");
            Assert.True(site.Statements.Statements.Count <= MostStatements, $"{address}: {string.Join("\n", site.Statements.Statements)}");
            Assert.True(Encoding.UTF8.GetByteCount(page.Body) <= MostBytes, $"{address}: {Encoding.UTF8.GetByteCount(page.Body)} bytes");
        }

        // One's own first, those due soonest before the others; each page after the other, everything once.
        var first = await learner.GetAsync("/courses");
        Assert.Equal(["/courses/KH-000", "/courses/KH-001", "/courses/KH-002"], Links(first).Take(3));
        var seen = Links(first).Concat(Links(await learner.GetAsync("/courses?state=Mine"))).ToHashSet();
        for (var page = first; page.Page.QuerySelector("a[rel=next]")?.GetAttribute("href") is { } next; seen.UnionWith(Links(page)))
        {
            page = await learner.GetAsync(next);
        }

        var all = await site.DataAsync(db => db.PublishedCourses.CountAsync());
        Assert.True(all >= Courses && seen.Count >= all - 10, $"{seen.Count} of {all}");

        // Without diacritics, and each filter what it says.
        Assert.Equal(["/courses/KH-123"], Links(await learner.GetAsync("/courses?q=HOI+suc+123")));
        Assert.Equal(["/courses/KH-123"], Links(await learner.GetAsync("/courses?q=h%E1%BB%93i+s%E1%BB%A9c+123")));
        Assert.Equal(20, Links(await learner.GetAsync($"/courses?hospital={CourseSite.Hospital}")).Count);
        Assert.Equal([$"/courses/{Journey.Course}"], Links(await learner.GetAsync($"/courses?technique={technique}")));
        Assert.All(Links(await learner.GetAsync("/courses?credit=true")), address => Assert.StartsWith("/courses/LT-", address, StringComparison.Ordinal));
        Assert.Equal(["/courses/KH-124"], Links(await learner.GetAsync("/courses?en=true&q=suc+124")));
        Assert.Empty(Links(await learner.GetAsync("/courses?en=true&q=suc+125")));
        Assert.Contains("Bỏ bộ lọc", (await learner.GetAsync("/courses?q=khong+co+gi")).Text, StringComparison.Ordinal);
    }

    private static List<string> Links(Answer page) => [.. page.Page.QuerySelectorAll("ul.list a[href^='/courses/']").Select(a => a.GetAttribute("href")!)];
}
