using Training.Workflows.Bpmn;
using Training.Workflows.Engine;
using Training.Workflows.Expressions;
using Training.Workflows.Timing;
using Xunit.Abstractions;

namespace Training.Tests.Workflows.Engine;

/// <summary>Random processes, random people and a random clock, against a model that knows no tokens.</summary>
public sealed class RandomProcessTests(ITestOutputHelper output)
{
    private const int Steps = 10_000;

    // Some never end: they repeat until a number is drawn.
    private const int StepsOfOne = 150;

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(20261122)]
    public async Task RandomSteps_LoseNoTokenAndDoubleNone(int seed)
    {
        var random = new Random(seed);
        var (steps, ended, processes) = (0, 0, 0);
        while (steps < Steps)
        {
            var (model, root) = RandomProcess.Draw(random);
            processes++;
            var world = new Block.World();
            var state = new InstanceState();
            var engine = new Site(model);
            var journal = new List<JournalEntry>();
            await MoveAsync(machine => machine.StartAsync("1", null, new Dictionary<string, Value>(), default));
            root.Begin(world);
            Compare();
            for (var own = 0; state.End is null && own < StepsOfOne; own++)
            {
                steps++;
                engine.Now += TimeSpan.FromMinutes(random.Next(90));
                await HappenAsync();
                Compare();
            }

            ended += state.End is null ? 0 : 1;

            var replayed = new InstanceState();
            journal.ForEach(replayed.Apply);
            Assert.Equal(States.Describe(state), States.Describe(replayed));

            async Task MoveAsync(Func<Machine, Task> step)
            {
                var machine = new Machine(state, engine);
                await step(machine);
                journal.AddRange(machine.Journal);
            }

            // Whatever is waited for may happen; a task also says what the number is from then on.
            async Task HappenAsync()
            {
                var open = Waiting(state);
                var chosen = open[random.Next(open.Count)];
                if (chosen.Task is { } token)
                {
                    world.Number = random.Next(4);
                    await MoveAsync(machine => machine.CompleteTaskAsync(token, null, new Dictionary<string, Value> { ["n"] = Value.Of(world.Number) }, default));
                }
                else if (chosen.Timer is { } timer)
                {
                    // Too early it does nothing; then the clock goes on to it.
                    var (due, before) = (state.Timers[timer].DueAt, journal.Count);
                    await MoveAsync(async machine => Assert.Equal(due <= engine.Now, await machine.FireAsync(timer, default)));
                    if (due > engine.Now)
                    {
                        Assert.Equal(before, journal.Count);
                        engine.Now = due;
                        await MoveAsync(async machine => Assert.True(await machine.FireAsync(timer, default)));
                    }
                }
                else
                {
                    await MoveAsync(machine => machine.ReceiveAsync(chosen.Subscription!.Value, new Dictionary<string, Value>(), default));
                }

                root.Happen(chosen.Node, world);
            }

            void Compare()
            {
                Assert.Equal(root.Open.Order(StringComparer.Ordinal), Waiting(state).Select(w => w.Node).Order(StringComparer.Ordinal));
                Assert.Equal(root.IsDone, state.End == "completed");
                Check(state, model);
            }
        }

        output.WriteLine($"{steps} steps in {processes} processes, {ended} of them ended; seed {seed}.");
    }

    /// <summary>What must hold in every state, whatever was drawn.</summary>
    private static void Check(InstanceState state, ProcessModel model)
    {
        Assert.False(state.IsFaulted);
        Assert.All(state.Tokens.Values, token => Assert.True(token.Phase is TokenPhase.Waiting or TokenPhase.Joining));
        Assert.All(state.Scopes.Values, scope => Assert.Contains(state.Tokens.Values, token => token.Scope == scope.Number));
        Assert.All(state.Tokens.Values, token => Assert.Contains(token.Scope, state.Scopes.Keys));
        Assert.All(state.Tasks.Keys, token => Assert.Contains(token, state.Tokens.Keys));
        Assert.All(state.Timers.Values, timer => Assert.True(timer.Token is { } token ? state.Tokens.ContainsKey(token) : state.Scopes.ContainsKey(timer.Scope!.Value)));
        Assert.All(state.Subscriptions.Values, s => Assert.True(s.Token is { } token ? state.Tokens.ContainsKey(token) : state.Scopes.ContainsKey(s.Scope!.Value)));
        foreach (var token in state.Tokens.Values.Where(token => token.Phase == TokenPhase.Waiting))
        {
            var waitsFor = (state.Tasks.ContainsKey(token.Number) ? 1 : 0)
                + (state.Scopes.Values.Any(scope => scope.ParentToken == token.Number) ? 1 : 0)
                + (model.Nodes[token.Node] is CatchEvent ? state.Timers.Values.Count(t => t.Token == token.Number) + state.Subscriptions.Values.Count(s => s.Token == token.Number) : 0);
            Assert.Equal((token.Node, 1), (token.Node, waitsFor));
        }

        Assert.True(state.End is null ? state.Tokens.Count > 0 : state.Tokens.Count + state.Scopes.Count + state.Timers.Count + state.Subscriptions.Count + state.Tasks.Count == 0);
    }

    private static List<(string Node, int? Task, int? Timer, int? Subscription)> Waiting(InstanceState state) =>
        [
            .. state.Tasks.Keys.Select(token => (state.Tokens[token].Node, (int?)token, (int?)null, (int?)null)),
            .. state.Timers.Values.Select(timer => (timer.Node, (int?)null, (int?)timer.Number, (int?)null)),
            .. state.Subscriptions.Values.Select(s => (s.Node, (int?)null, (int?)null, (int?)s.Number)),
        ];

    /// <summary>One model, a clock that is set by hand, and every day worked.</summary>
    private sealed class Site(ProcessModel model) : IEngineWorld, IWorkingDays
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 22, 1, 0, 0, TimeSpan.Zero);

        public IWorkingDays WorkingDays => this;

        public bool IsWorkingDay(DateOnly day) => true;

        public ProcessModel Model(string version) => model;

        public string? VersionOf(string process) => null;

        public Task<ActivityOutcome> RunAsync(ActivityCall call, CancellationToken ct) => Task.FromResult<ActivityOutcome>(new ActivityOutcome.Done(new Dictionary<string, Value>()));
    }
}
