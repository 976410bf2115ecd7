using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules;

namespace Training.Identity.People;

/// <summary>A practitioner. Keeps the same record through every appointment.</summary>
internal sealed class Person : Entity
{
    /// <summary>Stable short name, used in recipes.</summary>
    public required string Key { get; init; }

    public required string FullName { get; set; }

    /// <summary>Chức danh, học vị: BS.CKII, ThS.BS, ĐD …</summary>
    public required string Title { get; set; }

    public string SearchText { get; private set; } = "";

    public string SortKey { get; private set; } = "";

    public void Named()
    {
        SearchText = VietnameseText.Fold($"{Title} {FullName}");

        // Vietnamese lists are ordered by the given name, which stands last.
        SortKey = VietnameseText.SortKey($"{FullName.Split(' ')[^1]} {FullName}");
    }
}

internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("Identity_People");
        builder.HasIndex(p => p.Key).IsUnique();
        builder.Property(p => p.Key).HasMaxLength(60);
        builder.Property(p => p.FullName).HasMaxLength(150);
        builder.Property(p => p.Title).HasMaxLength(60);
        builder.Property(p => p.SearchText).HasMaxLength(250);
        builder.Property(p => p.SortKey).HasMaxLength(500);
    }
}
