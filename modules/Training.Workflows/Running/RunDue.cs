using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Training.Data;
using Training.Modules;
using Training.Workflows.Bpmn;
using Training.Workflows.Contracts;
using Training.Workflows.Definitions;
using Training.Workflows.Engine;
using Training.Workflows.Timing;

namespace Training.Workflows.Running;

/// <summary>
/// Fires timers that are due and hands over messages, each in a write of its own and each once: who takes one holds its instance, and
/// another node steps over it. What came due while no node was running is done at the next start.
/// </summary>
internal sealed class RunDue(TrainingDbContext db, ProcessRunner runner, Models models, IWorkingDays workingDays, TimeProvider clock, ILogger<RunDue> log) : IBackgroundTask
{
    /// <summary>After this many failures in a row, the next one stops the instance.</summary>
    public const int MostTries = 5;

    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2)];

    private static readonly TimeSpan PauseOfStarts = TimeSpan.FromMinutes(30);

    public TimeSpan Interval => TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken ct)
    {
        while (await FireNextAsync(ct) || await DeliverNextAsync(ct) || await BeginNextAsync(ct))
        {
            db.ChangeTracker.Clear();
        }
    }

    /// <returns>False: none is due that nobody else has taken.</returns>
    public async Task<bool> FireNextAsync(CancellationToken ct)
    {
        // Mostly nothing is due; then no write begins.
        var before = clock.GetUtcNow();
        if (!await db.Set<TimerRow>().AnyAsync(t => t.TryAt <= before, ct))
        {
            return false;
        }

        TimerRow? timer = null;
        try
        {
            await db.WriteAsync(
                async inner =>
                {
                    timer = (await NextTimer(clock.GetUtcNow()).AsNoTracking().ToListAsync(inner)).SingleOrDefault();
                    if (timer is not null)
                    {
                        await runner.MoveAsync(timer.InstanceId, (machine, token) => machine.FireAsync(timer.Number, token), timer.Tries < MostTries, inner);
                    }
                },
                ct);
            return timer is not null;
        }
#pragma warning disable CA1031 // one timer that fails must not hold up the others
        catch (Exception exception) when (timer is not null && exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            if (exception is not ActivityFailed)
            {
                log.LogError(exception, "Timer {Timer} of instance {Instance} failed.", timer.Number, timer.InstanceId);
            }

            var next = clock.GetUtcNow() + Pauses[Math.Min(timer.Tries, Pauses.Length - 1)];
            await db.WriteAsync(
                inner => db.Set<TimerRow>().Where(t => t.InstanceId == timer.InstanceId && t.Number == timer.Number)
                    .ExecuteUpdateAsync(set => set.SetProperty(t => t.TryAt, next).SetProperty(t => t.Tries, t => t.Tries + 1), inner),
                ct);
            return true;
        }
    }

    /// <returns>False: none is on its way that nobody else has taken.</returns>
    public async Task<bool> DeliverNextAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow();
        if (!await db.Set<Delivery>().AnyAsync(d => d.TryAt <= before, ct))
        {
            return false;
        }

        Delivery? delivery = null;
        try
        {
            await db.WriteAsync(
                async inner =>
                {
                    delivery = (await NextDelivery(clock.GetUtcNow()).ToListAsync(inner)).SingleOrDefault();
                    if (delivery is not null)
                    {
                        await DeliverAsync(delivery, inner);
                        db.Remove(delivery);
                    }
                },
                ct);
            return delivery is not null;
        }
        catch (EngineRefusal refusal) when (delivery is not null && refusal.Reason == "Engine.IsStopped")
        {
            // It is kept until somebody has put the instance right.
        }
#pragma warning disable CA1031 // one message that fails must not hold up the others
        catch (Exception exception) when (delivery is not null && exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            log.LogError(exception, "Message {Message} to instance {Instance} failed.", delivery.Name, delivery.ToInstanceId);
        }

        var next = clock.GetUtcNow() + Pauses[Math.Min(delivery.Tries, Pauses.Length - 1)];
        await db.WriteAsync(
            inner => db.Set<Delivery>().Where(d => d.Id == delivery.Id).ExecuteUpdateAsync(set => set.SetProperty(d => d.TryAt, next).SetProperty(d => d.Tries, d => d.Tries + 1), inner),
            ct);
        return true;
    }

    /// <returns>False: no process begins now that nobody else has begun.</returns>
    public async Task<bool> BeginNextAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow();
        if (!await db.Set<StartTimer>().AnyAsync(t => t.DueAt <= before, ct))
        {
            return false;
        }

        StartTimer? timer = null;
        try
        {
            await db.WriteAsync(
                async inner =>
                {
                    timer = (await NextStart(clock.GetUtcNow()).ToListAsync(inner)).SingleOrDefault();
                    if (timer is not null)
                    {
                        await BeginAsync(timer, inner);
                    }
                },
                ct);
            return timer is not null;
        }
#pragma warning disable CA1031 // one process that can not begin must not hold up the others
        catch (Exception exception) when (timer is not null && exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            log.LogError(exception, "Process {Process} could not begin at {Node}.", timer.ProcessId, timer.Node);
        }

        db.ChangeTracker.Clear();
        var (process, node, next) = (timer.ProcessId, timer.Node, clock.GetUtcNow() + PauseOfStarts);
        await db.WriteAsync(
            inner => db.Set<StartTimer>().Where(t => t.ProcessId == process && t.Node == node).ExecuteUpdateAsync(set => set.SetProperty(t => t.DueAt, next), inner),
            ct);
        return true;
    }

    private async Task BeginAsync(StartTimer timer, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var version = (await models.NewestAsync(timer.ProcessId, ct))!;
        var start = (await models.GetAsync(version.VersionId, ct)).Root.Starts.Single(node => node.Id == timer.Node);
        var definition = ((TimerTrigger)start.Trigger).Timer;
        timer.Fired++;
        var next = definition.Next(timer.DueAt, timer.Fired, workingDays);
        while (definition.Times is null && next <= now)
        {
            next = definition.Next(next.Value, timer.Fired, workingDays);
        }

        if (next is { } due)
        {
            timer.DueAt = due;
        }
        else
        {
            db.Remove(timer);
        }

        await runner.StartAsync(version, start.Id, new Subject(nameof(Process), timer.ProcessId), new Concerned(null, null, null), new Dictionary<string, object>(), ct);
    }

    // The instance is what is taken: everybody who moves it locks it first, so that nobody waits for two rows in another order.
    private IQueryable<TimerRow> NextTimer(DateTimeOffset now) => db.Database.IsNpgsql()
        ? db.Set<TimerRow>().FromSql(
            $"""
            SELECT t.* FROM "Workflows_Timers" AS t JOIN "Workflows_Instances" AS i ON i."Id" = t."InstanceId"
            WHERE t."TryAt" <= {now} ORDER BY t."TryAt", t."InstanceId", t."Number" LIMIT 1 FOR UPDATE OF i SKIP LOCKED
            """).IgnoreQueryFilters()
        : db.Set<TimerRow>().Where(t => t.TryAt <= now).OrderBy(t => t.TryAt).ThenBy(t => t.InstanceId).ThenBy(t => t.Number).Take(1);

    // Who gets one is told before the next one looks for who waits: what was sent first may be what makes somebody wait for the second.
    private IQueryable<Delivery> NextDelivery(DateTimeOffset now) => db.Database.IsNpgsql()
        ? db.Set<Delivery>().FromSql($"""SELECT * FROM "Workflows_Deliveries" WHERE "TryAt" <= {now} ORDER BY "TryAt", "ToInstanceId" IS NULL, "Id" LIMIT 1 FOR UPDATE SKIP LOCKED""")
        : db.Set<Delivery>().Where(d => d.TryAt <= now).OrderBy(d => d.TryAt).ThenBy(d => d.ToInstanceId == null).ThenBy(d => d.Id).Take(1);

    private IQueryable<StartTimer> NextStart(DateTimeOffset now) => db.Database.IsNpgsql()
        ? db.Set<StartTimer>().FromSql($"""SELECT * FROM "Workflows_StartTimers" WHERE "DueAt" <= {now} ORDER BY "DueAt" LIMIT 1 FOR UPDATE SKIP LOCKED""")
        : db.Set<StartTimer>().Where(t => t.DueAt <= now).OrderBy(t => t.DueAt).Take(1);

    private async Task DeliverAsync(Delivery delivery, CancellationToken ct)
    {
        if (delivery is { ToInstanceId: { } instance, Subscription: { } subscription })
        {
            await runner.MoveAsync(instance, (machine, token) => machine.ReceiveAsync(subscription, Values.Of(new Dictionary<string, object>()), token), throwsOnFailure: false, ct);
            return;
        }

        var waiting = await db.Set<SubscriptionRow>().AsNoTracking()
            .Where(s => s.Name == delivery.Name && s.IsSignal == delivery.IsSignal
                && (delivery.IsSignal || (s.SubjectType == delivery.SubjectType && s.SubjectId == delivery.SubjectId)))
            .OrderBy(s => s.InstanceId).ThenBy(s => s.Number)
            .Select(s => new { s.InstanceId, s.Number })
            .ToListAsync(ct);
        db.AddRange(waiting.Select((to, order) => new Delivery
        {
            Id = Delivery.NewId(delivery.SentAt, order),
            Name = delivery.Name,
            IsSignal = delivery.IsSignal,
            SubjectType = delivery.SubjectType,
            SubjectId = delivery.SubjectId,
            FromInstanceId = delivery.FromInstanceId,
            ToInstanceId = to.InstanceId,
            Subscription = to.Number,
            SentAt = delivery.SentAt,
            TryAt = delivery.SentAt,
        }));
        if (waiting.Count == 0 && !delivery.IsSignal)
        {
            await BeginAsync(delivery, ct);
        }
    }

    /// <summary>Nobody waits for the message: processes that begin with it do.</summary>
    private async Task BeginAsync(Delivery delivery, CancellationToken ct)
    {
        var from = await db.Set<Instance>().AsNoTracking().SingleAsync(i => i.Id == delivery.FromInstanceId, ct);
        foreach (var (version, start) in await models.StartedByAsync(delivery.Name, ct))
        {
            await runner.StartAsync(
                version, start, new Subject(delivery.SubjectType, delivery.SubjectId), new Concerned(from.PersonId, from.HospitalId, from.OtherHospitalId), new Dictionary<string, object>(), ct);
        }
    }
}
