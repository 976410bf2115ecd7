using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Organizations.Contracts;
using Training.Questions.Attempts;
using Training.Questions.Bank;
using Training.Questions.HandMarks;
using Training.Techniques.Contracts;

namespace Training.Questions.Quizzes;

internal sealed class QuizConfiguration : IEntityTypeConfiguration<Quiz>
{
    public void Configure(EntityTypeBuilder<Quiz> builder)
    {
        builder.ToTable("Questions_Quizzes", table =>
        {
            table.HasCheckConstraint("CK_Questions_Quizzes_TimeLimit", "\"TimeLimitMinutes\" IS NULL OR \"TimeLimitMinutes\" > 0");
            table.HasCheckConstraint("CK_Questions_Quizzes_Attempts", "\"AttemptsAllowed\" IS NULL OR \"AttemptsAllowed\" > 0");
        });
        builder.ReferencesHospital(q => q.HospitalId);
    }
}

internal sealed class QuizSlotConfiguration : IEntityTypeConfiguration<QuizSlot>
{
    public const int TagsLength = 300;

    public void Configure(EntityTypeBuilder<QuizSlot> builder)
    {
        builder.ToTable("Questions_QuizSlots", table =>
            table.HasCheckConstraint("CK_Questions_QuizSlots_One", "(\"QuestionId\" IS NOT NULL AND \"DrawCount\" = 0) OR (\"QuestionId\" IS NULL AND \"DrawCount\" > 0)"));
        builder.Ignore(s => s.TagKeys);
        builder.HasOne<Quiz>().WithMany().HasForeignKey(s => s.QuizId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<BankQuestion>().WithMany().HasForeignKey(s => s.QuestionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<QuestionVersion>().WithMany().HasForeignKey(s => s.VersionId).OnDelete(DeleteBehavior.Restrict);
        builder.ReferencesTechnique(s => s.TechniqueId);
        builder.HasIndex(s => new { s.QuizId, s.Number });
        builder.Property(s => s.Tags).HasMaxLength(TagsLength);
        builder.Property(s => s.MaxMark).HasPrecision(6, 2);
    }
}

internal static class QuizzesDb
{
    extension(TrainingDbContext db)
    {
        public DbSet<Quiz> Quizzes => db.Set<Quiz>();

        public DbSet<QuizSlot> QuizSlots => db.Set<QuizSlot>();

        public DbSet<QuizAttempt> QuizAttempts => db.Set<QuizAttempt>();

        public DbSet<AttemptSlot> AttemptSlots => db.Set<AttemptSlot>();

        public DbSet<AttemptTry> AttemptTries => db.Set<AttemptTry>();

        public DbSet<HandMark> HandMarks => db.Set<HandMark>();

        public DbSet<ExtraTime> ExtraTimes => db.Set<ExtraTime>();
    }
}
