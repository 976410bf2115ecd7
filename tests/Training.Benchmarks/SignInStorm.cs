using System.Diagnostics;
using System.Net;
using Training.Tests.Support;

namespace Training.Benchmarks;

/// <summary>AUT-2: 200 people sign in at the same moment; how long does somebody else wait for a page?</summary>
internal static class SignInStorm
{
    private const int People = 200;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(50);

    public static async Task RunAsync(Database database)
    {
        await using var crowd = await Crowd.GatherAsync(database);
        await crowd.AddAccountsAsync(People);
        var reader = crowd.Newcomer();
        await reader.SignInAsync("boyte@demo.local");
        await PulseAsync(reader, Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System));
        var idle = await PulseAsync(reader, Task.Delay(TimeSpan.FromSeconds(6), TimeProvider.System));

        var doors = new List<(Visitor Visitor, string Address, IReadOnlyList<KeyValuePair<string, string>> Fields)>();
        for (var number = 0; number < People; number++)
        {
            var visitor = crowd.Newcomer();
            var (address, fields) = Visitor.FormOf(await visitor.GetAsync("/account/login"), new() { ["Input.Email"] = Crowd.NameOf(number), ["Input.Password"] = Visitor.DemoPassword });
            doors.Add((visitor, address, fields));
        }

        var watch = Stopwatch.StartNew();
        var storm = Task.WhenAll(doors.Select(door => Task.Run(() => KnockAsync(door.Visitor, door.Address, door.Fields))));
        var during = await PulseAsync(reader, storm);
        var answers = await storm;
        var (calm, busy) = (Statistics.Percentile(idle, 0.95), Statistics.Percentile(during, 0.95));
        Benchmark.Print($"  {People} sign-ins in {watch.Elapsed.TotalSeconds:0.0} s: {answers.Count(a => a == HttpStatusCode.Redirect)} signed in, {answers.Count(a => a == HttpStatusCode.ServiceUnavailable)} told to come back (503), {answers.Count(a => a is not (HttpStatusCode.Redirect or HttpStatusCode.ServiceUnavailable))} other");
        Benchmark.Print($"  /transfers every {Beat.TotalMilliseconds} ms, idle:  p50 {Statistics.Median(idle):0} ms, p95 {calm:0} ms ({idle.Count} times)");
        Benchmark.Print($"  /transfers every {Beat.TotalMilliseconds} ms, storm: p50 {Statistics.Median(during):0} ms, p95 {busy:0} ms ({during.Count} times); p95 storm/idle {busy / calm:0.0}");
    }

    // Without reading the answer as a page: the cores belong to the site.
    private static async Task<HttpStatusCode> KnockAsync(Visitor visitor, string address, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var content = new FormUrlEncodedContent(fields);
        using var response = await visitor.Client.PostAsync(address, content);
        return response.StatusCode;
    }

    /// <summary>Asks for the page at every beat, whether or not the last answer is there, and counts from the beat on.</summary>
    private static async Task<IReadOnlyList<double>> PulseAsync(Visitor reader, Task until)
    {
        var asked = new List<Task<double>>();
        using var timer = new PeriodicTimer(Beat);
        while (!until.IsCompleted && await timer.WaitForNextTickAsync())
        {
            var beat = Stopwatch.GetTimestamp();
            asked.Add(Task.Run(async () =>
            {
                using var response = await reader.Client.GetAsync("/transfers");
                response.EnsureSuccessStatusCode();
                return Stopwatch.GetElapsedTime(beat).TotalMilliseconds;
            }));
        }

        return await Task.WhenAll(asked);
    }
}
