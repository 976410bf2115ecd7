using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules;

namespace Training.Data;

/// <summary>
/// The one data context. Outside a write it reads (on SQLite over a read-only connection); everything that writes runs in one
/// transaction, together with the handlers of the events it raises (src/docs/decisions/0001, 0004, 0007).
/// </summary>
public sealed class TrainingDbContext : DbContext, IUnitOfWork
{
    private readonly ModuleCatalog _catalog;
    private readonly DatabaseOptions _database;
    private readonly WriteGate _gate;
    private readonly IServiceProvider _services;
    private readonly List<Action> _afterCommit = [];

    internal TrainingDbContext(
        DbContextOptions<TrainingDbContext> options, ModuleCatalog catalog, DatabaseOptions database, WriteGate gate, IServiceProvider services)
        : base(options)
    {
        _catalog = catalog;
        _database = database;
        _gate = gate;
        _services = services;
    }

    /// <summary>For whom it reads: whoever makes the request, or the site itself outside of one.</summary>
    public Viewer Viewer => _services.GetService<IHttpContextAccessor>() is { HttpContext: not null } && _services.GetService<ICurrentUser>() is { } user
        ? Viewer.Of(user)
        : Viewer.System;

    /// <summary>Everything the modules are made of, to find their configurations in.</summary>
    internal IEnumerable<Type> ModuleTypes => _catalog.Modules.SelectMany(module => module.Assembly.GetTypes());

    /// <summary>What the running write will say in the trail.</summary>
    internal AuditBuffer Audit { get; } = new();

    /// <inheritdoc/>
    public async Task WriteAsync(Func<CancellationToken, Task> work, CancellationToken ct)
    {
        if (Database.CurrentTransaction is not null)
        {
            await work(ct);
            await SaveWithEventsAsync(true, ct);
            return;
        }

        using var turn = _database.Provider == DatabaseProvider.Sqlite ? await _gate.EnterAsync(ct) : null;
        if (turn is not null)
        {
            Database.SetConnectionString(_database.ConnectionString);
        }

        try
        {
            // On SQLite this is BEGIN IMMEDIATE: a transaction that reads first and writes later can not fail half way with "locked".
            await using var transaction = await Database.BeginTransactionAsync(ct);
            await work(ct);
            await SaveWithEventsAsync(true, ct);
            await this.AppendAuditAsync(Audit, _services, ct);
            await transaction.CommitAsync(ct);
            _afterCommit.ForEach(action => action());
        }
        catch
        {
            ChangeTracker.Clear();
            throw;
        }
        finally
        {
            _afterCommit.Clear();
            Audit.Clear();
            if (turn is not null)
            {
                await Database.CloseConnectionAsync();
                Database.SetConnectionString(_database.ReadConnectionString);
            }
        }
    }

    /// <summary>Works on an open connection of the writer, with no transaction and, on SQLite, while nobody else writes: for upkeep of the whole database.</summary>
    internal async Task<T> AsOnlyWriterAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken ct)
    {
        if (Database.CurrentTransaction is not null)
        {
            throw new InvalidOperationException("A write is running.");
        }

        using var turn = _database.Provider == DatabaseProvider.Sqlite ? await _gate.EnterAsync(ct) : null;
        Database.SetConnectionString(_database.ConnectionString);
        try
        {
            await Database.OpenConnectionAsync(ct);
            return await work(ct);
        }
        finally
        {
            await Database.CloseConnectionAsync();
            Database.SetConnectionString(_database.ReadConnectionString);
        }
    }

    /// <inheritdoc/>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    /// <summary>Begins a part of the running write that can be undone by itself. Everything has to be saved before.</summary>
    /// <exception cref="InvalidOperationException">No write is running, or something is not saved.</exception>
    public Task<Part> BeginPartAsync(CancellationToken ct) => Part.BeginAsync(this, ct);

    /// <summary>Saves in a transaction of its own, or in the running one.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (Database.CurrentTransaction is not null)
        {
            return await SaveWithEventsAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

        var written = 0;
        await WriteAsync(async ct => written = await SaveWithEventsAsync(acceptAllChangesOnSuccess, ct), cancellationToken);
        return written;
    }

    /// <summary>Not supported: everything here waits without blocking a thread.</summary>
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
        => throw new NotSupportedException("Use SaveChangesAsync or WriteAsync.");

    /// <summary>Saves the entries of the trail, which are about the write and not part of what it changed.</summary>
    internal Task<int> SaveAuditAsync(CancellationToken ct) => base.SaveChangesAsync(true, ct);

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(TrainingDbContext).Assembly);
        foreach (var module in _catalog.Modules)
        {
            modelBuilder.ApplyConfigurationsFromAssembly(module.Assembly);
        }

        modelBuilder.ApplyScopes(this, ModuleTypes);
        modelBuilder.ApplyConventions(Database.IsNpgsql());
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
        if (Database.IsSqlite())
        {
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        }
    }

    private async Task<int> SaveWithEventsAsync(bool acceptAllChangesOnSuccess, CancellationToken ct)
    {
        var written = 0;
        do
        {
            this.PrepareRows();
            Audit.Track(ChangeTracker);
            written += await base.SaveChangesAsync(acceptAllChangesOnSuccess, ct);
        }
        while (await this.DispatchEventsAsync(_services, ct));

        return written;
    }
}
