using System.Globalization;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Training.Data;
using Training.Exchange.Contracts;
using Training.Exchange.Files;
using Training.Exchange.Uploads;
using Training.Modules;

namespace Training.Exchange.Imports;

/// <summary>Wakes the worker of this process when a file has come in.</summary>
internal sealed class ImportSignal
{
    private readonly Channel<bool> _channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Set() => _channel.Writer.TryWrite(true);

    /// <summary>Returns when something has come in, or after the time, to look for what another node left behind.</summary>
    public async Task WaitAsync(TimeSpan longest, TimeProvider clock, CancellationToken ct)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(_channel.Reader.WaitToReadAsync(end.Token).AsTask(), Task.Delay(longest, clock, end.Token));
        await end.CancelAsync();
        while (_channel.Reader.TryRead(out _))
        {
        }
    }
}

/// <summary>
/// Checks uploaded files, one after the other, outside the requests. A file is claimed for a while; what was claimed by a process that
/// died is taken up again when the claim has run out. Somebody waits for it, so it is no job that <c>Jobs:Enabled</c> switches off.
/// </summary>
internal sealed class ImportWorker(IServiceScopeFactory scopes, ImportSignal signal, TimeProvider clock, ILogger<ImportWorker> log) : BackgroundService
{
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await ClaimNextAsync(stoppingToken) is { } id)
                {
                    await PlanAsync(id, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // a database that is away for a moment must not end the worker
            catch (Exception exception)
#pragma warning restore CA1031
            {
                log.LogError(exception, "Uploaded files could not be looked for; next try in {Pause}.", Pause);
            }

            await signal.WaitAsync(Pause, clock, stoppingToken);
        }
    }

    private async Task<Guid?> ClaimNextAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TrainingDbContext>();
        var now = clock.GetUtcNow();
        var waiting = await db.Uploads.Where(u => u.PlannedAt == null && u.Refusal == null && (u.ClaimedUntil == null || u.ClaimedUntil < now))
            .OrderBy(u => u.UploadedAt).Select(u => u.Id).Take(5).ToListAsync(ct);
        foreach (var id in waiting)
        {
            var claimed = 0;
            await db.WriteAsync(
                async inner => claimed = await db.Set<Upload>()
                    .Where(u => u.Id == id && u.PlannedAt == null && u.Refusal == null && (u.ClaimedUntil == null || u.ClaimedUntil < now))
                    .ExecuteUpdateAsync(set => set.SetProperty(u => u.ClaimedUntil, now + Claim).SetProperty(u => u.RowsDone, 0), inner),
                ct);
            if (claimed == 1)
            {
                return id;
            }
        }

        return null;
    }

    private async Task PlanAsync(Guid id, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await PlanAsync(scope.ServiceProvider, id, ct);
        }
        catch (FileRefused refused)
        {
            await StoreAsync(id, set => set.SetProperty(u => u.Refusal, refused.Key).SetProperty(u => u.RefusalArguments, string.Join('\u001F', refused.Arguments)), ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await StoreAsync(id, set => set.SetProperty(u => u.ClaimedUntil, (DateTimeOffset?)null), CancellationToken.None);
            throw;
        }
#pragma warning disable CA1031 // one file that breaks the check must neither stop the worker nor be tried for ever
        catch (Exception exception)
#pragma warning restore CA1031
        {
            log.LogError(exception, "The uploaded file {Upload} could not be checked.", id);
            await StoreAsync(id, set => set.SetProperty(u => u.Refusal, "File.Failed"), ct);
        }
    }

    private async Task PlanAsync(IServiceProvider services, Guid id, CancellationToken ct)
    {
        var db = services.GetRequiredService<TrainingDbContext>();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var upload = await db.Uploads.SingleAsync(u => u.Id == id, ct);
        var import = services.GetServices<ITableImport>().Single(i => i.Name == upload.Import);
        var content = await services.GetRequiredService<ContentBox>().OpenAsync(id, ContentKind.Source, ct) ?? throw new FileRefused("File.Gone");
        var table = services.GetRequiredService<RowReader>().Read(import, TableFile.Read(upload.FileName, content));
        await StoreAsync(id, set => set.SetProperty(u => u.RowsTotal, table.Rows.Count).SetProperty(u => u.ClaimedUntil, clock.GetUtcNow() + Claim), ct);
        var result = await services.GetRequiredService<Planner>().PlanAsync(
            import,
            table,
            ScopeText.Read(upload.Scope),
            done => StoreAsync(id, set => set.SetProperty(u => u.RowsDone, done).SetProperty(u => u.ClaimedUntil, clock.GetUtcNow() + Claim), ct),
            ct);
        await FinishAsync(services, id, result, ct);
    }

    private async Task FinishAsync(IServiceProvider services, Guid id, PlanResult result, CancellationToken ct)
    {
        var db = services.GetRequiredService<TrainingDbContext>();
        var plan = services.GetRequiredService<ContentBox>().Seal(id, result.Document);
        await db.WriteAsync(
            async inner =>
            {
                await db.Set<UploadContent>().Where(c => c.UploadId == id && c.Kind == ContentKind.Plan).ExecuteDeleteAsync(inner);
                var stored = await db.Set<Upload>().Where(u => u.Id == id && u.PlannedAt == null).ExecuteUpdateAsync(
                    set => set.SetProperty(u => u.PlannedAt, clock.GetUtcNow())
                        .SetProperty(u => u.RowsDone, result.Table.Rows.Count)
                        .SetProperty(u => u.NewRows, result.Count(RowOutcome.New))
                        .SetProperty(u => u.ChangedRows, result.Count(RowOutcome.Changed))
                        .SetProperty(u => u.RemovedRows, result.Count(RowOutcome.Removed))
                        .SetProperty(u => u.SameRows, result.Count(RowOutcome.Same))
                        .SetProperty(u => u.Problems, result.Document.Problems.Count)
                        .SetProperty(u => u.Digest, result.Digest)
                        .SetProperty(u => u.ClaimedUntil, (DateTimeOffset?)null),
                    inner);
                if (stored == 1)
                {
                    db.Add(plan);
                }
            },
            ct);
        log.LogInformation("Checked the file of import {Upload}: {Rows} rows, {Problems} problems.", id, result.Table.Rows.Count.ToString(CultureInfo.InvariantCulture), result.Document.Problems.Count);
    }

    private async Task StoreAsync(Guid id, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<Upload>> set, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TrainingDbContext>();
        await db.WriteAsync(inner => db.Set<Upload>().Where(u => u.Id == id).ExecuteUpdateAsync(set, inner), ct);
    }
}
