using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Logbook.Entries;
using Training.Modules;
using Training.Techniques.Contracts;

namespace Training.Logbook.Content;

/// <summary>What was done in a case: a technique, at a stage.</summary>
internal readonly record struct Done(Guid TechniqueId, Stage Stage);

/// <summary>A technique that was done in the same case, besides the one that the version itself names.</summary>
internal sealed class FurtherTechnique : IAppendOnly
{
    public required Guid EntryVersionId { get; init; }

    /// <summary>From 1.</summary>
    public required int Position { get; init; }

    public required Guid TechniqueId { get; init; }

    public required Stage Stage { get; init; }
}

internal sealed class FurtherTechniqueConfiguration : IPart<FurtherTechnique>
{
    public Expression<Func<FurtherTechnique, Viewer, bool>> VisibleTo(TrainingDbContext db) => (f, _) => db.Set<EntryVersion>().Any(v => v.Id == f.EntryVersionId);

    public void Lock(RowLock<FurtherTechnique> row) => row.With<EntryVersion>(f => f.EntryVersionId);

    public void Configure(EntityTypeBuilder<FurtherTechnique> builder)
    {
        builder.ToTable("Logbook_FurtherTechniques").HasKey(f => new { f.EntryVersionId, f.Position });
        builder.ReferencesTechnique(f => f.TechniqueId);
    }
}
