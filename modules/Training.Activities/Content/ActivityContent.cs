using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules;

namespace Training.Activities.Content;

/// <summary>What an item of a course holds. A draft until the course is published; from then on nobody changes it, and a change is a copy.</summary>
internal abstract class ActivityContent : Entity, IVersioned
{
    public const int AboutLength = 8000;

    /// <summary>The hospital that owns the course; null where it is everybody's.</summary>
    public required Guid? HospitalId { get; init; }

    /// <summary>What its author calls it.</summary>
    public required string Title { get; set; }

    /// <summary>What learners are told, as plain paragraphs.</summary>
    public string AboutVi { get; set; } = "";

    public string? AboutEn { get; set; }

    public DateTimeOffset? FrozenAt { get; set; }

    public int Version { get; set; }

    public string About => Show.Name(AboutVi, AboutEn);
}

internal static class ActivityContentConfiguration
{
    /// <summary>What the tables of all contents share.</summary>
    public static void MapContent<T>(this EntityTypeBuilder<T> builder, string table)
        where T : ActivityContent
    {
        builder.ToTable(table);
        builder.Ignore(c => c.About);
        builder.Property(c => c.Title).HasMaxLength(200);
        builder.Property(c => c.AboutVi).HasMaxLength(ActivityContent.AboutLength);
        builder.Property(c => c.AboutEn).HasMaxLength(ActivityContent.AboutLength);
    }
}
