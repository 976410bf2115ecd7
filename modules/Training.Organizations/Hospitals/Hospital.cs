using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Organizations.Provinces;

namespace Training.Organizations.Hospitals;

/// <summary>Cấp chuyên môn kỹ thuật; not the rank (hạng), not the administrative level.</summary>
internal enum HospitalTier
{
    ChuyenSau,
    CoBan,
    BanDau,
}

/// <summary>Hạng bệnh viện, by size and staff; not the tier.</summary>
internal enum HospitalRank
{
    Special,
    I,
    II,
    III,
}

/// <summary>What a hospital does in transfers.</summary>
internal enum TransferRole
{
    Core,
    Both,
    Satellite,
}

/// <summary>
/// A hospital as it is today. What it was called, where it lay and how it was classified on other days stands in <see cref="HospitalFact"/>;
/// <see cref="KeepHistory"/> holds both together.
/// </summary>
internal sealed class Hospital : Entity, IVersioned
{
    /// <summary>Administrative levels that the site knows, the highest first.</summary>
    public static readonly IReadOnlyList<string> AdminLevels = ["central", "provincial", "regional", "communal", "private"];

    /// <summary>What a hospital treats: everything, or one field.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["general", "specialised"];

    public required string Key { get; init; }

    public required string Name { get; set; }

    public required string NameEn { get; set; }

    public required Guid ProvinceId { get; set; }

    /// <summary>Short name of the province it lay in before; shown beside its name.</summary>
    public string? FormerProvince { get; set; }

    public string? GoverningBody { get; set; }

    public string? Kind { get; set; }

    public string? AdminLevel { get; set; }

    public required HospitalTier Tier { get; set; }

    /// <summary>False where the tier is only an illustration and must be confirmed.</summary>
    public bool TierConfirmed { get; set; }

    public HospitalRank? Rank { get; set; }

    public required TransferRole TransferRole { get; set; }

    public string? TrainingUnitCode { get; set; }

    /// <summary>The first day it no longer exists; null while it does.</summary>
    public DateOnly? ClosedOn { get; set; }

    /// <summary>The hospital it was merged into; null where it was closed without one.</summary>
    public Guid? SuccessorId { get; set; }

    /// <summary>Number and day of the decision that closed it.</summary>
    public string? ClosedReference { get; set; }

    /// <summary>The day for which the columns were last compared with the records: what began after it, the columns do not know yet.</summary>
    public DateOnly KnownOn { get; set; }

    public string SearchText { get; private set; } = "";

    public string SortKey { get; private set; } = "";

    public int Version { get; set; }

    /// <summary>Call after setting names: keeps search and order true and tells the other modules.</summary>
    public void Changed()
    {
        SearchText = VietnameseText.Fold($"{Name} {NameEn} {FormerProvince} {Key}");
        SortKey = VietnameseText.SortKey(Name);
        Raise(new OrganizationChanged(Id));
    }
}

internal sealed class HospitalConfiguration : IEntityTypeConfiguration<Hospital>
{
    public void Configure(EntityTypeBuilder<Hospital> builder)
    {
        builder.ToTable("Organizations_Hospitals");
        builder.HasIndex(h => h.Key).IsUnique();
        builder.HasIndex(h => h.SortKey);
        builder.HasOne<Province>().WithMany().HasForeignKey(h => h.ProvinceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Hospital>().WithMany().HasForeignKey(h => h.SuccessorId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(h => h.Key).HasMaxLength(60);
        builder.Property(h => h.Name).HasMaxLength(200);
        builder.Property(h => h.NameEn).HasMaxLength(200);
        builder.Property(h => h.TrainingUnitCode).HasMaxLength(20);
        builder.Property(h => h.ClosedReference).HasMaxLength(200);
        builder.Property(h => h.SearchText).HasMaxLength(600);
        builder.Property(h => h.SortKey).HasMaxLength(700);
    }
}

internal static class OrganizationsDb
{
    extension(TrainingDbContext db)
    {
        public DbSet<Province> Provinces => db.Set<Province>();

        public DbSet<ProvinceName> ProvinceNames => db.Set<ProvinceName>();

        public DbSet<Hospital> Hospitals => db.Set<Hospital>();

        public DbSet<HospitalFact> HospitalFacts => db.Set<HospitalFact>();
    }
}
