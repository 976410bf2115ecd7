using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Modules;

namespace Training.Logbook.Rating;

/// <summary>What is rated.</summary>
internal enum Scale
{
    /// <summary>How much the mentor had to do, 1 to 5.</summary>
    Entrustment,

    /// <summary>How well it was done, 1 to 5.</summary>
    Performance,

    /// <summary>How difficult the case was, 1 to 3.</summary>
    Difficulty,
}

/// <summary>
/// The scales that mentors and learners are shown, with their words. A better wording is a new form, from its day on; what was rated keeps the
/// form that it was rated with.
/// </summary>
internal sealed class RatingForm : Entity, IAppendOnly
{
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Where the scales come from.</summary>
    public required string Source { get; init; }

    public IList<RatingLevel> Levels { get; } = [];

    public IEnumerable<RatingLevel> Of(Scale scale) => Levels.Where(level => level.Scale == scale).OrderBy(level => level.Level);

    /// <summary>The words of a level, in the language of the page.</summary>
    public string Words(Scale scale, int level) => Levels.FirstOrDefault(l => l.Scale == scale && l.Level == level)?.Display ?? $"{level}";
}

/// <summary>One level of a scale.</summary>
internal sealed class RatingLevel : IAppendOnly
{
    public required Guid FormId { get; init; }

    public required Scale Scale { get; init; }

    public required int Level { get; init; }

    public required string NameVi { get; init; }

    public required string NameEn { get; init; }

    public string Display => $"{Level} · {Show.Name(NameVi, NameEn)}";
}

/// <summary>Why a case goes back, for a mentor who does not want to type; never changed, only followed by others.</summary>
internal sealed class ReturnReason : Entity, IAppendOnly
{
    /// <summary>Stable short name in recipes.</summary>
    public required string Key { get; init; }

    public required int Position { get; init; }

    public required string NameVi { get; init; }

    public required string NameEn { get; init; }

    public string Display => Show.Name(NameVi, NameEn);
}

internal sealed class RatingConfiguration : IEntityTypeConfiguration<RatingForm>, IEntityTypeConfiguration<RatingLevel>, IEntityTypeConfiguration<ReturnReason>
{
    public void Configure(EntityTypeBuilder<RatingForm> builder)
    {
        builder.ToTable("Logbook_RatingForms");
        builder.HasMany(f => f.Levels).WithOne().HasForeignKey(l => l.FormId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(f => f.ValidFrom).IsUnique();
        builder.Property(f => f.Source).HasMaxLength(400);
    }

    public void Configure(EntityTypeBuilder<RatingLevel> builder)
    {
        builder.ToTable("Logbook_RatingLevels").HasKey(l => new { l.FormId, l.Scale, l.Level });
        builder.Property(l => l.NameVi).HasMaxLength(120);
        builder.Property(l => l.NameEn).HasMaxLength(120);
        builder.Ignore(l => l.Display);
    }

    public void Configure(EntityTypeBuilder<ReturnReason> builder)
    {
        builder.ToTable("Logbook_ReturnReasons");
        builder.HasIndex(r => r.Key).IsUnique();
        builder.Property(r => r.Key).HasMaxLength(40);
        builder.Property(r => r.NameVi).HasMaxLength(200);
        builder.Property(r => r.NameEn).HasMaxLength(200);
        builder.Ignore(r => r.Display);
    }
}
