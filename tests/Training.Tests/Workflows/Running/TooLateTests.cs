using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules;
using Training.Tests.Support;
using Training.Tests.Workflows.Conformance;
using Training.Workflows.Contracts;
using Training.Workflows.Running;

namespace Training.Tests.Workflows.Running;

/// <summary>What somebody else was faster with is not done again, nor something else in its place.</summary>
public sealed class TooLateTests
{
    /// <summary>The same token waits at one task after the other; in between is a timer that comes every hour.</summary>
    private const string TwoTasks = """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:elsa="https://elsaworkflows.io/schemas/bpmn/v1" targetNamespace="urn:test">
          <process id="two-tasks" isExecutable="true">
            <startEvent id="begin"/><sequenceFlow id="f1" sourceRef="begin" targetRef="first"/>
            <userTask id="first"><extensionElements><elsa:activityBinding activityType="Training.UserTask"><elsa:input name="Assignee">{"typeName":"String","expression":{"type":"Literal","value":"anybody"}}</elsa:input></elsa:activityBinding></extensionElements></userTask>
            <boundaryEvent id="hourly" attachedToRef="first" cancelActivity="false"><timerEventDefinition id="t1"><timeCycle>R3/PT1H</timeCycle></timerEventDefinition></boundaryEvent>
            <sequenceFlow id="f2" sourceRef="hourly" targetRef="told"/><endEvent id="told"/>
            <sequenceFlow id="f3" sourceRef="first" targetRef="second"/>
            <userTask id="second"><extensionElements><elsa:activityBinding activityType="Training.UserTask"><elsa:input name="Assignee">{"typeName":"String","expression":{"type":"Literal","value":"anybody"}}</elsa:input></elsa:activityBinding></extensionElements></userTask>
            <sequenceFlow id="f4" sourceRef="second" targetRef="done"/><endEvent id="done"/>
          </process>
        </definitions>
        """;

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Complete_ATaskThatSomebodyElseHasDone_DoesNotDoTheNextOne(Database database)
    {
        await using var site = await StartAsync(database);
        var instance = await site.BeginAsync("two-tasks");
        var first = await OpenTaskAsync(site, instance);
        await site.WriteAsync(async (services, ct) =>
        {
            // It was read as open; meanwhile it is done.
            var stale = await services.GetRequiredService<Training.Data.TrainingDbContext>().Set<TaskRow>().AsNoTracking().SingleAsync(t => t.Id == first, ct);
            var (runner, nothing) = (services.GetRequiredService<ProcessRunner>(), new Dictionary<string, object>());
            await runner.CompleteAsync(stale, null, nothing, ct);
            Assert.Equal("Engine.TaskIsOver", (await Assert.ThrowsAsync<Training.Workflows.Engine.EngineRefusal>(() => runner.CompleteAsync(stale, null, nothing, ct))).Reason);
            Assert.Equal("Task.IsOver", (await Assert.ThrowsAsync<RuleViolation>(() => services.GetRequiredService<IProcesses>().CompleteAsync(first, null, nothing, ct))).Key);
        });
        Assert.Equal("second", Assert.Single((await site.CheckAsync(instance)).Tokens.Values).Node);
        Assert.NotEqual(first, await OpenTaskAsync(site, instance));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Fire_ATimerThatAnotherNodeHasFiredAndSetAgain_DoesNothing(Database database)
    {
        await using var site = await StartAsync(database);
        var instance = await site.BeginAsync("two-tasks");
        site.Clock.Shift += TimeSpan.FromHours(1);
        await site.RunDueAsync();
        var timer = Assert.Single((await site.CheckAsync(instance)).Timers.Values);
        var before = (await site.JournalAsync(instance)).Count;
        await site.MoveAsync(instance, async (machine, ct) => Assert.False(await machine.FireAsync(timer.Number, ct)));
        Assert.Equal(before, (await site.JournalAsync(instance)).Count);
    }

    private static async Task<Site> StartAsync(Database database)
    {
        var site = await Site.StartWithAsync(database, "blank", services => services.AddSingleton<IAssigneeResolver, Anybody>());
        await site.PublishAsync(TwoTasks);
        return site;
    }

    private static Task<Guid> OpenTaskAsync(Site site, Guid instance)
        => site.DataAsync(db => db.Set<TaskRow>().Where(t => t.InstanceId == instance && t.DoneAt == null && t.WithdrawnAt == null).Select(t => t.Id).SingleAsync());
}
