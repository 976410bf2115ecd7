using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Training.Data;
using Training.Modules;

namespace Training.Tests.Architecture;

/// <summary>The model as each database has it; nothing is connected to.</summary>
internal static class Models
{
    public static TrainingDbContext Context(DatabaseProvider provider) => DataExtensions.CreateDesignContext(
        provider == DatabaseProvider.Sqlite ? DatabaseOptions.Sqlite("model.db") : DatabaseOptions.PostgreSql("Host=127.0.0.1;Database=model"),
        new ModuleCatalog(typeof(Program).Assembly));

    /// <summary>With everything that a migration is made from; the model at run time forgets collations.</summary>
    public static IModel Of(TrainingDbContext db) => db.GetService<IDesignTimeModel>().Model;
}
