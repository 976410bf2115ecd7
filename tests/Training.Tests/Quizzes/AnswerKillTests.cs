using Microsoft.EntityFrameworkCore;
using Training.Questions.Attempts;
using Training.Questions.Quizzes;
using Training.Tests.Support;

namespace Training.Tests.Quizzes;

/// <summary>
/// The site is killed while answers arrive: whatever it had acknowledged is there when it starts again, or something newer of the same question is. Two runs each time;
/// as many as <c>TRAINING_TEST_ROUNDS</c> says, 200 for the figure in src/docs/security.md.
/// </summary>
public sealed class AnswerKillTests
{
    private const int Questions = 5;

    private static readonly int Runs = Rounds.Or(2);

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Site_KilledWhileAnswersArrive_HasEachThatItAcknowledged(Database database)
    {
        var random = new Random(20261123);
        var site = await Site.StartAsync(database);
        var address = await site.AskAsync(null, [.. Enumerable.Range(0, Questions).Select(at => QuizOfTests.Single($"Câu {at}"))]);
        await site.StopAsync();
        using var jar = new CookieJar();
        var acknowledged = new (int Sequence, string Value)[Questions + 1];
        var sequences = new int[Questions + 1];
        var (signedIn, sent) = (false, 0);
        for (var run = 0; run < Runs; run++)
        {
            using var process = Start(site, database);
            var learner = new Visitor(new HttpClient(jar, disposeHandler: false) { BaseAddress = new Uri(await process.AddressAsync()) });
            if (!signedIn)
            {
                await learner.SignInAsync("hocvien@demo.local");
                signedIn = true;
            }

            // What was acknowledged before the last kill is there.
            var page = await learner.StartQuizAsync(address);
            var fields = Visitor.FormOf(page, [], QuizDriver.HandInButton).Fields;
            var window = await learner.WindowAsync(page);
            foreach (var slot in window.State.GetProperty("slots").EnumerateArray())
            {
                var (number, sequence) = (slot.GetProperty("number").GetInt32(), slot.GetProperty("sequence").GetInt32());
                Assert.True(sequence >= acknowledged[number].Sequence, $"Run {run}, question {number}: {sequence} is there, {acknowledged[number].Sequence} was acknowledged.");
                if (sequence == acknowledged[number].Sequence && sequence > 0)
                {
                    Assert.Contains(KeyValuePair.Create(AnswerFields.NameOf(number), acknowledged[number].Value), fields);
                }

                sequences[number] = sequence;
            }

            // Killed in the middle of one of the next answers.
            var last = random.Next(3, 12);
            for (var save = 0; ; save++)
            {
                var number = random.Next(1, Questions + 1);
                var (sequence, value) = (++sequences[number], $"{random.Next(3)}");
                var saving = window.SaveAsync(number, sequence, [KeyValuePair.Create("", value)]);
                sent++;
                if (save == last)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(random.Next(12)), TimeProvider.System);
                    process.Stop();
                }

                try
                {
                    if ((await saving).Status == 200)
                    {
                        acknowledged[number] = (sequence, value);
                    }
                }
                catch (HttpRequestException)
                {
                    // The site was gone before it answered.
                }

                if (save == last)
                {
                    break;
                }
            }
        }

        await using var after = site.Reopen();
        var stored = await after.DataAsync(db => db.AttemptSlots.AsNoTracking().ToListAsync());
        Assert.All(stored, slot => Assert.True(slot.Sequence >= acknowledged[slot.Number].Sequence));
        Assert.True(sent > Runs * 3 && acknowledged.Any(one => one.Sequence > 0));
    }

    private static SiteProcess Start(Site site, Database database) => SiteProcess.Start(site.Folder, new Dictionary<string, string>
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["Database__Provider"] = database.ToString(),
        ["Database__ConnectionString"] = site.ConnectionString,
        ["Setup__Recipe"] = "demo",
        ["Jobs__Enabled"] = "false",
    });
}
