using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Media.Contracts;
using Training.Modules;

namespace Training.Questions.Bank;

/// <summary>A picture that some version of the question has.</summary>
internal sealed class QuestionImage : IAppendOnly
{
    public required Guid QuestionId { get; init; }

    public required string Hash { get; init; }
}

internal sealed class QuestionImageConfiguration : IScoped<QuestionImage>
{
    public Expression<Func<QuestionImage, Viewer, bool>> VisibleTo(TrainingDbContext db) => (i, _) => db.Set<BankQuestion>().Any(q => q.Id == i.QuestionId);

    public void Lock(RowLock<QuestionImage> row) => row.With<BankQuestion>(i => i.QuestionId);

    public void Configure(EntityTypeBuilder<QuestionImage> builder)
    {
        builder.ToTable("Questions_Images").HasKey(i => new { i.QuestionId, i.Hash });
        builder.HasOne<BankQuestion>().WithMany().HasForeignKey(i => i.QuestionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(i => i.Hash);
        builder.Property(i => i.Hash).HasMaxLength(64);
    }
}

/// <summary>What the bank refers to: every picture of every version.</summary>
internal sealed class QuestionImageReferences(TrainingDbContext db) : IFileReferences
{
    public async Task<IReadOnlyCollection<string>> InUseAsync(IReadOnlyCollection<string> hashes, CancellationToken ct)
        => await db.Unscoped<QuestionImage>().Where(i => hashes.Contains(i.Hash)).Select(i => i.Hash).Distinct().ToListAsync(ct);
}
