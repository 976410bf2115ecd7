using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Training.Data;

namespace Training.Exchange.Contracts;

/// <summary>Asks the model who points at a row, so that an import can say "in use" instead of failing on a foreign key.</summary>
public static class References
{
    /// <summary>Those of the ids that any row of any module points at; one statement for each foreign key that restricts.</summary>
    /// <param name="db">The context.</param>
    /// <param name="ids">Ids of rows of <typeparamref name="T"/>.</param>
    /// <param name="but">Entities whose references do not count, since they go together with the row.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<IReadOnlySet<Guid>> ReferencedAsync<T>(this TrainingDbContext db, IReadOnlyCollection<Guid> ids, IReadOnlyCollection<Type> but, CancellationToken ct)
        where T : class
    {
        var found = new HashSet<Guid>();
        var type = db.Model.FindEntityType(typeof(T))!;
        foreach (var key in type.GetReferencingForeignKeys().Where(key => key.DeleteBehavior != DeleteBehavior.Cascade && !but.Contains(key.DeclaringEntityType.ClrType)))
        {
            foreach (var part in ids.Chunk(500))
            {
                found.UnionWith(await PointingAsync(db, key, part, ct));
            }
        }

        return found;
    }

    [SuppressMessage("Security", "EF1002:Risk of vulnerability to SQL injection", Justification = "Names come from the model; the ids are parameters.")]
    private static async Task<IReadOnlyList<Guid>> PointingAsync(TrainingDbContext db, IForeignKey key, Guid[] ids, CancellationToken ct)
    {
        var table = key.DeclaringEntityType.GetTableName()!;
        var column = key.Properties.Single().GetColumnName(StoreObjectIdentifier.Table(table))!;
        var places = string.Join(", ", ids.Select((_, index) => $"{{{index}}}"));
        return await db.Database
            .SqlQueryRaw<Guid>($"SELECT DISTINCT \"{column}\" AS \"Value\" FROM \"{table}\" WHERE \"{column}\" IN ({places})", [.. ids.Cast<object>()])
            .PastTheLock()
            .ToListAsync(ct);
    }
}
