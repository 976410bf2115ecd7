using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AngleSharp;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Lessons;
using Training.Courses.Outline;
using Training.Questions.Attempts;
using Training.Questions.Bank;
using Training.Questions.Quizzes;
using Training.Tests.Activities;
using Training.Tests.Media;
using Training.Tests.Quizzes;
using Training.Tests.Support;

namespace Training.Tests.Courses;

/// <summary>Courses that a phone takes along: what the site says there is, what it gives, and what it takes back.</summary>
public sealed class PackTests
{
    private const string Course = QuizOfTests.Course;

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Pack_OfACourse_SaysSizesBeforeAnythingIsFetched(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var learner = await site.SignedInAsync("hocvien");
        await site.AgainAsync(learner, $"/courses/{Course}/pack");
        Assert.True(site.Statements.Statements.Count <= 8, $"{site.Statements.Statements.Count} statements");
        var (pack, tag) = await ReadAsync(learner, Course);
        var items = pack.GetProperty("items").EnumerateArray().ToArray();
        var lessons = items.Where(item => Text(item, "screen") == "lesson").ToArray();
        Assert.Equal(4, lessons.Length);
        foreach (var lesson in lessons)
        {
            // What is announced is what comes, but for the few words around it.
            var (fetched, length) = await FetchAsync(learner, Text(lesson, "address"));
            Assert.Equal(Text(lesson, "content"), fetched.GetProperty("content").GetString());
            Assert.Contains("<h2", fetched.GetProperty("markup").GetString(), StringComparison.Ordinal);
            Assert.InRange(lesson.GetProperty("bytes").GetInt64(), length * 0.5, length * 1.1);
        }

        var quiz = items.Single(item => Text(item, "screen") == "quiz");
        Assert.True(quiz.GetProperty("begins").GetBoolean());
        Assert.True(quiz.GetProperty("bytes").GetInt64() > 3_000);

        // The same again costs nothing; another person has nothing of it; a course that is not there neither.
        Assert.Equal(HttpStatusCode.NotModified, await StatusAsync(learner, $"/courses/{Course}/pack", tag));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(learner, "/courses/KHONG-CO/pack"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(await site.SignedInAsync("quantri"), $"/courses/{Course}/pack"));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(site.Visitor(), $"/courses/{Course}/pack"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Pack_WithAFilm_CountsItApartAndGivesItInParts(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var course = await Writing.BeginAsync(site);
        var film = await (await Sending.StartAsync(course.Author)).UploadAsync(FilmSamples.Mp4(), "mang-gang.mp4", "Mang găng");
        var lesson = await course.AddAsync("lesson", "Mang găng");
        Assert.True((await course.Author.SubmitAsync(await course.Author.GetAsync(lesson + "/edit"), new() { ["BodyVi"] = $"## Mang găng\n\n![Mang găng](media:{film})" }, "button[form=lesson-form]:not([formaction])")).IsRedirect);
        await course.PublishedAsync();
        var learner = await site.SignedInAsync("hocvien");
        var (pack, _) = await ReadAsync(learner, Writing.Code);
        var file = pack.GetProperty("items").EnumerateArray().Single().GetProperty("files").EnumerateArray().Single();
        Assert.True(file.GetProperty("plays").GetBoolean());
        Assert.Equal($"/media/{film}/file", Text(file, "address"));
        using var request = new HttpRequestMessage(HttpMethod.Get, Text(file, "address"));
        request.Headers.Range = new RangeHeaderValue(0, 99);
        using var part = await learner.Client.SendAsync(request);
        Assert.Equal((HttpStatusCode.PartialContent, file.GetProperty("bytes").GetInt64()), (part.StatusCode, part.Content.Headers.ContentRange!.Length));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Quiz_TakenAlongBeforeItsLessons_IsHandedInOnceAndOnlyAfterThem(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var address = await site.AskAsync(null, QuizOfTests.Single("Câu một?"), QuizOfTests.Single("Câu hai?"));
        var lessons = await LessonsBeforeTheQuizAsync(site);
        var learner = await site.SignedInAsync("hocvien");

        // On the site it is closed; the phone is told which lessons open it.
        Assert.Null((await learner.GetAsync(address)).Page.QuerySelector("#start"));
        var (pack, _) = await ReadAsync(learner, Course);
        var quiz = pack.GetProperty("items").EnumerateArray().Single(item => Text(item, "screen") == "quiz");
        Assert.Equal(lessons, quiz.GetProperty("needs").EnumerateArray().Select(key => key.GetGuid()));
        Assert.Empty(quiz.GetProperty("locked").EnumerateArray());

        var phone = await Phone.BeginAsync(learner, Text(quiz, "address"));
        Assert.DoesNotContain(QuizOfTests.Secret, phone.Markup, StringComparison.Ordinal);
        Assert.Equal(phone.AttemptId, (await Phone.BeginAsync(learner, Text(quiz, "address"))).AttemptId);
        phone = await Phone.BeginAsync(learner, Text(quiz, "address"));
        Assert.Equal($"{address}", (await learner.GetAsync($"{address}/{phone.AttemptId}")).Location);

        await phone.AnswerAsync(site, right: true);
        var early = await phone.HandInAsync();
        Assert.Equal(422, early.Status);
        Assert.Contains(await TitleAsync(site, lessons[0]), early.Said, StringComparison.Ordinal);
        Assert.Null(await HandedInAsync(site, phone.AttemptId));

        // Each twice: an answer that was lost is asked for again.
        foreach (var lesson in lessons)
        {
            var content = (await FetchAsync(learner, $"/courses/{Course}/pack/lessons/{lesson}")).Answer.GetProperty("content").GetString();
            for (var time = 0; time < 2; time++)
            {
                Assert.Equal(204, await phone.ReadLessonAsync(lesson, content!));
            }
        }

        Assert.Equal((200, "handedIn"), await phone.HandInAsync());
        var at = await HandedInAsync(site, phone.AttemptId);
        site.Clock.Shift += TimeSpan.FromMinutes(1);
        Assert.Equal((200, "already"), await phone.HandInAsync());
        Assert.Equal(at, await HandedInAsync(site, phone.AttemptId));
        Assert.Equal(1, await site.DataAsync(db => db.Set<QuizAttempt>().CountAsync()));
        Assert.True((await learner.GetAsync($"/courses/{Course}/grades/mine")).Text.Contains("100", StringComparison.Ordinal) || (await learner.GetAsync(address)).Text.Contains("100", StringComparison.Ordinal));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Quiz_TakenAlong_IsGoneOnWithOnTheSiteAndNeverHandedInOverIt(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var address = await site.AskAsync(quiz => quiz.AttemptsAllowed = 1, QuizOfTests.Single("Câu một?"), QuizOfTests.Single("Câu hai?"));
        var learner = await site.SignedInAsync("hocvien");
        var phone = await Phone.BeginAsync(learner, $"/courses/{Course}/pack/quiz/{address[(address.LastIndexOf('/') + 1)..]}");

        // The same attempt at a desk, later: its answer has a later sitting, and the phone is told.
        var desk = await learner.StartQuizAsync(address);
        Assert.Equal(phone.AttemptId, QuizDriver.AttemptOf(desk));
        var window = await learner.WindowAsync(desk);
        Assert.Equal((200, ""), await window.SaveAsync(1, 1, (await site.AskedAsync(phone.AttemptId))[0].Right()));
        Assert.Equal((409, "superseded"), await phone.HandInAsync());
        Assert.Null(await HandedInAsync(site, phone.AttemptId));
        var state = await phone.TakeOverAsync();
        Assert.True(state.GetProperty("slots").EnumerateArray().Single(slot => slot.GetProperty("number").GetInt32() == 1).GetProperty("sitting").GetInt32() > phone.Sitting);

        // The only attempt that there is.
        Assert.Equal((200, "handedIn"), await phone.HandInAsync(state.GetProperty("sitting").GetInt32()));
        var another = await Phone.PostAsync(learner, $"/courses/{Course}/pack/quiz/{address[(address.LastIndexOf('/') + 1)..]}", []);
        Assert.Equal(422, another.Status);
        Assert.NotEqual("", JsonSerializer.Deserialize<JsonElement>(another.Body).GetProperty("why").GetString());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Quiz_ThatNeedsTheSite_IsNotGiven(Database database)
    {
        foreach (var rules in new Action<Quiz>[] { quiz => quiz.TimeLimitMinutes = 10, quiz => quiz.Behaviour = Behaviour.Immediate, quiz => quiz.Behaviour = Behaviour.Adaptive })
        {
            await using var site = await Site.StartAsync(database);
            var address = await site.AskAsync(rules, QuizOfTests.Single());
            var learner = await site.SignedInAsync("hocvien");
            var (pack, _) = await ReadAsync(learner, Course);
            Assert.DoesNotContain(pack.GetProperty("items").EnumerateArray(), item => Text(item, "screen") == "quiz");
            Assert.Equal(404, (await Phone.PostAsync(learner, $"/courses/{Course}/pack/quiz/{address[(address.LastIndexOf('/') + 1)..]}", [])).Status);
            Assert.Equal(0, await site.DataAsync(db => db.Set<QuizAttempt>().CountAsync()));
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Quiz_ThatDraws_IsAsLargeAsTheLargestThatItCanDraw(Database database)
    {
        const int small = 10_000, large = 70_000;
        await using var site = await Site.StartAsync(database);
        var address = await site.AskAsync(null, QuizOfTests.Single());
        var learner = await site.SignedInAsync("hocvien");
        var fixedSize = await SizeAsync();
        foreach (var more in new[] { small, large, small + 1 })
        {
            var image = await site.PutAsync([.. Samples.Png(24, 24), .. new byte[more]]);
            var (question, version) = QuizOfTests.Question(site, Access.MatrixCourses.Picture(image.Hash));
            await site.DataAsync(async db =>
            {
                db.AddRange(question, version, new QuestionTag { QuestionId = question.Id, Tag = "Hình", Key = "hinh" });
                await db.SaveChangesAsync();
            });
        }

        await site.DataAsync(async db =>
        {
            var quiz = await db.QuizSlots.OrderByDescending(s => s.Id).Select(s => s.QuizId).FirstAsync();
            db.Add(new QuizSlot { QuizId = quiz, Number = 2, DrawCount = 2, Tags = "hình" });
            await db.SaveChangesAsync();
        });
        Assert.InRange(await SizeAsync() - fixedSize, large + small, large + (2 * small));

        // That is what comes at most.
        var taken = await Phone.BeginAsync(learner, $"/courses/{Course}/pack/quiz/{address[(address.LastIndexOf('/') + 1)..]}");
        Assert.Contains("/image/2/0", taken.Markup, StringComparison.Ordinal);

        async Task<long> SizeAsync() => (await ReadAsync(learner, Course)).Pack.GetProperty("items").EnumerateArray().Single(item => Text(item, "screen") == "quiz").GetProperty("bytes").GetInt64();
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";

    private static Task<DateTimeOffset?> HandedInAsync(Site site, Guid attempt) => site.DataAsync(db => db.Set<QuizAttempt>().Where(a => a.Id == attempt).Select(a => a.HandedInAt).SingleAsync());

    private static Task<string> TitleAsync(Site site, Guid key) => site.DataAsync(db => db.Set<Item>().Where(i => i.Key == key).Select(i => i.TitleVi).FirstAsync());

    private static Task<Guid[]> LessonsBeforeTheQuizAsync(Site site) => site.DataAsync(async db =>
    {
        var items = await db.Set<Item>().Where(i => db.Set<CourseVersion>().Any(v => v.Id == i.VersionId && db.Set<Training.Courses.Catalogue.Course>().Any(c => c.Id == v.CourseId && c.Code == Course))).ToListAsync();
        Guid[] lessons = [.. items.Where(i => i.Kind == LessonKind.KindKey).OrderBy(i => i.Number).Take(2).Select(i => i.Key)];
        var quiz = items.Single(i => i.Kind == QuizKind.KindKey);
        var conditions = new ItemConditions(false, [.. lessons.Select(key => new ItemFinished(key))]);
        await db.WriteAsync(ct => db.Set<Item>().Where(i => i.Id == quiz.Id).ExecuteUpdateAsync(row => row.SetProperty(i => i.Conditions, conditions), ct), default);
        return lessons;
    });

    private static async Task<(JsonElement Pack, string Tag)> ReadAsync(Visitor visitor, string course)
    {
        using var answer = await visitor.Client.GetAsync($"/courses/{course}/pack");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()), answer.Headers.ETag!.Tag);
    }

    private static async Task<(JsonElement Answer, int Length)> FetchAsync(Visitor visitor, string address)
    {
        using var answer = await visitor.Client.GetAsync(address);
        Assert.True(answer.IsSuccessStatusCode, $"{address}: {answer.StatusCode}");
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        return (JsonSerializer.Deserialize<JsonElement>(bytes), bytes.Length);
    }

    private static async Task<HttpStatusCode> StatusAsync(Visitor visitor, string address, string? tag = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("If-None-Match", tag ?? "\"none\"");
        using var answer = await visitor.Client.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>The script of a phone that has taken a quiz along.</summary>
    private sealed record Phone(Visitor Learner, string Address, string Token, Guid AttemptId, int Sitting, string Markup)
    {
        public static async Task<Phone> BeginAsync(Visitor learner, string address)
        {
            var (status, body, token) = await PostAsync(learner, address, []);
            Assert.True(status == 200, body);
            var page = await BrowsingContext.New().OpenAsync(request => request.Content(body));
            var taken = page.QuerySelector("[data-attempt]")!;
            Assert.NotEmpty(taken.QuerySelectorAll("[data-question]"));
            return new Phone(learner, address, token, Guid.Parse(taken.GetAttribute("data-attempt")!), int.Parse(taken.GetAttribute("data-sitting")!, System.Globalization.CultureInfo.InvariantCulture), body);
        }

        public static async Task<(int Status, string Body, string Token)> PostAsync(Visitor learner, string address, Dictionary<string, string> fields)
        {
            var session = JsonSerializer.Deserialize<JsonElement>(await learner.Client.GetStringAsync("/logbook/phone/session"));
            Assert.True(session.GetProperty("mayUse").GetBoolean());
            var token = session.GetProperty("token").GetString()!;
            using var content = new FormUrlEncodedContent(fields.Append(KeyValuePair.Create("__RequestVerificationToken", token)));
            using var answer = await learner.Client.PostAsync(address, content);
            return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), token);
        }

        public async Task<JsonElement> TakeOverAsync()
        {
            var window = new QuizWindow(Learner, AttemptId, Token);
            await window.TakeOverAsync();
            return window.State;
        }

        public async Task AnswerAsync(Site site, bool right)
        {
            foreach (var question in await site.AskedAsync(AttemptId))
            {
                var fields = (right ? question.Right() : question.Wrong()).GroupBy(field => field.Key).ToDictionary(group => group.Key, group => group.Select(field => field.Value).ToArray());
                Assert.Equal(200, (await new QuizWindow(Learner, AttemptId, Token).SendAsync("answers", new { sitting = Sitting, number = question.Number, sequence = 1, fields })).Status);
            }
        }

        public async Task<int> ReadLessonAsync(Guid lesson, string content)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/courses/{Course}/lessons/{lesson}")
            {
                Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["Shown"] = content, ["_key"] = $"{lesson}", ["__RequestVerificationToken"] = Token }),
            };
            request.Headers.Add("Prefer", "return=minimal");
            using var answer = await Learner.Client.SendAsync(request);
            return (int)answer.StatusCode;
        }

        /// <summary>Status, and the state or the reason.</summary>
        public async Task<(int Status, string Said)> HandInAsync(int? sitting = null)
        {
            var (status, body, _) = await PostAsync(Learner, Address + "?handler=HandIn", new() { ["AttemptId"] = $"{AttemptId}", ["Sitting"] = $"{sitting ?? Sitting}" });
            var said = JsonSerializer.Deserialize<JsonElement>(body);
            return (status, (said.TryGetProperty("state", out var state) ? state : said.GetProperty("why")).GetString()!);
        }
    }
}
