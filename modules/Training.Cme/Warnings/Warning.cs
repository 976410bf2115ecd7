using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Cme.Warnings;

/// <summary>A letter about missing hours was written: once for each person, end of their years, and colour.</summary>
[NotAudited("says only that the site wrote a letter, so that it writes it once")]
internal sealed class Warning : Entity, IAppendOnly
{
    public required Guid PersonId { get; init; }

    /// <summary>Last day of the years it warned about.</summary>
    public required DateOnly PeriodTo { get; init; }

    /// <summary>The last letter before the end; the other came earlier.</summary>
    public required bool IsUrgent { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>Bookkeeping of the job; seen by whom it is about.</summary>
internal sealed class WarningConfiguration : IScoped<Warning>
{
    public Expression<Func<Warning, Viewer, bool>> VisibleTo(TrainingDbContext db) => (w, viewer) => w.PersonId == viewer.PersonId;

    public void Lock(RowLock<Warning> row) => row.Person(w => w.PersonId);

    public void Configure(EntityTypeBuilder<Warning> builder)
    {
        builder.ToTable("Cme_Warnings");
        builder.ReferencesPerson(w => w.PersonId, WhenMerged.MovesUnlessThere);
        builder.HasIndex(w => new { w.PersonId, w.PeriodTo, w.IsUrgent }).IsUnique();
    }
}
