using System.Text;
using Training.Workflows.Bpmn;
using Training.Workflows.Engine;
using Training.Workflows.Expressions;
using Training.Workflows.Timing;

namespace Training.Tests.Workflows.Engine;

/// <summary>An instance that follows another version of its process from some moment on.</summary>
public sealed class MigrationTests
{
    private const string Wait = """
        <startEvent id="begin"/><sequenceFlow id="f1" sourceRef="begin" targetRef="hear"/>
        <intermediateCatchEvent id="hear"><messageEventDefinition id="d1" messageRef="m1"/></intermediateCatchEvent>
        <sequenceFlow id="f2" sourceRef="hear" targetRef="done"/><endEvent id="done"/>
        """;

    private const string Work = """
        <startEvent id="begin"/><sequenceFlow id="f1" sourceRef="begin" targetRef="work"/>
        <userTask id="work" name="Work"/>
        <boundaryEvent id="late" attachedToRef="work" cancelActivity="false"><timerEventDefinition id="d1"><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>
        <sequenceFlow id="f2" sourceRef="work" targetRef="done"/><endEvent id="done"/>
        """;

    private const string Inner = """
        <startEvent id="begin"/><sequenceFlow id="f1" sourceRef="begin" targetRef="part"/>
        <subProcess id="part">
          <multiInstanceLoopCharacteristics id="l1"><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>
          <startEvent id="b"/><sequenceFlow id="g1" sourceRef="b" targetRef="work"/><userTask id="work"/><sequenceFlow id="g2" sourceRef="work" targetRef="e"/><endEvent id="e"/>
        </subProcess>
        <sequenceFlow id="f2" sourceRef="part" targetRef="done"/><endEvent id="done"/>
        """;

    [Fact]
    public async Task Migrate_RenamedTaskWithTimer_GoesOnByTheNewVersion()
    {
        var run = await Run.StartAsync(Work, Work.Replace("\"work\"", "\"review\"", StringComparison.Ordinal).Replace("\"late\"", "\"tooLate\"", StringComparison.Ordinal));
        await run.MigrateAsync(("work", "review"), ("late", "tooLate"));
        Assert.Equal("2", run.State.Version);
        Assert.Equal("review", Assert.Single(run.State.Tokens.Values).Node);
        Assert.Equal("tooLate", Assert.Single(run.State.Timers.Values).Node);
        await run.MoveAsync(machine => machine.CompleteTaskAsync(run.State.Tokens.Keys.Single(), null, new Dictionary<string, Value>(), default));
        Assert.Equal("completed", run.State.End);
    }

    [Fact]
    public async Task Migrate_RenamedMessage_IsStillHeard()
    {
        var run = await Run.StartAsync(Wait, Wait.Replace("\"hear\"", "\"listen\"", StringComparison.Ordinal));
        await run.MigrateAsync(("hear", "listen"));
        await run.MoveAsync(machine => machine.ReceiveAsync(Assert.Single(run.State.Subscriptions.Values).Number, new Dictionary<string, Value>(), default));
        Assert.Equal("completed", run.State.End);
    }

    [Fact]
    public async Task Migrate_RoundsInsideOfASubProcess_KeepTheirScopes()
    {
        var run = await Run.StartAsync(Inner, Inner.Replace("\"part\"", "\"piece\"", StringComparison.Ordinal).Replace("\"work\"", "\"review\"", StringComparison.Ordinal));
        await run.MigrateAsync(("part", "piece"), ("work", "review"));
        Assert.All(run.State.Scopes.Values.Where(scope => scope.Node is not null), scope => Assert.Equal("piece", scope.Node));
        foreach (var token in run.State.Tasks.Keys.ToArray())
        {
            await run.MoveAsync(machine => machine.CompleteTaskAsync(token, null, new Dictionary<string, Value>(), default));
        }

        Assert.Equal("completed", run.State.End);
    }

    [Fact]
    public async Task Migrate_NewDeadline_IsCountedFromNow()
    {
        const string more = """<boundaryEvent id="second" attachedToRef="work" cancelActivity="false"><timerEventDefinition id="d2"><timeDuration>PT2H</timeDuration></timerEventDefinition></boundaryEvent>""";
        var run = await Run.StartAsync(Work, Work + more);
        await run.MigrateAsync();
        Assert.Equal(["late", "second"], run.State.Timers.Values.Select(timer => timer.Node));
        Assert.Equal(World.Start.AddHours(2), run.State.Timers.Values.Last().DueAt);
    }

    [Fact]
    public async Task Migrate_NewEventSubProcess_ListensFromThenOn()
    {
        const string more = """
            <subProcess id="withdrawn" triggeredByEvent="true">
              <startEvent id="heard"><messageEventDefinition id="d2" messageRef="m1"/></startEvent><sequenceFlow id="h1" sourceRef="heard" targetRef="over"/>
              <endEvent id="over"><terminateEventDefinition id="d3"/></endEvent>
            </subProcess>
            """;
        var run = await Run.StartAsync(Work, Work + more);
        Assert.Empty(run.State.Subscriptions);
        await run.MigrateAsync();
        await run.MoveAsync(machine => machine.ReceiveAsync(Assert.Single(run.State.Subscriptions.Values).Number, new Dictionary<string, Value>(), default));
        Assert.NotNull(run.State.End);
        Assert.Empty(run.State.Tasks);
    }

    [Fact]
    public async Task Migrate_NewDeadlineThatNothingTells_IsRefusedInWords()
    {
        const string more = """<boundaryEvent id="second" attachedToRef="work" cancelActivity="false"><timerEventDefinition id="d2"><timeDate>=deadline</timeDate></timerEventDefinition></boundaryEvent>""";
        const string variable = """<extensionElements><training:variable xmlns:training="urn:training:bpmn:1" name="deadline" type="date"/></extensionElements>""";
        var run = await Run.StartAsync(Work, variable + Work + more);
        Assert.Equal("Engine.Expression", (await Assert.ThrowsAsync<EngineRefusal>(() => run.MigrateAsync())).Reason);
    }

    [Theory]
    [InlineData("Engine.Migrate.Missing", "\"work\"", "\"other\"")]
    [InlineData("Engine.Migrate.OtherKind", "<userTask", "<callActivity calledElement=\"x\"")]
    [InlineData("Engine.Migrate.Missing", "\"late\"", "\"tooLate\"")]
    [InlineData("Engine.Migrate.OtherKind", "cancelActivity=\"false\"", "cancelActivity=\"true\"")]
    public async Task Migrate_WhatWaitsHasNoPlace_IsRefusedAndNothingChanges(string reason, string before, string after)
    {
        var changed = Work.Replace(before, after, StringComparison.Ordinal);
        var run = await Run.StartAsync(Work, changed);
        var state = States.Describe(run.State);
        Assert.Equal(reason, (await Assert.ThrowsAsync<EngineRefusal>(() => run.MigrateAsync())).Reason);
        Assert.Equal(state, States.Describe(run.State));
    }

    [Fact]
    public async Task Migrate_IntoAnotherSubProcess_IsRefused()
    {
        var run = await Run.StartAsync(Work, Inner.Replace("<multiInstanceLoopCharacteristics id=\"l1\"><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>", "", StringComparison.Ordinal));
        Assert.Equal("Engine.Migrate.OtherPlace", (await Assert.ThrowsAsync<EngineRefusal>(() => run.MigrateAsync())).Reason);
    }

    private sealed class World(params ProcessModel[] versions) : IEngineWorld, IWorkingDays
    {
        public static readonly DateTimeOffset Start = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);

        public DateTimeOffset Now => Start;

        public IWorkingDays WorkingDays => this;

        public bool IsWorkingDay(DateOnly day) => true;

        public ProcessModel Model(string version) => versions[version[0] - '1'];

        public string? VersionOf(string process) => null;

        public Task<ActivityOutcome> RunAsync(ActivityCall call, CancellationToken ct) => throw new InvalidOperationException();
    }

    /// <summary>An instance of version 1, which can move to version 2.</summary>
    private sealed class Run(World world)
    {
        private readonly List<JournalEntry> _journal = [];

        public InstanceState State { get; } = new();

        public static async Task<Run> StartAsync(string before, string after)
        {
            var run = new Run(new World(Read(before), Read(after)));
            await run.MoveAsync(machine => machine.StartAsync("1", null, new Dictionary<string, Value>(), default));
            return run;
        }

        public Task MigrateAsync(params (string From, string To)[] elements)
            => MoveAsync(machine => machine.MigrateAsync("2", elements.ToDictionary(pair => pair.From, pair => pair.To), default));

        public async Task MoveAsync(Func<Machine, Task> step)
        {
            var machine = new Machine(State, world);
            await step(machine);
            _journal.AddRange(machine.Journal);
            var replayed = new InstanceState();
            _journal.ForEach(replayed.Apply);
            Assert.Equal(States.Describe(State), States.Describe(replayed));
        }

        private static ProcessModel Read(string content)
        {
            var read = BpmnReader.Read(Encoding.UTF8.GetBytes($"""
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:test"><message id="m1" name="word"/><process id="p">{content}</process></definitions>
                """));
            Assert.True(read.Model is not null, string.Join('\n', read.Problems));
            return read.Model;
        }
    }
}
