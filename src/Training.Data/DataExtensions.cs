using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules;

namespace Training.Data;

/// <summary>Puts the database into a site.</summary>
public static class DataExtensions
{
    /// <summary>Registers the context, the write gate and the tasks of the data layer.</summary>
    public static void AddTrainingData(this IServiceCollection services, DatabaseOptions database)
    {
        services.AddSingleton(database);
        services.AddSingleton<WriteGate>();
        services.AddSingleton(provider => Configure(new DbContextOptionsBuilder<TrainingDbContext>(), database)
            .UseApplicationServiceProvider(provider)
            .AddInterceptors(provider.GetServices<IInterceptor>())
            .Options);
        services.AddScoped(provider => new TrainingDbContext(
            provider.GetRequiredService<DbContextOptions<TrainingDbContext>>(),
            provider.GetRequiredService<ModuleCatalog>(),
            database,
            provider.GetRequiredService<WriteGate>(),
            provider));
        services.AddScoped<IUnitOfWork>(provider => provider.GetRequiredService<TrainingDbContext>());
        services.AddScoped<IAuditTrail, AuditTrail>();
        services.AddScoped<IBackgroundTask, PurgeIdempotencyKeys>();
        services.AddSingleton(typeof(SnapshotCache<>));
        services.AddScoped(typeof(Snapshot<>));
        services.AddScoped<SnapshotVersions>();
    }

    /// <summary>A context outside a site, for <c>dotnet ef</c>.</summary>
    public static TrainingDbContext CreateDesignContext(DatabaseOptions database, ModuleCatalog catalog) => new(
        Configure(new DbContextOptionsBuilder<TrainingDbContext>(), database).Options,
        catalog,
        database,
        new WriteGate(),
        new ServiceCollection().BuildServiceProvider());

    private static DbContextOptionsBuilder<TrainingDbContext> Configure(DbContextOptionsBuilder<TrainingDbContext> options, DatabaseOptions database)
        => database.Provider == DatabaseProvider.Sqlite
            ? options.WithoutEmptyModuleWarning().UseSqlite(database.ReadConnectionString, o => o.MigrationsAssembly("Training.Data.Sqlite")).AddInterceptors(new SqliteConnections())
            : options.WithoutEmptyModuleWarning().UseNpgsql(database.ConnectionString, o => o.MigrationsAssembly("Training.Data.PostgreSql")).AddInterceptors(new ViewerCommands(), new ViewerTransactions());

    // A module without tables is nothing to warn about.
    private static DbContextOptionsBuilder<TrainingDbContext> WithoutEmptyModuleWarning(this DbContextOptionsBuilder<TrainingDbContext> options)
        => options.ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.NoEntityTypeConfigurationsWarning));
}
