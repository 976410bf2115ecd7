using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Catalogue;
using Training.Courses.Completion;
using Training.Courses.Contracts;
using Training.Courses.Enrolments;
using Training.Courses.Lessons;
using Training.Courses.Outline;
using Training.Courses.Progress;
using Training.Data;

namespace Training.Courses.Converting;

/// <summary>
/// Gives the courses of a site that is older than versions their first one: the same lessons and questions, with what people read, scored and finished. What
/// somebody answered to each question is not taken along (src/docs/decisions/0032).
/// </summary>
internal sealed class GiveCoursesVersions(TrainingDbContext db, ItemKinds kinds, FirstVersion first) : IDataConversion
{
    public string Migration => "CourseVersions";

    [SuppressMessage("Security", "EF1002:Risk of vulnerability to SQL injection.", Justification = "Tables and columns are named here, nobody gives them.")]
    public async Task<string> ReadAsync(TrainingDbContext old, CancellationToken ct)
    {
        Task<List<T>> AllAsync<T>(string columns, string table) => old.Database.SqlQueryRaw<T>($"SELECT {columns} FROM \"Courses_{table}\"").ToListAsync(ct);
        string Ticks(string column) => old.Database.IsSqlite() ? $"\"{column}\" AS \"Ticks\"" : $"(EXTRACT(EPOCH FROM \"{column}\") * 10000000)::bigint + {DateTimeOffset.UnixEpoch.UtcTicks} AS \"Ticks\"";
        var theory = new TheoryBeforeVersions(
            await AllAsync<OldCourse>("\"Id\", \"PassMark\"", "Courses"),
            await AllAsync<OldLesson>("\"Id\", \"CourseId\", \"Number\", \"TitleVi\", \"TitleEn\", \"Minutes\", \"BodyVi\", \"BodyEn\"", "Lessons"),
            await AllAsync<OldQuestion>("\"Id\", \"CourseId\", \"Number\", \"TextVi\", \"TextEn\", \"ExplainVi\", \"ExplainEn\"", "Questions"),
            await AllAsync<OldOption>("\"QuestionId\", \"Number\", \"TextVi\", \"TextEn\", \"IsCorrect\"", "Options"),
            await AllAsync<OldReading>($"\"PersonId\", \"LessonId\", {Ticks("ReadAt")}", "LessonReads"),
            await AllAsync<OldAttempt>($"\"PersonId\", \"CourseId\", {Ticks("AttemptedAt")}, \"CorrectAnswers\", \"Questions\", \"Passed\"", "Attempts"),
            await AllAsync<OldCompletion>($"\"Id\", \"PersonId\", \"CourseId\", \"CorrectAnswers\", \"Questions\", {Ticks("CompletedAt")}", "CourseCompletions"));
        foreach (var table in (string[])["LessonReads", "Lessons", "Attempts", "Options", "Questions", "CourseCompletions"])
        {
            await old.Database.ExecuteSqlRawAsync($"DELETE FROM \"Courses_{table}\"", ct);
        }

        return JsonSerializer.Serialize(theory);
    }

    public async Task StoreAsync(string kept, CancellationToken ct)
    {
        var theory = JsonSerializer.Deserialize<TheoryBeforeVersions>(kept)!;
        var courses = await db.Courses.AsTracking().ToDictionaryAsync(c => c.Id, ct);
        foreach (var old in theory.Courses)
        {
            await StoreAsync(courses[old.Id], old.PassMark, theory, ct);
        }
    }

    private async Task StoreAsync(Course course, int passMark, TheoryBeforeVersions theory, CancellationToken ct)
    {
        var at = course.PublishedAt ?? throw new InvalidOperationException($"The course {course.Code} was never published.");
        var lessons = theory.Lessons.Where(l => l.CourseId == course.Id).OrderBy(l => l.Number).ToArray();
        var quiz = await kinds.InFiles("quiz").ReadAsync(new CourseOfFile(course.Id, course.Code, course.HospitalId), course.TitleVi, QuizOf(course.Id, theory), ct);
        var items = first.Add(
            course,
            at,
            [.. lessons.Select(l => (new Lesson { Id = l.Id, BodyVi = l.BodyVi, BodyEn = l.BodyEn, FrozenAt = at }, new LessonTitle(l.TitleVi, l.TitleEn, l.Minutes)))],
            quiz,
            passMark * 10);
        await db.SaveChangesAsync(ct);
        await kinds.InFiles("quiz").FreezeAsync([quiz], ct);

        foreach (var reading in theory.Readings.Where(r => lessons.Any(l => l.Id == r.LessonId)))
        {
            var item = items.Single(i => i.ContentId == reading.LessonId);
            db.Add(Done(reading.PersonId, item, course.Id, reading.At, progress => progress.SeenAt = reading.At));
        }

        var asked = items.Single(i => i.ContentId == quiz);
        foreach (var attempts in theory.Attempts.Where(a => a.CourseId == course.Id).GroupBy(a => a.PersonId))
        {
            var best = attempts.OrderByDescending(a => a.Percent).ThenBy(a => a.At).First();
            var passed = attempts.Where(a => a.Passed).OrderBy(a => a.At).FirstOrDefault();
            db.Add(Done(attempts.Key, asked, course.Id, passed?.At, progress =>
            {
                (progress.OpenedAt, progress.SubmittedAt) = (attempts.Min(a => a.At), attempts.Min(a => a.At));
                (progress.Score, progress.ScoredAt) = (Math.Round(best.Percent, 3), best.At);
            }));
        }

        db.AddRange(theory.Completions.Where(c => c.CourseId == course.Id).Select(c => new CourseCompletion
        {
            Id = c.Id,
            PersonId = c.PersonId,
            CourseId = c.CourseId,
            Version = 1,
            Score = CourseCompletion.OutOfTen(c.Questions == 0 ? 0 : 100m * c.CorrectAnswers / c.Questions),
            CompletedAt = c.At,
        }));
        await db.SaveChangesAsync(ct);
        await db.Unscoped<Enrolment>().Where(e => e.CourseId == course.Id && e.LastActiveAt != null).ExecuteUpdateAsync(row => row.SetProperty(e => e.BegunVersion, 1), ct);
    }

    private static ItemProgress Done(Guid personId, Item item, Guid courseId, DateTimeOffset? finishedAt, Action<ItemProgress> what)
    {
        var progress = new ItemProgress
        {
            PersonId = personId,
            ItemKey = item.Key,
            CourseId = courseId,
            ContentId = item.ContentId,
            OpenedAt = finishedAt,
            FinishedAt = finishedAt,
            FinishedContentId = finishedAt is null ? null : item.ContentId,
        };
        what(progress);
        return progress;
    }

    private static JsonElement QuizOf(Guid courseId, TheoryBeforeVersions theory)
    {
        var options = theory.Options.OrderBy(o => o.Number).ToLookup(o => o.QuestionId);
        return JsonSerializer.SerializeToElement(theory.Questions.Where(q => q.CourseId == courseId).OrderBy(q => q.Number).Select(q => new
        {
            textVi = q.TextVi,
            textEn = q.TextEn,
            options = options[q.Id].Select(o => new { vi = o.TextVi, en = o.TextEn, correct = o.IsCorrect }),
            explainVi = q.ExplainVi,
            explainEn = q.ExplainEn,
        }));
    }
}
