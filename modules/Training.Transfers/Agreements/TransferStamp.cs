using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules;

namespace Training.Transfers.Agreements;

/// <summary>The rungs of the ladder, in the order in which a transfer climbs them.</summary>
internal enum TransferStep
{
    /// <summary>Khảo sát nhu cầu.</summary>
    Survey,

    /// <summary>Ký hợp đồng.</summary>
    Contract,

    /// <summary>Lý thuyết, mở lớp.</summary>
    Theory,

    /// <summary>Thực hành tại bệnh viện chuyển giao.</summary>
    AtCentre,

    /// <summary>Cầm tay chỉ việc tại bệnh viện tiếp nhận.</summary>
    HandsOn,

    /// <summary>Làm độc lập, giám sát từ xa.</summary>
    Independent,

    /// <summary>Nghiệm thu.</summary>
    Accepted,

    /// <summary>Phê duyệt danh mục kỹ thuật.</summary>
    ListApproved,

    /// <summary>Duy trì sau 12 tháng.</summary>
    Sustained,
}

/// <summary>Something that was done on a day: a step reached, or the transfer found standing still.</summary>
internal sealed class TransferStamp : Entity, IAppendOnly
{
    public required Guid TransferId { get; init; }

    public required TransferStep Step { get; init; }

    /// <summary>True: not a step reached, but the transfer found standing still on it.</summary>
    public bool Stalled { get; init; }

    public required DateOnly On { get; init; }

    /// <summary>Who did or decided it, as it stood on the paper.</summary>
    public required string By { get; init; }

    public string? DocumentNumber { get; init; }

    public string? Note { get; init; }
}

internal sealed class TransferStampConfiguration : IEntityTypeConfiguration<TransferStamp>
{
    public const int ByLength = 200;
    public const int NoteLength = 400;

    public void Configure(EntityTypeBuilder<TransferStamp> builder)
    {
        builder.ToTable("Transfers_Stamps");
        builder.HasOne<Transfer>().WithMany().HasForeignKey(s => s.TransferId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(s => new { s.TransferId, s.Step, s.Stalled, s.On }).IsUnique();
        builder.Property(s => s.By).HasMaxLength(ByLength);
        builder.Property(s => s.DocumentNumber).HasMaxLength(60);
        builder.Property(s => s.Note).HasMaxLength(NoteLength);
    }
}
