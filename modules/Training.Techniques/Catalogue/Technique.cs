using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules;
using Training.Techniques.Contracts;

namespace Training.Techniques.Catalogue;

/// <summary>Loại: surgery, procedure or service.</summary>
internal enum TechniqueKind
{
    PhauThuat,
    ThuThuat,
    DichVu,
}

/// <summary>
/// A technique as one hospital can teach it to another. Only the names are facts; the class, the numbers and the rest of the loaded data
/// are illustrations that the giving hospital replaces by its own approved programme (Recipes/data/PROVENANCE.md).
/// </summary>
internal sealed class Technique : Entity, IVersioned
{
    private const char Separator = ';';

    public required string Key { get; init; }

    public required string Code { get; init; }

    public required string NameVi { get; set; }

    public required string NameEn { get; set; }

    public required string SpecialtyKey { get; set; }

    public required string SpecialtyVi { get; set; }

    public required string SpecialtyEn { get; set; }

    public required TechniqueKind Kind { get; set; }

    /// <summary>Phân loại, such as Phẫu thuật đặc biệt; null where it has none.</summary>
    public string? ClassLabel { get; set; }

    /// <summary>PĐB, P1, TĐB …</summary>
    public string? ClassCode { get; set; }

    /// <summary>Keys of hospitals that could teach it, separated by semicolons.</summary>
    public required string TypicalDonors { get; set; }

    public required int MinObserve { get; set; }

    public required int MinAssist { get; set; }

    public required int MinSupervised { get; set; }

    public required int MinIndependent { get; set; }

    public required int TheoryHours { get; set; }

    public required int WeeksAtDonor { get; set; }

    /// <summary>Places in the team, the one that performs first, separated by semicolons.</summary>
    public required string TeamRoles { get; set; }

    public string? Equipment { get; set; }

    public required int FollowUpMonths { get; set; }

    public string? OutcomeIndicator { get; set; }

    public string? TransferEvidence { get; set; }

    /// <summary>Mã tương đương of the Ministry; null until somebody has checked it.</summary>
    public string? MohCode { get; set; }

    public string SearchText { get; private set; } = "";

    public string SortKey { get; private set; } = "";

    public int Version { get; set; }

    /// <summary>The team, the one that performs first.</summary>
    public IReadOnlyList<TeamRole> Team => [.. Split(TeamRoles).Select(Enum.Parse<TeamRole>)];

    public IReadOnlyList<string> TypicalDonorKeys => Split(TypicalDonors);

    public static string[] Split(string cell) => cell.Split(Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static string Join(IEnumerable<TeamRole> roles) => string.Join(Separator, roles);

    /// <summary>Call after setting names: keeps search and order true and forgets what is kept in memory.</summary>
    public void Changed()
    {
        SearchText = VietnameseText.Fold($"{NameVi} {NameEn} {SpecialtyVi} {SpecialtyEn} {Code} {Key} {MohCode}");
        SortKey = VietnameseText.SortKey(NameVi);
        Raise(new CatalogueChanged(Id));
    }
}

internal sealed class TechniqueConfiguration : IEntityTypeConfiguration<Technique>
{
    public void Configure(EntityTypeBuilder<Technique> builder)
    {
        builder.ToTable("Techniques_Techniques");
        builder.Ignore(t => t.Team).Ignore(t => t.TypicalDonorKeys);
        builder.HasIndex(t => t.Key).IsUnique();
        builder.HasIndex(t => t.Code).IsUnique();
        builder.HasIndex(t => t.SortKey);
        builder.Property(t => t.Key).HasMaxLength(60);
        builder.Property(t => t.Code).HasMaxLength(30);
        builder.Property(t => t.NameVi).HasMaxLength(200);
        builder.Property(t => t.NameEn).HasMaxLength(200);
        builder.Property(t => t.SpecialtyKey).HasMaxLength(60);
        builder.Property(t => t.SpecialtyVi).HasMaxLength(100);
        builder.Property(t => t.SpecialtyEn).HasMaxLength(100);
        builder.Property(t => t.ClassCode).HasMaxLength(10);
        builder.Property(t => t.ClassLabel).HasMaxLength(100);
        builder.Property(t => t.TypicalDonors).HasMaxLength(400);
        builder.Property(t => t.TeamRoles).HasMaxLength(60);
        builder.Property(t => t.Equipment).HasMaxLength(300);
        builder.Property(t => t.OutcomeIndicator).HasMaxLength(300);
        builder.Property(t => t.TransferEvidence).HasMaxLength(500);
        builder.Property(t => t.MohCode).HasMaxLength(40);
        builder.Property(t => t.SearchText).HasMaxLength(900);
        builder.Property(t => t.SortKey).HasMaxLength(700);
    }
}
