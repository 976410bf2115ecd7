using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules;
using Training.Techniques.Contracts;

namespace Training.Integrity.Limits;

/// <summary>From which figure on the site asks, from a day on, with where the figure comes from. A newer one replaces it; old ones stay.</summary>
internal sealed class Limit : Entity, IAppendOnly
{
    public const string SetAction = "Integrity.LimitSet";

    public required Pattern Pattern { get; init; }

    /// <summary>One technique; null for all that have no row of their own.</summary>
    public Guid? TechniqueId { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>
    /// The site asks above this number; for <see cref="Pattern.QuickDecision"/> below this number of seconds. Null: from that day on it does
    /// not ask.
    /// </summary>
    public int? Number { get; init; }

    /// <summary>For <see cref="Pattern.LateEntries"/>: a case is entered late more than so many days after it was done.</summary>
    public int? Days { get; init; }

    /// <summary>Why this figure, and where it comes from.</summary>
    public required string Source { get; init; }

    public required DateTimeOffset SetAt { get; init; }

    public required string SetBy { get; init; }
}

internal sealed class LimitConfiguration : IEntityTypeConfiguration<Limit>
{
    public const int SourceLength = 300;

    public void Configure(EntityTypeBuilder<Limit> builder)
    {
        builder.ToTable("Integrity_Limits", table => table.HasCheckConstraint("CK_Integrity_Limits_Number", """ "Number" >= 0 """.Trim()));
        builder.ReferencesTechnique(limit => limit.TechniqueId);
        builder.HasIndex(limit => new { limit.Pattern, limit.TechniqueId, limit.ValidFrom }).IsUnique();
        builder.HasIndex(limit => new { limit.Pattern, limit.ValidFrom }).IsUnique().HasFilter(""" "TechniqueId" IS NULL """.Trim());
        builder.Property(limit => limit.Source).HasMaxLength(SourceLength);
        builder.Property(limit => limit.SetBy).HasMaxLength(250);
    }
}

/// <summary>All limits, to look one up.</summary>
internal sealed class LimitTable(IEnumerable<Limit> limits)
{
    private readonly ILookup<(Pattern, Guid?), Limit> _limits = limits.OrderByDescending(limit => limit.ValidFrom).ToLookup(limit => (limit.Pattern, limit.TechniqueId));

    /// <summary>The limit of a day: that of the technique, or the general one.</summary>
    /// <returns>Null where the site does not ask.</returns>
    public Limit? Of(Pattern pattern, DateOnly day, Guid? techniqueId = null)
    {
        Limit? On(Guid? technique) => _limits[(pattern, technique)].FirstOrDefault(limit => limit.ValidFrom <= day);
        var found = (techniqueId is null ? null : On(techniqueId)) ?? On(null);
        return found?.Number is null ? null : found;
    }
}
