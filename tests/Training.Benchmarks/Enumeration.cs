using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Training.Certification.Issuing;
using Training.Identity.Invitations;
using Training.Identity.Sessions;
using Training.Identity.Users;
using Training.Tests.Support;

namespace Training.Benchmarks;

/// <summary>AUT-7: can the time or the words of an answer tell who has an account, an invitation or a certificate?</summary>
internal static partial class Enumeration
{
    private const int Samples = 200;

    private delegate Task<(double Milliseconds, Answer Answer)> Door(Visitor visitor, string name);

    public static async Task RunAsync(Database database)
    {
        await using var crowd = await Crowd.GatherAsync(database);
        await crowd.AddAccountsAsync(Samples);
        var withdrawn = await InviteAsync(crowd);
        var numbers = await crowd.Site.DataAsync(db => db.Set<Certificate>().Select(c => c.Number).ToListAsync());
        await MeasureAsync(crowd, "sign-in", Crowd.NameOf, Unknown, FormAsync("/account/login", "Input.Email", ("Input.Password", "wrong-horse-battery-staple")));
        await MeasureAsync(crowd, "reset", Crowd.NameOf, Unknown, FormAsync("/account/forgot", "Input.Email"));
        await MeasureAsync(crowd, "invitation", number => withdrawn[number], _ => SecretToken.Create(), PageAsync("/account/invitation/"));
        await MeasureAsync(crowd, "verify", number => numbers[number % numbers.Count], number => numbers[number % numbers.Count][..^4] + $"{number:0000}", PageAsync("/verify/"));
    }

    private static string Unknown(int number) => $"nobody{number}@crowd.test";

    private static Door FormAsync(string page, string field, params (string Name, string Value)[] others) => async (visitor, name) =>
    {
        var values = others.ToDictionary(other => other.Name, other => (string?)other.Value);
        values[field] = name;
        var (address, fields) = Visitor.FormOf(await visitor.GetAsync(page), values);
        var start = Stopwatch.GetTimestamp();
        var answer = await visitor.PostAsync(address, fields);
        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, answer);
    };

    private static Door PageAsync(string page) => async (visitor, name) =>
    {
        await visitor.GetAsync("/verify");
        var start = Stopwatch.GetTimestamp();
        var answer = await visitor.GetAsync(page + Uri.EscapeDataString(name));
        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, answer);
    };

    private static async Task MeasureAsync(Crowd crowd, string door, Func<int, string> known, Func<int, string> unknown, Door ask)
    {
        var times = new Dictionary<bool, List<double>> { [true] = [], [false] = [] };
        var bodies = new Dictionary<bool, HashSet<string>> { [true] = [], [false] = [] };

        // In turn, the first of each pair by lot; a few before, so that everything is compiled and open.
        for (var number = -10; number < Samples; number++)
        {
            foreach (var isKnown in RandomNumberGenerator.GetInt32(2) == 0 ? new[] { true, false } : [false, true])
            {
                using var jar = crowd.Newcomer().Client;
                var name = (isKnown ? known : unknown)(Math.Abs(number));
                var (time, answer) = await ask(new Visitor(jar), name);
                if (number >= 0)
                {
                    times[isKnown].Add(time);
                    bodies[isKnown].Add($"{(int)answer.Status} {answer.Location} {Differing().Replace(answer.Body.Replace(name, "NAME", StringComparison.Ordinal), "")}");
                }
            }
        }

        var (median, other) = (Statistics.Median(times[true]), Statistics.Median(times[false]));
        Benchmark.Print(
            $"  {door,-10} known {median:0.00} ms, unknown {other:0.00} ms (difference {Math.Abs(median - other) / Math.Max(median, other):P1}), p = {Statistics.MannWhitney(times[true], times[false]):0.000}, "
            + (bodies[true].SetEquals(bodies[false]) ? $"answers the same ({bodies[true].Count})" : $"ANSWERS DIFFER ({bodies[true].Count}, {bodies[false].Count})"));
    }

    /// <summary>Invitations that were withdrawn: their links are known, and must look like any other word.</summary>
    private static Task<IReadOnlyList<string>> InviteAsync(Crowd crowd) => crowd.Site.DataAsync<IReadOnlyList<string>>(async db =>
    {
        var by = await db.Set<User>().FirstAsync(user => user.Email == "quantri@demo.local");
        var now = crowd.Site.Clock.GetUtcNow();
        var tokens = Enumerable.Range(0, Samples).Select(_ => SecretToken.Create()).ToList();
        foreach (var (number, token) in tokens.Index())
        {
            var email = $"invited{number}@crowd.test";
            db.Add(new Invitation
            {
                Name = email,
                Email = email,
                NormalizedEmail = email.ToUpperInvariant(),
                TokenHash = SecretToken.Hash(token),
                InvitedByUserId = by.Id,
                InvitedBy = "benchmark",
                SentAt = now,
                ExpiresAt = now.AddDays(3),
                WithdrawnAt = now,
            });
        }

        await db.SaveChangesAsync();
        return tokens;
    });

    [GeneratedRegex("""(?:name="(?:__RequestVerificationToken|_key|returnUrl)"[^>]*value="[^"]*"|nonce="[^"]*"|[0-9a-zA-Z]{13}:[0-9a-f]{8})""")]
    private static partial Regex Differing();
}
