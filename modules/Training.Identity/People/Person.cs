using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules;

namespace Training.Identity.People;

/// <summary>
/// A practitioner. Keeps the same record through every appointment. A record that was a duplicate stays as a pointer to the one it was
/// merged into, so that an old id still finds the person.
/// </summary>
internal sealed class Person : Entity, IVersioned
{
    /// <summary>Stable short name, used in recipes.</summary>
    public required string Key { get; init; }

    public required string FullName { get; set; }

    /// <summary>Học vị: BS.CKII, ThS.BS, ĐD …</summary>
    public required string Title { get; set; }

    public DateOnly? DateOfBirth { get; set; }

    public Profession? Profession { get; set; }

    public string? Specialty { get; set; }

    /// <summary>As printed on the practising licence.</summary>
    public string? LicenceNumber { get; set; }

    /// <summary>Phạm vi hành nghề, as printed on the licence.</summary>
    public string? LicenceScope { get; set; }

    public DateOnly? LicenceIssuedOn { get; set; }

    /// <summary>Null on a licence of the old law, which has no end.</summary>
    public DateOnly? LicenceExpiresOn { get; set; }

    public string? Email { get; set; }

    public string? Phone { get; set; }

    /// <summary>Written by <see cref="NationalIds"/> only.</summary>
    public string? NationalIdSealed { get; set; }

    /// <summary>Written by <see cref="NationalIds"/> only.</summary>
    public string? NationalIdHash { get; set; }

    public Guid? MergedIntoId { get; set; }

    public string SearchText { get; private set; } = "";

    public string SortKey { get; private set; } = "";

    /// <summary>The folded name; equal for all spellings of it.</summary>
    public string NameKey { get; private set; } = "";

    /// <summary>The words of the folded name in alphabetical order; equal too where family and given name were swapped.</summary>
    public string NameWords { get; private set; } = "";

    /// <summary>The licence number without case, blanks and punctuation; nobody else has it.</summary>
    public string? LicenceKey { get; private set; }

    public int Version { get; set; }

    /// <summary>Call after setting names, specialty or licence: keeps search, order and comparison true.</summary>
    public void Named()
    {
        SearchText = VietnameseText.Fold($"{Title} {FullName} {Specialty} {LicenceNumber}");
        NameKey = VietnameseText.Fold(FullName);
        NameWords = string.Join(' ', NameKey.Split(' ').Order(StringComparer.Ordinal));
        LicenceKey = LicenceKeyOf(LicenceNumber);

        // Vietnamese lists are ordered by the given name, which stands last.
        SortKey = VietnameseText.SortKey($"{FullName.Split(' ')[^1]} {FullName}");
    }

    /// <summary>The form in which licence numbers are compared; null for an empty one.</summary>
    public static string? LicenceKeyOf(string? number)
        => VietnameseText.Fold(number ?? "").Replace(" ", "", StringComparison.Ordinal) is { Length: > 0 } key ? key : null;
}

internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("Identity_People");
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.MergedIntoId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => p.Key).IsUnique();
        builder.HasIndex(p => p.LicenceKey).IsUnique();
        builder.HasIndex(p => p.NationalIdHash).IsUnique();
        builder.HasIndex(p => p.SortKey);
        builder.HasIndex(p => p.NameKey);
        builder.HasIndex(p => p.NameWords);
        builder.Property(p => p.Key).HasMaxLength(60);
        builder.Property(p => p.FullName).HasMaxLength(150);
        builder.Property(p => p.Title).HasMaxLength(60);
        builder.Property(p => p.Specialty).HasMaxLength(150);
        builder.Property(p => p.LicenceNumber).HasMaxLength(60);
        builder.Property(p => p.LicenceKey).HasMaxLength(60);
        builder.Property(p => p.LicenceScope).HasMaxLength(400);
        builder.Property(p => p.Email).HasMaxLength(256);
        builder.Property(p => p.Phone).HasMaxLength(30);
        builder.Property(p => p.NationalIdSealed).HasMaxLength(400);
        builder.Property(p => p.NationalIdHash).HasMaxLength(64);
        builder.Property(p => p.SearchText).HasMaxLength(600);
        builder.Property(p => p.SortKey).HasMaxLength(500);
        builder.Property(p => p.NameKey).HasMaxLength(200);
        builder.Property(p => p.NameWords).HasMaxLength(200);
    }
}
