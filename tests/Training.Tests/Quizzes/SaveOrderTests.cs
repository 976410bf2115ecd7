using Microsoft.EntityFrameworkCore;
using Training.Questions.Attempts;
using Training.Questions.Quizzes;
using Training.Tests.Support;

namespace Training.Tests.Quizzes;

/// <summary>Answers on a bad network: lost, doubled, overtaken, from two devices. Whatever was acknowledged is there, or something newer is.</summary>
public sealed class SaveOrderTests
{
    private const int Questions = 4;
    private const int Requests = 160;

    private static readonly int Runs = Rounds.Or(3);

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Requests_InAnyOrderTwiceOrLost_LoseNoAcknowledgedAnswer(Database database)
    {
        for (var seed = 1; seed <= Runs; seed++)
        {
            await RunAsync(database, new Random(seed));
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task HandingIn_WhileAnswersArrive_CountsEachThatWasAcknowledged(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var address = await site.AskAsync(quiz => quiz.AttemptsAllowed = null, [.. Enumerable.Range(0, 8).Select(at => QuizOfTests.Single($"Câu {at}"))]);
        var learner = await site.SignedInAsync("hocvien");
        for (var round = 0; round < 6; round++)
        {
            var page = await learner.StartQuizAsync(address);
            var attempt = QuizDriver.AttemptOf(page);
            var window = await learner.WindowAsync(page);
            var asked = await site.AskedAsync(attempt);

            // The form of this page was filled before; its answers to other questions are as they were then.
            page = await learner.GetAsync($"{address}/{attempt}");
            var saves = asked.Select(question => window.SaveAsync(question.Number, 1, question.Right())).ToArray();
            var handingIn = learner.PostAsync(page, [.. QuizDriver.Fill(page).Where(field => field.Key is not "Sitting" and not "p"), KeyValuePair.Create("Sitting", $"{window.Sitting}"), KeyValuePair.Create("p", "1"), KeyValuePair.Create("Anyway", "true")], QuizDriver.HandInButton);
            var told = await Task.WhenAll(saves);
            Assert.True((await handingIn).IsRedirect);
            var stored = await site.DataAsync(db => db.AttemptSlots.AsNoTracking().Where(s => s.AttemptId == attempt).OrderBy(s => s.Number).ToListAsync());
            foreach (var (slot, answer) in stored.Zip(told))
            {
                // What the form then left empty was taken back by the learner; what came after it was refused.
                Assert.Equal(slot.Fields.Length > 0 ? 1 : 0, slot.Fraction);
                Assert.True(answer.Status == 200 || slot.Fields.Length == 0, $"{answer}");
            }
        }
    }

    private static async Task RunAsync(Database database, Random random)
    {
        await using var site = await Site.StartAsync(database);
        var address = await site.AskAsync(null, [.. Enumerable.Range(0, Questions).Select(at => QuizOfTests.Single($"Câu {at}"))]);
        var learner = await site.SignedInAsync("hocvien");
        var page = await learner.StartQuizAsync(address);
        var attempt = QuizDriver.AttemptOf(page);
        var windows = new List<QuizWindow> { await learner.WindowAsync(page) };
        var sequences = new int[Questions + 1];
        var underWay = new List<(QuizWindow Window, int Number, int Sequence, string Value)>();
        var acknowledged = new Dictionary<int, (int Sitting, int Sequence)>();
        var sent = new Dictionary<(int Number, int Sitting, int Sequence), string>();
        for (var request = 0; request < Requests; request++)
        {
            if (random.Next(40) == 0)
            {
                var newer = await learner.WindowAsync(page);
                windows.Add(newer);
                foreach (var slot in newer.State.GetProperty("slots").EnumerateArray())
                {
                    sequences[slot.GetProperty("number").GetInt32()] = Math.Max(sequences[slot.GetProperty("number").GetInt32()], slot.GetProperty("sequence").GetInt32());
                }
            }

            var number = random.Next(1, Questions + 1);
            var answer = (windows[^1], number, ++sequences[number], $"{random.Next(3)}");
            sent[(number, windows[^1].Sitting, answer.Item3)] = answer.Item4;
            underWay.AddRange(Enumerable.Repeat(answer, random.Next(4) switch { 0 => 0, 1 => 2, _ => 1 }));
            while (underWay.Count > random.Next(8))
            {
                // Some at once, as two connections would bring them.
                var arriving = underWay.OrderBy(_ => random.Next()).Take(random.Next(1, 4)).ToArray();
                Array.ForEach(arriving, one => underWay.Remove(one));
                var answers = await Task.WhenAll(arriving.Select(async one => (One: one, Told: await one.Window.SaveAsync(one.Number, one.Sequence, [KeyValuePair.Create("", one.Value)]))));
                foreach (var (one, told) in answers)
                {
                    Assert.Contains(told, new[] { (200, ""), (409, "superseded"), (409, "order") });
                    var before = acknowledged.GetValueOrDefault(one.Number);
                    if (told.Status == 200 && (before.Sitting, before.Sequence).CompareTo((one.Window.Sitting, one.Sequence)) < 0)
                    {
                        acknowledged[one.Number] = (one.Window.Sitting, one.Sequence);
                    }
                }
            }

            foreach (var slot in await site.DataAsync(db => db.AttemptSlots.AsNoTracking().Where(s => s.AttemptId == attempt).ToListAsync()))
            {
                var (sitting, sequence) = acknowledged.GetValueOrDefault(slot.Number);
                Assert.True((slot.Sitting, slot.Sequence).CompareTo((sitting, sequence)) >= 0, $"Question {slot.Number} has {slot.Sitting}/{slot.Sequence}, and {sitting}/{sequence} was acknowledged.");
                if (slot.Sequence > 0)
                {
                    Assert.Equal(sent[(slot.Number, slot.Sitting, slot.Sequence)], AnswerFields.Parse(slot.Fields).Values("")[0]);
                }
            }
        }

        Assert.NotEmpty(acknowledged);
    }
}
