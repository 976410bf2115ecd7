using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Modules;

namespace Training.Cme.Rules;

/// <summary>How many credit hours are asked for in how many consecutive years, and when the site warns, from a day on; from law, with its reference.</summary>
[NotAudited("comes with a recipe, whose run is in the trail; no page changes it")]
internal sealed class Target : Entity, IAppendOnly
{
    public required DateOnly From { get; init; }

    /// <summary>Credit hours within the years.</summary>
    public required int Hours { get; init; }

    /// <summary>Consecutive years.</summary>
    public required int Years { get; init; }

    /// <summary>So many days before the end, missing hours are amber.</summary>
    public required int AmberDays { get; init; }

    /// <summary>So many days before the end they are red.</summary>
    public required int RedDays { get; init; }

    /// <summary>First day of the terms of those whose licence has no end of its own.</summary>
    public required DateOnly OpenFrom { get; init; }

    public required string Reference { get; init; }

    public int Hundredths => Hours * 100;

    /// <summary>The term of a licence without an end, on a day.</summary>
    public Period OpenOn(DateOnly day) => Period.TermOn(day, OpenFrom, Years);

    /// <summary>The years that count for a licence. Without a licence: the years up to the day, only to be shown.</summary>
    public Period PeriodOf(string? licenceNumber, DateOnly? expiresOn, DateOnly day)
        => licenceNumber is null ? Period.EndingOn(day, Years) : expiresOn is { } last ? Period.EndingOn(last, Years) : OpenOn(day);
}

internal sealed class TargetConfiguration : IEntityTypeConfiguration<Target>
{
    public void Configure(EntityTypeBuilder<Target> builder)
    {
        builder.ToTable("Cme_Targets", table => table.HasCheckConstraint("CK_Cme_Targets_Numbers", "\"Hours\" > 0 AND \"Years\" > 0 AND \"RedDays\" >= 0 AND \"AmberDays\" >= \"RedDays\""));
        builder.HasIndex(t => t.From).IsUnique();
        builder.Property(t => t.Reference).HasMaxLength(300);
        builder.Ignore(t => t.Hundredths);
    }
}

/// <summary>All targets, to look one up.</summary>
internal sealed record TargetBook(IReadOnlyList<Target> Targets)
{
    /// <summary>The target in force on the day: the newest that had begun, or the first there is.</summary>
    /// <exception cref="InvalidOperationException">There is none at all: the site was set up without its rules.</exception>
    public Target On(DateOnly day) => Targets.Where(t => t.From <= day).MaxBy(t => t.From) ?? Targets.MinBy(t => t.From)
        ?? throw new InvalidOperationException("There is no target of credit hours: run the recipe 'processes'.");
}

/// <summary>Targets from memory: every home page asks for one.</summary>
internal sealed class TargetReader(TrainingDbContext db, Snapshot<TargetBook> snapshot)
{
    /// <inheritdoc cref="TargetBook.On"/>
    public async Task<Target> OnAsync(DateOnly day, CancellationToken ct)
        => (await snapshot.GetAsync(async () => new TargetBook(await db.Set<Target>().AsNoTracking().ToListAsync(ct)), ct)).On(day);

    /// <summary>Call inside the write that added one.</summary>
    public Task ChangedAsync(CancellationToken ct) => snapshot.ChangedAsync(ct);
}
