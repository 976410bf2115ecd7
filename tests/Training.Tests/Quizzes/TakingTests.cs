using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Catalogue;
using Training.Questions.Attempts;
using Training.Questions.Model;
using Training.Questions.Quizzes;
using Training.Tests.Media;
using Training.Tests.Support;

namespace Training.Tests.Quizzes;

/// <summary>The path of an attempt, by forms and by the requests of the script.</summary>
public sealed class TakingTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Deferred_EveryType_IsSavedAsGivenHandedInAndReviewed(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var bodies = QuizOfTests.OfEveryType();
        var address = await site.AskAsync(null, bodies);
        var learner = await site.SignedInAsync("hocvien");
        var start = await learner.GetAsync(address);
        Assert.Contains($"{bodies.Length} · Sau khi nộp bài", start.Text, StringComparison.Ordinal);

        var page = await learner.StartQuizAsync(address);
        var attempt = QuizDriver.AttemptOf(page);
        var window = await learner.WindowAsync(page);
        var asked = await site.AskedAsync(attempt);
        foreach (var question in asked)
        {
            Assert.Equal((200, ""), await window.SaveAsync(question.Number, 1, question.Wrong()));
        }

        // Saving costs two statements beside those that ask who it is.
        site.Clock.StandsAt = TimeProvider.System.GetUtcNow();
        await window.SaveAsync(1, 2, asked[0].Right());
        site.Statements.Reset(onlyRequests: true);
        Assert.Equal((200, ""), await window.SaveAsync(1, 3, asked[0].Right()));
        Assert.True(site.Statements.Statements.Count <= 4, string.Join("\n", site.Statements.Statements));
        site.Clock.StandsAt = null;

        // On another day everything is as it was; pressing start goes on with the same attempt.
        var again = await learner.StartQuizAsync(address);
        Assert.Equal(attempt, QuizDriver.AttemptOf(again));
        var kept = Visitor.FormOf(again, [], QuizDriver.HandInButton).Fields;
        Assert.All(asked.Skip(1), question => Assert.All(question.Wrong(), field => Assert.Contains(KeyValuePair.Create(AnswerFields.NameOf(question.Number) + field.Key, field.Value), kept)));

        // Nothing of it is told to anybody else.
        var other = await site.SignedInAsync("bsnoi");
        foreach (var where in new[] { $"{address}/{attempt}", $"{address}/{attempt}/review", $"/quiz/attempts/{attempt}/window", $"/quiz/attempts/{attempt}/image/1/0" })
        {
            Assert.Equal(404, (int)(await other.GetAsync(where)).Status);
        }

        var theirs = await other.StartQuizAsync(address);
        Assert.NotEqual(attempt, QuizDriver.AttemptOf(theirs));
        var intruder = new QuizWindow(other, attempt, theirs.Page.QuerySelector("#quiz input[name=__RequestVerificationToken]")!.GetAttribute("value")!);
        Assert.Equal(404, (await intruder.SaveAsync(1, 99, asked[0].Right())).Status);
        Assert.Equal(404, (await intruder.SendAsync("window", new { })).Status);
        Assert.Equal(400, (await new QuizWindow(learner, attempt, "x").SaveAsync(1, 99, asked[0].Right())).Status);

        // Something is left out: it asks once.
        var fields = QuizDriver.Fill(again, [.. asked.Select(question => (question.Number, question.Number == 3 ? [] : question.Right()))]);
        var asks = await learner.PostAsync(again, fields, QuizDriver.HandInButton);
        var missing = await learner.GetAsync(asks.Location!);
        Assert.Contains("Còn 1 câu chưa trả lời", missing.Text, StringComparison.Ordinal);
        var handedIn = await learner.PostAsync(missing, Visitor.FormOf(missing, [], "#missing button").Fields, "#missing button");
        Assert.True(handedIn.IsRedirect, $"{handedIn.Status} {string.Join(' ', handedIn.Errors)} {handedIn.Text}");
        var review = await learner.GetAsync(handedIn.Location!);
        Assert.True(review.IsOk, $"{review.Status}");
        var score = Math.Round(100m * (bodies.Length - 1) / bodies.Length, 3);
        Assert.Equal(score, await site.DataAsync(db => db.QuizAttempts.Where(a => a.Id == attempt).Select(a => a.Score).SingleAsync()));
        var told = await site.DataAsync(db => (from progress in db.ItemProgress join own in db.QuizAttempts on new { progress.PersonId, progress.ItemKey } equals new { own.PersonId, own.ItemKey } where own.Id == attempt select progress).SingleAsync());
        Assert.Equal((score, true), (told.Score, told.SubmittedAt is not null));
        Assert.Contains($"{QuizOfTests.Secret} giải thích", review.Text, StringComparison.Ordinal);
        Assert.Contains("Đáp án đúng", review.Text, StringComparison.Ordinal);
        Assert.Equal(bodies.Length - 1, review.Page.QuerySelectorAll("main h2 .tag.done").Length);

        // It takes no more.
        Assert.Equal((409, "handedin"), await window.SaveAsync(2, 50, asked[1].Wrong()));
        Assert.Equal($"{address}/{attempt}/review", (await learner.GetAsync($"{address}/{attempt}")).Location);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Pages_OfAQuiz_StayWithinTheirBudgets(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var address = await site.AskAsync(quiz => (quiz.Behaviour, quiz.TimeLimitMinutes) = (Behaviour.Adaptive, 90), [.. QuizOfTests.OfEveryType(), .. Enumerable.Range(0, 14).Select(at => QuizOfTests.Single($"Câu thêm {at}"))]);
        var learner = await site.SignedInAsync("hocvien");
        var page = await learner.StartQuizAsync(address);
        var attempt = QuizDriver.AttemptOf(page);
        Assert.Equal(10, page.Page.QuerySelectorAll("[data-question]").Length);
        await WithinAsync(learner, address, $"{address}/{attempt}", $"{address}/{attempt}?p=3");

        // The last page hands in; what was answered on the others stays.
        var asked = await site.AskedAsync(attempt);
        var next = await learner.PostAsync(page, QuizDriver.Fill(page, [.. asked.Take(10).Select(question => (question.Number, question.Right()))]), ".pager button[value='2']");
        Assert.Equal($"{address}/{attempt}?p=2", next.Location);
        var last = await learner.GetAsync($"{address}/{attempt}?p=3");
        await learner.PostAsync(last, [.. QuizDriver.Fill(last, [.. asked.Skip(20).Select(question => (question.Number, question.Right()))]), KeyValuePair.Create("Anyway", "true")], QuizDriver.HandInButton);
        Assert.Equal(Math.Round(100m * 13 / 23, 3), await site.DataAsync(db => db.QuizAttempts.Where(a => a.Id == attempt).Select(a => a.Score).SingleAsync()));
        await WithinAsync(learner, $"{address}/{attempt}/review", $"{address}/{attempt}/review?p=2");
        await WithinAsync(await site.SignedInAsync("quantri"), $"{address}/results", $"{address}/results/marking", $"{address}/results/time");

        async Task WithinAsync(Visitor who, params string[] addresses)
        {
            foreach (var one in addresses)
            {
                var opened = await site.AgainAsync(who, one);
                Assert.True(opened.IsOk, $"{one}: {opened.Status}");
                Assert.True(site.Statements.Statements.Count <= 8, $"{one}: {site.Statements.Statements.Count} statements\n{string.Join("\n", site.Statements.Statements)}");
                Assert.True(opened.Body.Length <= 60 * 1024, $"{one}: {opened.Body.Length} characters");
            }
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Immediate_CheckedAnswer_StandsAndIsExplained(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var address = await site.AskAsync(quiz => quiz.Behaviour = Behaviour.Immediate, QuizOfTests.Single(), QuizOfTests.Single("Câu hai?"));
        var learner = await site.SignedInAsync("hocvien");
        var page = await learner.StartQuizAsync(address);
        var asked = await site.AskedAsync(QuizDriver.AttemptOf(page));
        const string check = "#q1 button[formaction*=Check]";

        var nothing = await learner.PostAsync(page, QuizDriver.Fill(page), check);
        Assert.Equal(422, (int)nothing.Status);
        Assert.Contains("Câu 1 chưa có câu trả lời", string.Join(' ', nothing.Errors), StringComparison.Ordinal);

        page = await learner.FollowAsync(await learner.PostAsync(nothing, QuizDriver.Fill(nothing, (1, asked[0].Wrong())), check));
        Assert.Contains("Chưa đúng", page.Page.GetElementById("q1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains($"{QuizOfTests.Secret} giải thích", page.Page.GetElementById("q1")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(QuizOfTests.Secret, page.Page.GetElementById("q2")!.OuterHtml, StringComparison.Ordinal);

        // Neither a script nor a form changes it any more.
        var window = await learner.WindowAsync(page);
        Assert.Equal((409, "locked"), await window.SaveAsync(1, 40, asked[0].Right()));
        page = await learner.GetAsync($"{address}/{QuizDriver.AttemptOf(page)}");
        await learner.PostAsync(page, [.. QuizDriver.Fill(page, (1, asked[0].Right()), (2, asked[1].Right()))], QuizDriver.HandInButton);
        Assert.Equal(50m, await site.DataAsync(db => db.QuizAttempts.Select(a => a.Score).SingleAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Adaptive_WrongTriesAndHints_CostTheirPenalty(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var body = QuizOfTests.Single() with { Penalty = 0.2m, Hints = [new Words("Gợiý một"), new Words("Gợiý hai")] };
        var address = await site.AskAsync(quiz => quiz.Behaviour = Behaviour.Adaptive, body, QuizOfTests.Single("Câu hai?"));
        var learner = await site.SignedInAsync("hocvien");
        var page = await learner.StartQuizAsync(address);
        var asked = await site.AskedAsync(QuizDriver.AttemptOf(page));
        Assert.DoesNotContain("Gợiý", page.Body, StringComparison.Ordinal);

        page = await learner.FollowAsync(await learner.PostAsync(page, QuizDriver.Fill(page), "#q1 button[formaction*=Hint]"));
        Assert.Contains("Gợiý một", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Gợiý hai", page.Body, StringComparison.Ordinal);
        page = await learner.FollowAsync(await learner.PostAsync(page, QuizDriver.Fill(page, (1, asked[0].Wrong())), "#q1 button[formaction*=Check]"));
        Assert.Contains("Chưa đúng", page.Page.GetElementById("q1")!.TextContent, StringComparison.Ordinal);
        page = await learner.FollowAsync(await learner.PostAsync(page, QuizDriver.Fill(page, (1, asked[0].Right())), "#q1 button[formaction*=Check]"));
        Assert.Null(page.Page.QuerySelector("#q1 button[formaction*=Check]"));

        // The second is not checked by hand: handing in checks it.
        await learner.PostAsync(page, QuizDriver.Fill(page, (2, asked[1].Right())), QuizDriver.HandInButton);
        Assert.Equal([0.6m, 1m], await site.DataAsync(db => db.AttemptSlots.OrderBy(s => s.Number).Select(s => s.Fraction!.Value).ToListAsync()));
        Assert.Equal(80m, await site.DataAsync(db => db.QuizAttempts.Select(a => a.Score).SingleAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Certainty_CountsWithTheAnswer(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var address = await site.AskAsync(quiz => quiz.Behaviour = Behaviour.Certainty, QuizOfTests.Single(), QuizOfTests.Single("Hai?"), QuizOfTests.Single("Ba?"));
        var learner = await site.SignedInAsync("hocvien");
        Assert.Contains("một phần ba", (await learner.GetAsync(address)).Text, StringComparison.Ordinal);
        var page = await learner.StartQuizAsync(address);
        var asked = await site.AskedAsync(QuizDriver.AttemptOf(page));
        IReadOnlyList<KeyValuePair<string, string>> Sure(IReadOnlyList<KeyValuePair<string, string>> fields, int level) => [.. fields, KeyValuePair.Create(AnswerFields.Certainty, $"{level}")];

        await learner.PostAsync(page, QuizDriver.Fill(page, (1, Sure(asked[0].Right(), 3)), (2, Sure(asked[1].Right(), 2)), (3, Sure(asked[2].Wrong(), 2))), QuizDriver.HandInButton);

        // 3 + 2 − 2 of 9.
        Assert.Equal(33.333m, await site.DataAsync(db => db.QuizAttempts.Select(a => a.Score).SingleAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task TimeLimit_ByTheClockOfTheServer_ClosesWithWhatWasSaved(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var address = await site.AskAsync(quiz => quiz.TimeLimitMinutes = 10, QuizOfTests.Single(), QuizOfTests.Single("Hai?"));
        var learner = await site.SignedInAsync("hocvien");
        var page = await learner.StartQuizAsync(address);
        var (attempt, window) = (QuizDriver.AttemptOf(page), await learner.WindowAsync(page));
        var asked = await site.AskedAsync(attempt);
        Assert.InRange(window.State.GetProperty("left").GetInt32(), 595, 600);
        Assert.Equal((200, ""), await window.SaveAsync(1, 1, asked[0].Right()));

        // The clock ran out a moment ago, and an answer is still on its way; then nothing is taken.
        site.Clock.Shift += TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(5);
        Assert.Equal((200, ""), await window.SaveAsync(2, 1, asked[1].Wrong()));
        site.Clock.Shift += TimeSpan.FromSeconds(30);
        Assert.Equal((409, "over"), await window.SaveAsync(2, 2, asked[1].Right()));

        // A form that comes too late keeps what was typed, and says where the result is.
        var late = await learner.PostAsync(page, QuizDriver.Fill(page, (2, asked[1].Right())), QuizDriver.HandInButton);
        Assert.Equal(409, (int)late.Status);
        Assert.Contains("Hết giờ", string.Join(' ', late.Errors), StringComparison.Ordinal);
        Assert.NotNull(late.Page.QuerySelector($"main a[href$='{attempt}/review']"));

        // Nobody has marked it yet; it is over all the same.
        Assert.Equal($"{address}/{attempt}/review", (await learner.GetAsync($"{address}/{attempt}")).Location);
        Assert.Contains("Đã hết giờ", (await learner.GetAsync($"{address}/{attempt}/review")).Text, StringComparison.Ordinal);
        await site.RunAsync<CloseOverdue>();
        await site.RunAsync<CloseOverdue>();
        var closed = await site.DataAsync(db => db.QuizAttempts.SingleAsync());
        Assert.Equal((closed.DueAt, 50m), (closed.HandedInAt, closed.Score));
        Assert.Equal(50m, await site.DataAsync(db => db.ItemProgress.Where(p => p.ContentId == closed.QuizId).Select(p => p.Score).SingleAsync()));
        Assert.Contains("50", (await learner.GetAsync($"{address}/{attempt}/review")).Text, StringComparison.Ordinal);
        Assert.Equal(1, await site.DataAsync(db => db.Set<Training.Data.AuditLeaf>().CountAsync(l => l.Action == "Questions.AttemptHandedIn" && l.SubjectId == attempt)));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Attempt_OfSomebodyWhoWasTakenOff_ClosesWithoutBringingThemBack_AndHoldsNobodyElseUp(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var address = await site.AskAsync(quiz => quiz.TimeLimitMinutes = 10, QuizOfTests.Single());
        var people = new List<(Guid Attempt, bool IsOff)>();
        foreach (var (account, isOff) in new[] { ("hocvien", true), ("bsnoi", false) })
        {
            var learner = await site.SignedInAsync(account);
            var page = await learner.StartQuizAsync(address);
            var attempt = QuizDriver.AttemptOf(page);
            Assert.Equal((200, ""), await (await learner.WindowAsync(page)).SaveAsync(1, 1, (await site.AskedAsync(attempt))[0].Right()));
            people.Add((attempt, isOff));
        }

        foreach (var joining in new[] { Joining.Code, Joining.Open })
        {
            await site.TamperAsync(async (db, ct) =>
            {
                var off = await db.QuizAttempts.SingleAsync(a => a.Id == people[0].Attempt, ct);
                await db.Courses.Where(c => c.Id == off.CourseId).ExecuteUpdateAsync(row => row.SetProperty(c => c.Joining, joining), ct);
                await db.Enrolments.Where(e => e.CourseId == off.CourseId && e.PersonId == off.PersonId).ExecuteUpdateAsync(row => row.SetProperty(e => e.EndedAt, site.Clock.GetUtcNow()), ct);
                await db.QuizAttempts.ExecuteUpdateAsync(row => row.SetProperty(a => a.HandedInAt, (DateTimeOffset?)null), ct);
                await db.ItemProgress.ExecuteUpdateAsync(row => row.SetProperty(p => p.Score, (decimal?)null), ct);
            });
            site.Clock.Shift += TimeSpan.FromMinutes(11);
            await site.RunAsync<CloseOverdue>();
            foreach (var (id, isOff) in people)
            {
                var attempt = await site.DataAsync(db => db.QuizAttempts.AsNoTracking().SingleAsync(a => a.Id == id));
                Assert.Equal((attempt.DueAt, 100m), (attempt.HandedInAt, attempt.Score));
                Assert.Equal(100m, await site.DataAsync(db => db.ItemProgress.Where(p => p.PersonId == attempt.PersonId && p.ItemKey == attempt.ItemKey).Select(p => p.Score).SingleAsync()));
                Assert.Equal(isOff, await site.DataAsync(db => db.Enrolments.Where(e => e.PersonId == attempt.PersonId && e.CourseId == attempt.CourseId).Select(e => e.EndedAt != null).SingleAsync()));
            }
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Picture_IsPointedAt_OrItsPlaceNamed(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var address = await site.AskAsync(null, [.. Enumerable.Range(0, 4).Select(_ => new HotSpot { Text = new Words("Chỉ động mạch."), Image = new string('a', 64), Alternative = new Words("Ảnh chụp mạch"), Regions = [new Region(new Words("Nhánh trước"), RegionShape.Rectangle, 10, 10, 20, 20, 1), new Region(new Words("Nhánh mũ"), RegionShape.Ellipse, 60, 60, 10, 10, 0)] })]);
        var learner = await site.SignedInAsync("hocvien");
        var page = await learner.StartQuizAsync(address);
        var (attempt, window) = (QuizDriver.AttemptOf(page), await learner.WindowAsync(page));
        static KeyValuePair<string, string>[] At(string x, string y) => [KeyValuePair.Create(".x", x), KeyValuePair.Create(".y", y)];
        Assert.Equal((200, ""), await window.SaveAsync(1, 1, At("15.50", "29.99")));
        Assert.Equal((200, ""), await window.SaveAsync(2, 1, At("60", "60.25")));
        Assert.Equal((200, ""), await window.SaveAsync(3, 1, At("101", "15")));
        Assert.Equal((200, ""), await window.SaveAsync(4, 1, (await site.AskedAsync(attempt))[3].Right()));

        page = await learner.GetAsync($"{address}/{attempt}");
        Assert.Equal("15.50", page.Value("a1.x"));
        await learner.PostAsync(page, [.. QuizDriver.Fill(page), KeyValuePair.Create("Anyway", "true")], QuizDriver.HandInButton);
        Assert.Equal([1m, 0m, 0m, 1m], await site.DataAsync(db => db.AttemptSlots.Where(s => s.AttemptId == attempt).OrderBy(s => s.Number).Select(s => s.Fraction!.Value).ToListAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task ExtraTime_OfOnePerson_EndsTheirAttemptLater(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var address = await site.AskAsync(quiz => quiz.TimeLimitMinutes = 10, QuizOfTests.Single());
        var learner = await site.SignedInAsync("hocvien");
        var page = await learner.StartQuizAsync(address);
        var author = await site.SignedInAsync("quantri");
        var form = await author.GetAsync($"{address}/results/time?q=phuong");
        var person = await site.PersonIdAsync(Given.Trainee);
        Assert.NotNull(form.Page.QuerySelector($"input[value='{person}']"));
        Assert.Equal(422, (int)(await author.SubmitAsync(form, new() { ["Input.PersonId"] = $"{person}", ["Input.Minutes"] = "15", ["Input.Reason"] = "" }, "button[form=time]")).Status);
        var granted = await author.SubmitAsync(form, new() { ["Input.PersonId"] = $"{person}", ["Input.Minutes"] = "15", ["Input.Reason"] = "Gãy tay phải", ["_key"] = Guid.CreateVersion7().ToString("N") }, "button[form=time]");
        Assert.True(granted.IsRedirect, $"{granted.Status} {string.Join(' ', granted.Errors)}");

        site.Clock.Shift += TimeSpan.FromMinutes(24);
        var window = await learner.WindowAsync(page);
        Assert.True(window.State.GetProperty("open").GetBoolean());
        Assert.Equal(200, (await window.SaveAsync(1, 1, (await site.AskedAsync(QuizDriver.AttemptOf(page)))[0].Right())).Status);
        site.Clock.Shift += TimeSpan.FromMinutes(2);
        Assert.Equal("over", (await window.SaveAsync(1, 2, [])).Why);

        // The next attempt has the minutes from its beginning, and closes the one before first.
        await learner.StartQuizAsync(address);
        Assert.Contains("đã thêm 15 phút", (await learner.GetAsync(address)).Text, StringComparison.Ordinal);
        var attempts = await site.DataAsync(db => db.QuizAttempts.OrderBy(a => a.Number).ToListAsync());
        Assert.Equal((TimeSpan.FromMinutes(25), 100m), (attempts[1].DueAt - attempts[1].StartedAt, attempts[0].Score));
        Assert.Equal(403, (int)(await learner.GetAsync($"{address}/results/time")).Status);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task TwoWindows_TheNewerAnswersAndTheOlderIsTold(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var address = await site.AskAsync(null, QuizOfTests.Single(), QuizOfTests.Single("Hai?"));
        var (phone, desk) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("hocvien"));
        var page = await phone.StartQuizAsync(address);
        var asked = await site.AskedAsync(QuizDriver.AttemptOf(page));
        var older = await phone.WindowAsync(page);
        Assert.Equal(200, (await older.SaveAsync(1, 1, asked[0].Wrong())).Status);

        var other = await desk.StartQuizAsync(address);
        var newer = await desk.WindowAsync(other);
        Assert.Equal(1, newer.State.GetProperty("slots")[0].GetProperty("sequence").GetInt32());
        Assert.Equal(200, (await newer.SaveAsync(1, 2, asked[0].Right())).Status);
        Assert.Equal((409, "superseded"), await older.SaveAsync(1, 3, asked[0].Wrong()));
        Assert.Equal((409, "superseded"), await older.SaveAsync(2, 1, asked[1].Wrong()));

        // Without scripts it is the same: the form of the older page is refused once, with what was typed in it.
        var refused = await phone.PostAsync(page, QuizDriver.Fill(page, (2, asked[1].Right())), QuizDriver.HandInButton);
        Assert.Equal(409, (int)refused.Status);
        Assert.Contains("cửa sổ hoặc máy khác", string.Join(' ', refused.Errors), StringComparison.Ordinal);
        Assert.All(asked[1].Right(), field => Assert.Contains(KeyValuePair.Create("a2" + field.Key, field.Value), Visitor.FormOf(refused, [], QuizDriver.HandInButton).Fields));
        Assert.Equal(asked[0].Right()[0].Value, await StoredAsync(site, 1));

        // Taking it back is a step of one's own.
        await older.TakeOverAsync();
        Assert.Equal(200, (await older.SaveAsync(2, 1, asked[1].Right())).Status);
        Assert.Equal((409, "superseded"), await newer.SaveAsync(2, 2, asked[1].Wrong()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Attempts_AreLimitedAndTheMethodSaysWhichCounts(Database database)
    {
        foreach (var (method, counted) in new[] { (GradingMethod.Highest, 100m), (GradingMethod.Average, 50m), (GradingMethod.First, 50m), (GradingMethod.Last, 0m) })
        {
            await using var site = await Site.StartAsync(database);
            var address = await site.AskAsync(quiz => (quiz.AttemptsAllowed, quiz.GradingMethod) = (3, method), QuizOfTests.Single(), QuizOfTests.Single("Hai?"));
            var learner = await site.SignedInAsync("hocvien");
            foreach (var wrong in new[] { 1, 0, 2 })
            {
                Assert.True((await site.PassQuizAsync(learner, address, wrong)).IsRedirect);
            }

            Assert.Equal(counted, await site.DataAsync(async db =>
            {
                var quiz = await db.QuizAttempts.Select(a => a.QuizId).FirstAsync();
                return await db.ItemProgress.Where(p => p.ContentId == quiz).Select(p => p.Score).SingleAsync();
            }));
            var start = await learner.GetAsync(address);
            Assert.Null(start.Page.GetElementById("start"));
            Assert.Equal(3, start.Page.QuerySelectorAll("main ul.list a[href$=review]").Length);
            var (_, fields) = Visitor.FormOf(await learner.GetAsync((await site.LessonsAsync())[0]), []);
            var refused = await learner.PostAsync(address, fields);
            Assert.Equal(422, (int)refused.Status);
            Assert.Contains("hết 3 lượt", string.Join(' ', refused.Errors), StringComparison.Ordinal);
        }
    }

    private static Task<string> StoredAsync(Site site, int number) => site.DataAsync(async db => AnswerFields.Parse(await db.AttemptSlots.Where(s => s.Number == number).Select(s => s.Fields).SingleAsync()).Values("")[0]!);
}
