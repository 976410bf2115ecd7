using AngleSharp.Dom;
using Training.Questions.Marking;
using Training.Questions.Model;
using Training.Questions.Quizzes;
using Training.Tests.Support;

namespace Training.Tests.Quizzes;

/// <summary>What is right is in no answer of the site before the review shows it.</summary>
public sealed class SecrecyTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task EveryAnswerBeforeTheReview_SaysNothingOfWhatIsRight(Database database)
    {
        foreach (var behaviour in Enum.GetValues<Behaviour>())
        {
            await using var site = await Site.StartAsync(database);
            var address = await site.AskAsync(quiz => (quiz.Behaviour, quiz.ShowMarks, quiz.ShowAnswers, quiz.ShowExplanations) = (behaviour, ReviewWhen.Never, ReviewWhen.Never, ReviewWhen.Never), [.. QuizOfTests.OfEveryType(), QuizOfTests.Essay()]);
            var learner = await site.SignedInAsync("hocvien");
            var page = await learner.StartQuizAsync(address);
            var attempt = QuizDriver.AttemptOf(page);
            var window = await learner.WindowAsync(page);
            var asked = await site.AskedAsync(attempt);
            var seen = new List<string> { (await learner.GetAsync(address)).Body, page.Body, window.State.ToString() };
            foreach (var question in asked)
            {
                seen.Add((await window.SendAsync("answers", new { sitting = window.Sitting, number = question.Number, sequence = 1, fields = question.Wrong().GroupBy(f => f.Key).ToDictionary(f => f.Key, f => f.Select(v => v.Value).ToArray()) })).Answer.ToString());
            }

            // Of an option, right and wrong look the same apart from its place and its words.
            foreach (var question in asked.Where(question => question.Body is SingleChoice or MultipleChoice or TrueFalse))
            {
                var labels = page.Page.QuerySelectorAll($"#q{question.Number} .choices:not(.tight) label").Select(label => label.InnerHtml.Replace(label.QuerySelector("span")!.InnerHtml, "", StringComparison.Ordinal).Replace($"value=\"{label.QuerySelector("input")!.GetAttribute("value")}\"", "", StringComparison.Ordinal));
                Assert.Single(labels.Distinct());
            }

            page = await learner.GetAsync($"{address}/{attempt}");
            seen.Add(page.Body);
            var handedIn = await learner.PostAsync(page, QuizDriver.Fill(page), QuizDriver.HandInButton);
            Assert.True(handedIn.IsRedirect, string.Join(' ', handedIn.Errors));
            var review = await learner.GetAsync(handedIn.Location!);
            seen.Add(review.Body);
            Assert.All(seen, body =>
            {
                Assert.DoesNotContain(QuizOfTests.Secret, body, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotMatch(@"127[.,]25|4[.,]75", body);
                Assert.DoesNotContain("fraction", body, StringComparison.OrdinalIgnoreCase);
            });
            Assert.Empty(review.Page.QuerySelectorAll("main h2 .tag.done, main h2 .tag.stop, main .callout.done"));
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Review_ShowsWhatItsOptionsSayWhenTheySayIt(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var address = await site.AskAsync(quiz => (quiz.AttemptsAllowed, quiz.ShowMarks, quiz.ShowAnswers, quiz.ShowExplanations) = (2, ReviewWhen.AfterHandIn, ReviewWhen.AfterPassing, ReviewWhen.Never), QuizOfTests.Single(), QuizOfTests.Single("Hai?"));
        var learner = await site.SignedInAsync("hocvien");
        var first = await learner.FollowAsync(await site.PassQuizAsync(learner, address, wrong: 1));
        Assert.Contains("50 %", first.Text, StringComparison.Ordinal);
        Assert.Contains("hết lượt làm", first.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Đáp án đúng:", first.Text, StringComparison.Ordinal);
        Assert.Empty(first.Page.QuerySelectorAll("main .callout.done"));

        // No attempt is left: now both reviews tell what is right, and neither explains.
        var second = await learner.FollowAsync(await site.PassQuizAsync(learner, address, wrong: 1));
        var again = await learner.GetAsync(first.Response.RequestMessage!.RequestUri!.PathAndQuery);
        Assert.All(new[] { second, again }, review => Assert.Equal(2, review.Page.QuerySelectorAll("main .callout.done").Length));
        Assert.DoesNotContain(QuizOfTests.Secret, second.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void RightAnswers_OfEveryType_AreWhatTheGraderTakes()
    {
        foreach (var body in QuizOfTests.OfEveryType())
        {
            var lines = RightAnswers.Of(body, "Đúng", "Sai");
            Assert.NotEmpty(lines);
            if (body is SingleChoice single)
            {
                Assert.Equal([single.Options.Single(option => option.Fraction == 1).Text.Vi], lines);
            }
        }

        Assert.Empty(RightAnswers.Of(QuizOfTests.Essay(), "Đúng", "Sai"));
        Assert.Equal(["Sai"], RightAnswers.Of(new TrueFalse { Text = new Words("x"), Answer = false }, "Đúng", "Sai"));
    }
}
