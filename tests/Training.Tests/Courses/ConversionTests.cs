using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Training.Courses.Catalogue;
using Training.Courses.Enrolments;
using Training.Data;
using Training.Tests.Support;

namespace Training.Tests.Courses;

/// <summary>A site that is older than versions of courses keeps what people did.</summary>
public sealed class ConversionTests
{
    private static readonly DateTimeOffset Day = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Site_OfBefore_KeepsLessonsQuestionsReadingsScoresAndCompletions(Database database)
    {
        var old = new Before(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await using var site = await Site.StartAsync(database);
        var (done, half) = (await site.PersonIdAsync(Given.Trainee), await site.PersonIdAsync("vang-thi-ngoc-diep"));
        await GoBackAsync(site, old, done, half);

        await site.DataAsync(async (db, services) =>
        {
            var options = services.GetRequiredService<DatabaseOptions>();
            await db.MigrateAsync(options, services.GetServices<IDataConversion>(), CancellationToken.None);
            return true;
        });

        var items = await site.ItemsAsync("CU-01");
        Assert.Equal([("lesson", "Bài một"), ("lesson", "Bài hai"), ("quiz", "Bài kiểm tra")], items.Select(i => (i.Kind, i.TitleVi)));
        Assert.Equal([old.First, old.Second], items.Take(2).Select(i => i.ContentId));
        var learner = await site.SignedInAsync("hocvien");
        var course = await learner.GetAsync("/courses/CU-01");
        Assert.Contains("Đã hoàn thành", course.Text, StringComparison.Ordinal);
        Assert.Contains("Nội dung một", (await learner.GetAsync(items[0].Address)).Text, StringComparison.Ordinal);
        var completion = await site.DataAsync(db => db.CourseCompletions.SingleAsync(c => c.CourseId == old.Course));
        Assert.Equal((old.Completion, done, 1, 10m, Day), (completion.Id, completion.PersonId, completion.Version, completion.Score, completion.CompletedAt));

        var progress = await site.DataAsync(db => db.ItemProgress.IgnoreQueryFilters().Where(p => p.CourseId == old.Course).ToListAsync());
        Assert.Equal(3, progress.Count(p => p.PersonId == done && p.FinishedAt is not null));
        var theirs = progress.Where(p => p.PersonId == half).ToDictionary(p => p.ItemKey);
        Assert.Equal((2, Day, 0m, (DateTimeOffset?)null), (theirs.Count, theirs[items[0].Key].FinishedAt, theirs[items[2].Key].Score, theirs[items[2].Key].FinishedAt));
        Assert.All(await site.DataAsync(db => db.Set<Enrolment>().IgnoreQueryFilters().Where(e => e.CourseId == old.Course).ToListAsync()), e => Assert.Equal(1, e.BegunVersion));

        // It is found, and nothing is left to be carried over.
        Assert.Contains("Khóa cũ", (await learner.GetAsync("/courses")).Text, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => site.DataAsync(db => db.Database.ExecuteSqlRawAsync("SELECT 1 FROM \"Data_KeptRows\"")));
    }

    // The tables as they were, with one course in them.
    [SuppressMessage("Security", "EF1002:Risk of vulnerability to SQL injection.", Justification = "Tables and columns are named here; values are parameters.")]
    private static Task<bool> GoBackAsync(Site site, Before old, Guid done, Guid half) => site.DataAsync(async (db, services) =>
    {
        var options = services.GetRequiredService<DatabaseOptions>();
        db.Database.SetConnectionString(options.ConnectionString);
        await db.UnguardAppendOnlyAsync(CancellationToken.None);
        await db.UnlockRowsAsync(CancellationToken.None);
        foreach (var table in new[] { "Progress", "CourseCompletions", "Items", "Sections", "Versions", "Lessons" })
        {
            await db.Database.ExecuteSqlRawAsync($"DELETE FROM \"Courses_{table}\"");
        }

        var migrations = db.Database.GetMigrations().ToArray();
        var conversion = Array.FindIndex(migrations, name => name.EndsWith("_CourseVersions", StringComparison.Ordinal));
        await db.GetService<IMigrator>().MigrateAsync(migrations[conversion - 1]);

        object Instant(DateTimeOffset at) => db.Database.IsSqlite() ? at.UtcTicks : at;
        Task InsertAsync(string table, params (string Column, object? Value)[] row) => db.Database.ExecuteSqlRawAsync(
            $"INSERT INTO \"Courses_{table}\" ({string.Join(", ", row.Select(c => $"\"{c.Column}\""))}) VALUES ({string.Join(", ", row.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"{{{i}}}")))})",
            row.Select(c => c.Value is Guid id && db.Database.IsSqlite() ? id.ToString().ToUpperInvariant() : c.Value!));
        await InsertAsync("Courses", ("Id", old.Course), ("Code", "CU-01"), ("TitleVi", "Khóa cũ"), ("TitleEn", "Old course"), ("SummaryVi", "Tóm tắt"), ("SummaryEn", "Summary"), ("Hours", 4), ("PassMark", 8), ("PublishedAt", Instant(Day)), ("SortKey", "khoa cu"));
        await InsertAsync("Lessons", ("Id", old.First), ("CourseId", old.Course), ("Number", 1), ("TitleVi", "Bài một"), ("TitleEn", "Lesson one"), ("Minutes", 10), ("BodyVi", "Nội dung một"));
        await InsertAsync("Lessons", ("Id", old.Second), ("CourseId", old.Course), ("Number", 2), ("TitleVi", "Bài hai"), ("TitleEn", "Lesson two"), ("Minutes", 10), ("BodyVi", "Nội dung hai"));
        await InsertAsync("Questions", ("Id", old.Question), ("CourseId", old.Course), ("Number", 1), ("TextVi", "Rửa tay mấy bước?"), ("TextEn", "How many steps?"), ("ExplainVi", "Sáu bước."), ("ExplainEn", "Six."));
        await InsertAsync("Options", ("Id", Guid.CreateVersion7()), ("QuestionId", old.Question), ("Number", 1), ("TextVi", "Sáu"), ("TextEn", "Six"), ("IsCorrect", true));
        await InsertAsync("Options", ("Id", Guid.CreateVersion7()), ("QuestionId", old.Question), ("Number", 2), ("TextVi", "Ba"), ("TextEn", "Three"), ("IsCorrect", false));
        foreach (var person in new[] { done, half })
        {
            await InsertAsync("Enrolments", ("Id", Guid.CreateVersion7()), ("PersonId", person), ("CourseId", old.Course), ("Reason", ""), ("EnrolledAt", Instant(Day)), ("LastActiveAt", Instant(Day)));
            await InsertAsync("LessonReads", ("PersonId", person), ("LessonId", old.First), ("ReadAt", Instant(Day)));
            await InsertAsync("Attempts", ("Id", Guid.CreateVersion7()), ("PersonId", person), ("CourseId", old.Course), ("AttemptedAt", Instant(Day)), ("CorrectAnswers", person == done ? 1 : 0), ("Questions", 1), ("Passed", person == done), ("Answers", "{}"));
        }

        await InsertAsync("LessonReads", ("PersonId", done), ("LessonId", old.Second), ("ReadAt", Instant(Day)));
        await InsertAsync("CourseCompletions", ("Id", old.Completion), ("PersonId", done), ("CourseId", old.Course), ("CorrectAnswers", 1), ("Questions", 1), ("CompletedAt", Instant(Day)));
        return true;
    });

    private sealed record Before(Guid Course, Guid First, Guid Second, Guid Question, Guid Completion);
}
