using System.Reflection;
using Microsoft.EntityFrameworkCore.Design;
using Training.Modules;

namespace Training.Data.Design;

/// <summary>Makes the context for <c>dotnet ef</c>; the environment variable Database__Provider chooses the database.</summary>
internal sealed class DesignFactory : IDesignTimeDbContextFactory<TrainingDbContext>
{
    public TrainingDbContext CreateDbContext(string[] args) => DataExtensions.CreateDesignContext(
        Environment.GetEnvironmentVariable("Database__Provider") == nameof(DatabaseProvider.PostgreSql)
            ? DatabaseOptions.PostgreSql("Host=127.0.0.1;Database=design")
            : DatabaseOptions.Sqlite("design.db"),
        new ModuleCatalog(Assembly.Load("Training.Web")));
}
