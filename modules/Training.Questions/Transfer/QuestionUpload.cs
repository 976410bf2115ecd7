using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Questions.Transfer;

/// <summary>A file of questions on its way into the bank. It is read again each time it is shown; what was taken stands in the questions.</summary>
internal sealed class QuestionUpload : Entity
{
    public required Guid UserId { get; init; }

    /// <summary>To whom the questions will belong; null for everybody.</summary>
    public required Guid? HospitalId { get; init; }

    public required string FileName { get; init; }

    public required string Text { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }
}

internal sealed class QuestionUploadConfiguration : IEntityTypeConfiguration<QuestionUpload>
{
    public void Configure(EntityTypeBuilder<QuestionUpload> builder)
    {
        builder.ToTable("Questions_Uploads");
        builder.ReferencesHospital(u => u.HospitalId);
        builder.HasIndex(u => u.UserId);
        builder.HasIndex(u => u.UploadedAt);
        builder.Property(u => u.FileName).HasMaxLength(200);
    }
}
