using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Training.Questions.Attempts;
using Training.Questions.Marking;
using Training.Questions.Model;
using Training.Questions.Quizzes;

namespace Training.Tests.Support;

/// <summary>A question of an open attempt, with what only the site knows.</summary>
internal sealed record AskedNow(int Number, QuestionBody Body, long Seed)
{
    /// <summary>What a learner who knows everything puts into the fields, by the name behind the question's own.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Right() => QuizDriver.Fields(Body, Seed, "", right: true);

    /// <summary>An answer that is worth nothing.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Wrong() => QuizDriver.Fields(Body, Seed, "", right: false);
}

/// <summary>Takes quizzes as a browser without scripts does, or as the script of the page does.</summary>
internal static class QuizDriver
{
    public const string HandInButton = "#hand-in";

    /// <summary>Presses the button of the first page.</summary>
    /// <returns>The page with the questions.</returns>
    public static async Task<Answer> StartQuizAsync(this Visitor learner, string address)
    {
        var started = await learner.SubmitAsync(await learner.GetAsync(address), []);
        Assert.True(started.IsRedirect, $"{started.Status} {string.Join(' ', started.Errors)} {started.Text}");
        var page = await learner.GetAsync(started.Location!);
        Assert.True(page.IsOk, $"{page.Status} {page.Text}");
        return page;
    }

    /// <summary>Starts, answers and hands in.</summary>
    /// <param name="site">Knows what is right.</param>
    /// <param name="learner">Who takes it.</param>
    /// <param name="address">Of the first page.</param>
    /// <param name="wrong">So many of the first questions are answered wrongly.</param>
    /// <returns>The answer to handing in: a redirect to the review.</returns>
    public static async Task<Answer> PassQuizAsync(this Site site, Visitor learner, string address, int wrong = 0)
    {
        var page = await learner.StartQuizAsync(address);
        return await learner.PostAsync(page, await site.FilledAsync(page, wrong), HandInButton);
    }

    public static Guid AttemptOf(Answer page) => Guid.Parse(page.Page.QuerySelector("#quiz")!.GetAttribute("data-attempt")!);

    /// <summary>The questions of an attempt in their order.</summary>
    public static Task<IReadOnlyList<AskedNow>> AskedAsync(this Site site, Guid attemptId) => site.DataAsync(async db =>
    {
        var quizId = await db.Set<QuizAttempt>().Where(a => a.Id == attemptId).Select(a => a.QuizId).SingleAsync();
        var shuffles = await db.Set<Quiz>().Where(q => q.Id == quizId).Select(q => q.ShuffleOptions).SingleAsync();
        var slots = await db.Set<AttemptSlot>().Where(s => s.AttemptId == attemptId).OrderBy(s => s.Number).ToListAsync();
        var bodies = await new QuestionBodies().GetAsync(db, slots.Select(s => s.VersionId), default);
        return (IReadOnlyList<AskedNow>)[.. slots.Select(s => new AskedNow(s.Number, Asked.Of(bodies[s.VersionId], shuffles), s.Seed))];
    });

    /// <summary>The fields of the page with an answer to every question.</summary>
    public static async Task<IReadOnlyList<KeyValuePair<string, string>>> FilledAsync(this Site site, Answer page, int wrong = 0) => Fill(page, [.. (await site.AskedAsync(AttemptOf(page))).Select(q => (q.Number, q.Number <= wrong ? q.Wrong() : q.Right()))]);

    /// <summary>The fields of the page with these answers; the other questions as the page has them.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Fill(Answer page, params (int Number, IReadOnlyList<KeyValuePair<string, string>> Fields)[] answers)
    {
        var (_, fields) = Visitor.FormOf(page, [], "#quiz input[name=Sitting]");
        var filled = fields.ToList();
        foreach (var (number, given) in answers)
        {
            var name = AnswerFields.NameOf(number);
            filled.RemoveAll(field => field.Key == name || field.Key.StartsWith(name + ".", StringComparison.Ordinal));
            filled.AddRange(given.Select(field => KeyValuePair.Create(name + field.Key, field.Value)));
        }

        return filled;
    }

    /// <summary>Presses a button of the form with these fields.</summary>
    public static Task<Answer> PostAsync(this Visitor learner, Answer page, IReadOnlyList<KeyValuePair<string, string>> fields, string button)
    {
        var (address, _) = Visitor.FormOf(page, [], button);
        var pressed = page.Page.QuerySelector(button)!;
        return learner.PostAsync(address, pressed.GetAttribute("name") is { } name ? [.. fields, KeyValuePair.Create(name, pressed.GetAttribute("value")!)] : fields);
    }

    /// <summary>As the script does when the page was loaded: this window answers from now on.</summary>
    public static async Task<QuizWindow> WindowAsync(this Visitor learner, Answer page)
    {
        var window = new QuizWindow(learner, AttemptOf(page), page.Page.QuerySelector("#quiz input[name=__RequestVerificationToken]")!.GetAttribute("value")!);
        await window.TakeOverAsync();
        return window;
    }

    internal static IReadOnlyList<KeyValuePair<string, string>> Fields(QuestionBody body, long seed, string suffix, bool right)
    {
        var view = Presentation.Show(body, seed);
        var places = Presentation.Choices(body, seed);
        string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
        KeyValuePair<string, string> Field(string name, string value) => KeyValuePair.Create(suffix + name, value);
        int Shown(int place) => places.ToList().IndexOf(place);
        int Option(IReadOnlyList<Option> options) => options.Index().First(option => option.Item.Fraction > 0 == right).Index;
        return body switch
        {
            SingleChoice single => [Field("", Text(Shown(Option(single.Options))))],
            MultipleChoice multiple => [.. multiple.Options.Index().Where(option => option.Item.Fraction > 0 == right).Select(option => Field("", Text(Shown(option.Index))))],
            TrueFalse truth => [Field("", truth.Answer == right ? "0" : "1")],
            Matching matching => [.. view.Prompts.Index().Select(prompt => Field($".{prompt.Index}", Text(view.Options.Index().First(option => (option.Item.Vi == matching.Pairs.First(pair => pair.Prompt?.Vi == prompt.Item.Vi).Match.Vi) == right).Index)))],
            Ordering ordering => [.. view.Options.Index().Select(item => Field($".{item.Index}", Text(right ? places[item.Index] + 1 : ordering.Items.Count - places[item.Index])))],
            ShortText text => [Field("", right ? text.Answers.First(answer => answer.Fraction == 1).Text : "khác hẳn")],
            Numeric numeric => [Field("", right ? Numbers.Write(numeric.Answers.First(answer => answer.Fraction == 1).Value) : "99999"), .. numeric.UnitRule == UnitRule.Required ? [Field(".unit", numeric.Units[0].Name)] : Array.Empty<KeyValuePair<string, string>>()],
            Cloze cloze => [.. cloze.Gaps.Index().Select(gap => Field($".{gap.Index}", gap.Item switch
            {
                ChoiceGap choice => Text(view.Gaps[gap.Index].Options.ToList().FindIndex(option => option.Vi == choice.Options[Option(choice.Options)].Text.Vi)),
                TextGap text => right ? text.Answers[0].Text : "khác hẳn",
                NumberGap number => right ? Numbers.Write(number.Answers[0].Value) : "99999",
                _ => "",
            }))],
            HotSpot spot => [Field("", Text(Shown(spot.Regions.Index().First(region => region.Item.Fraction > 0 == right).Index)))],
            Vignette vignette => [.. vignette.Parts.Index().SelectMany(part => Fields(part.Item.Body, Shuffling.Inner(seed, part.Index), $"{suffix}.p{part.Index}", right))],
            _ => [Field("", right ? "Bài viết của học viên về ca bệnh." : "Không biết.")],
        };
    }
}

/// <summary>A window of a browser with the script of the quiz in it.</summary>
internal sealed class QuizWindow(Visitor learner, Guid attemptId, string token)
{
    public int Sitting { get; private set; }

    public JsonElement State { get; private set; }

    public async Task TakeOverAsync()
    {
        var (status, state) = await SendAsync("window", new { });
        Assert.Equal(200, status);
        (Sitting, State) = (state.GetProperty("sitting").GetInt32(), state);
    }

    /// <summary>Status and why.</summary>
    public async Task<(int Status, string Why)> SaveAsync(int number, int sequence, IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        var (status, answer) = await SendAsync("answers", new { sitting = Sitting, number, sequence, fields = fields.GroupBy(field => field.Key).ToDictionary(group => group.Key, group => group.Select(field => field.Value).ToArray()) });
        return (status, answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("why", out var why) ? why.GetString()! : "");
    }

    public async Task<(int Status, JsonElement Answer)> SendAsync(string what, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/quiz/attempts/{attemptId}/{what}") { Content = JsonContent.Create(body) };
        request.Headers.Add("RequestVerificationToken", token);
        using var answer = await learner.Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.StartsWith('{') ? JsonSerializer.Deserialize<JsonElement>(text) : default);
    }
}
