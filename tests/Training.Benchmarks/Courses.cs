using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Courses.Catalogue;
using Training.Courses.Enrolments;
using Training.Courses.Progress;
using Training.Identity.Grants;
using Training.Identity.Users;
using Training.Modules;
using Training.Tests.Courses.Enrolments;
using Training.Tests.Logbook;
using Training.Tests.Quizzes;
using Training.Tests.Support;
using Xunit;

namespace Training.Benchmarks;

/// <summary>
/// What learning costs beside a request that does nothing: requests per second for the page of a course, a lesson, saving an answer, handing in a quiz of ten
/// questions and the first page of a gradebook of 1 000 learners and 30 items, by 1, 8 and 32 people at once, over those of an empty endpoint of the same process
/// behind the same sign-in. Asked for: the course at least 1/8, the gradebook at least 1/40. A number behind the name says how many requests a round has.
/// </summary>
internal static class Courses
{
    private const int Learners = 32;
    private const int Rounds = 5;

    public static async Task RunAsync(Database database)
    {
        var requests = Benchmark.Numbers is [var given, ..] ? given : 256;
        await using var site = await Site.StartWithAsync(database, "demo", services =>
        {
            Racing.WithCheapHashes(services);
            EmptyEndpoint.AddTo(services);
        }, new Dictionary<string, string> { ["Logging:LogLevel:Microsoft.AspNetCore.Routing"] = "Error" });
        var quiz = await site.AskAsync(null, [.. Enumerable.Range(1, 10).Select(number => QuizOfTests.Single($"Câu {number}?"))]);
        var lesson = (await site.LessonsAsync(QuizOfTests.Course))[0];
        await FillGradebookAsync(site);
        var learners = await SignInAsync(site);
        var office = new List<Visitor>();
        var takers = new List<Taker>();
        foreach (var learner in learners)
        {
            takers.Add(await Taker.StartAsync(site, learner, quiz));
            office.Add(await site.SignedInAsync("khth"));
        }

        var work = new (string Name, Func<int, Task> Ask)[]
        {
            ("course page", who => PageAsync(learners[who], $"/courses/{QuizOfTests.Course}")),
            ("lesson page", who => PageAsync(learners[who], lesson)),
            ("saving an answer", who => takers[who].SaveAsync()),
            ("gradebook, 50 of 1 000 learners × 30 items", who => PageAsync(office[who], $"/courses/{CourseSite.Code}/grades")),
        };
        foreach (var atOnce in new[] { 1, 8, Learners })
        {
            foreach (var taker in takers)
            {
                await taker.PrepareAsync(site);
            }

            Task EmptyAsync(int who) => PageAsync(learners[who], EmptyEndpoint.Address);
            foreach (var (name, ask) in work)
            {
                await RateAsync(atOnce, requests / 4, ask);
                await RateAsync(atOnce, requests / 4, EmptyAsync);
                var rates = new List<(double Work, double Empty)>();
                for (var round = 0; round < Rounds; round++)
                {
                    rates.Add((await RateAsync(atOnce, requests, ask), await RateAsync(atOnce, requests, EmptyAsync)));
                }

                Print(name, atOnce, rates);
            }

            var handIns = new List<(double Work, double Empty)>();
            for (var round = 0; round <= Rounds; round++)
            {
                var handIn = await HandInAsync(site, takers.Take(atOnce).ToList(), Math.Max(1, requests / 8 / atOnce));
                var empty = await RateAsync(atOnce, requests, EmptyAsync);
                if (round > 0)
                {
                    handIns.Add((handIn, empty));
                }
            }

            Print("handing a quiz in", atOnce, handIns);
        }
    }

    private static void Print(string name, int atOnce, IReadOnlyCollection<(double Work, double Empty)> rates)
    {
        var share = Statistics.Median([.. rates.Select(rate => rate.Empty / rate.Work)]);
        Benchmark.Print(string.Create(
            CultureInfo.InvariantCulture,
            $"  {atOnce,2} at once: {name}: {Statistics.Median([.. rates.Select(rate => rate.Work)]):0} in a second, 1/{share:0.0} of the empty endpoint's {Statistics.Median([.. rates.Select(rate => rate.Empty)]):0}"));
    }

    private static async Task PageAsync(Visitor visitor, string address)
    {
        using var answer = await visitor.Client.GetAsync(address);
        answer.EnsureSuccessStatusCode();
        if (answer.StatusCode != System.Net.HttpStatusCode.NoContent)
        {
            await answer.Content.ReadAsByteArrayAsync();
        }
    }

    /// <summary>Requests per second by so many people, each sending the next when the last is answered.</summary>
    private static async Task<double> RateAsync(int atOnce, int requests, Func<int, Task> ask)
    {
        var left = requests;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(who => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await ask(who);
            }
        })));
        return requests / watch.Elapsed.TotalSeconds;
    }

    // An attempt is handed in once, so each round begins new ones, and only handing in is timed.
    private static async Task<double> HandInAsync(Site site, IReadOnlyList<Taker> takers, int rounds)
    {
        var watch = new Stopwatch();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var taker in takers)
            {
                await taker.PrepareAsync(site);
            }

            watch.Start();
            await Task.WhenAll(takers.Select(taker => Task.Run(taker.HandInAsync)));
            watch.Stop();
        }

        return takers.Count * rounds / watch.Elapsed.TotalSeconds;
    }

    private static async Task FillGradebookAsync(Site site)
    {
        var keys = (await site.PublishAsync(scored: 30))[1..];
        var people = await site.PeopleAsync(1000);
        var (course, theory) = (await site.CourseIdAsync(), await site.CourseIdAsync(QuizOfTests.Course));
        await site.DataAsync(async db =>
        {
            var now = site.Clock.GetUtcNow();
            var contents = await db.Items.Where(i => keys.Contains(i.Key)).ToDictionaryAsync(i => i.Key, i => i.ContentId);
            foreach (var (number, person) in people.Index())
            {
                db.AddRange(
                    new Enrolment { PersonId = person, CourseId = course, Reason = "Kế hoạch", EnrolledAt = now, BegunVersion = 1 },
                    new Enrolment { PersonId = person, CourseId = theory, Reason = "Kế hoạch", EnrolledAt = now });
                db.AddRange(keys.Select(key => new ItemProgress { PersonId = person, ItemKey = key, CourseId = course, ContentId = contents[key], OpenedAt = now, Score = number % 101, ScoredAt = now }));
                if (number % 200 == 199)
                {
                    await db.SaveChangesAsync();
                    db.ChangeTracker.Clear();
                }
            }

            await db.WriteAsync(ct => db.Database.ExecuteSqlRawAsync("ANALYZE", ct), default);
        });
    }

    private static async Task<IReadOnlyList<Visitor>> SignInAsync(Site site)
    {
        var people = await site.DataAsync(db => db.People.Where(p => p.Key!.StartsWith("nv-")).OrderBy(p => p.Key).Take(Learners).Select(p => p.Id).ToListAsync());
        var learners = new List<Visitor>();
        foreach (var (number, person) in people.Index())
        {
            var mail = $"learner{number}@test.local";
            var id = await site.DataAsync(async (_, services) =>
            {
                var user = new User { UserName = mail, Email = mail, EmailConfirmed = true, DisplayName = mail, PersonId = person };
                Assert.True((await services.GetRequiredService<UserManager<User>>().CreateAsync(user, Visitor.DemoPassword)).Succeeded);
                return user.Id;
            });
            await site.GrantAsync(id, Roles.Trainee, CourseSite.Hospital);
            learners.Add(await site.SignedInAsync(mail));
        }

        return learners;
    }

    /// <summary>Somebody in the middle of the quiz.</summary>
    private sealed class Taker(Visitor learner, string quiz)
    {
        private Answer _page = null!;
        private QuizWindow _window = null!;
        private IReadOnlyList<AskedNow> _asked = [];
        private IReadOnlyList<KeyValuePair<string, string>> _fields = [];
        private int _sequence;

        public static async Task<Taker> StartAsync(Site site, Visitor learner, string quiz)
        {
            var taker = new Taker(learner, quiz);
            await taker.PrepareAsync(site);
            return taker;
        }

        /// <summary>Begins the next attempt, or goes on with the one that is open.</summary>
        public async Task PrepareAsync(Site site)
        {
            _page = await learner.StartQuizAsync(quiz);
            _window = await learner.WindowAsync(_page);
            _page = await learner.GetAsync(_page.Response.RequestMessage!.RequestUri!.PathAndQuery);
            _asked = await site.AskedAsync(QuizDriver.AttemptOf(_page));
            _fields = await site.FilledAsync(_page);
            _sequence = 0;
        }

        public async Task SaveAsync()
        {
            var next = ++_sequence;
            var question = _asked[next % _asked.Count];
            var (status, why) = await _window.SaveAsync(question.Number, next, next % 2 == 0 ? question.Right() : question.Wrong());
            Assert.True(status == 200, $"{status} {why}");
        }

        public async Task HandInAsync()
        {
            var answer = await learner.PostAsync(_page, _fields, QuizDriver.HandInButton);
            Assert.True(answer.IsRedirect, $"{answer.Status} {string.Join(' ', answer.Errors)} {answer.Text}");
        }
    }

    /// <summary>Does nothing, for whoever is signed in.</summary>
    private sealed class EmptyEndpoint : StartupBase
    {
        public const string Address = "/benchmark/empty";

        public static void AddTo(IServiceCollection services)
        {
            var given = (IReadOnlyList<StartupBase>)services.Single(service => service.ServiceType == typeof(IReadOnlyList<StartupBase>)).ImplementationInstance!;
            services.AddSingleton<IReadOnlyList<StartupBase>>([.. given, new EmptyEndpoint()]);
        }

        public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services)
            => routes.MapGet(Address, () => Results.NoContent()).WithMetadata(new SignedInAttribute());
    }
}
