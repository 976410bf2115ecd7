using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Questions.Formats;
using Training.Questions.Model;
using Training.Techniques.Contracts;

namespace Training.Questions.Bank;

/// <summary>
/// A question as long as it lives: quizzes name its versions, lists and authors name it. What it asks stands in its newest version; what is
/// repeated here is for finding it.
/// </summary>
internal sealed class BankQuestion : Entity, IVersioned
{
    /// <summary>Null where it belongs to everybody.</summary>
    public required Guid? HospitalId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required Guid AuthorId { get; init; }

    public required string Author { get; init; }

    public int CurrentNumber { get; set; }

    public QuestionKind Kind { get; set; }

    public string Name { get; set; } = "";

    public string SearchText { get; set; } = "";

    /// <summary>Hash of name and body of the newest version: the same question is not taken in twice.</summary>
    public string ContentHash { get; set; } = "";

    /// <summary>Nothing keeps the newest version from being asked; a vignette is written question by question.</summary>
    public bool IsComplete { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    public DateTimeOffset? RetiredAt { get; set; }

    public string? RetiredBy { get; set; }

    public string? RetiredBecause { get; set; }

    public int Version { get; set; }
}

/// <summary>What a question asked from then on. Each edit is a new one, so an attempt can always show what was asked.</summary>
internal sealed class QuestionVersion : Entity, IAppendOnly
{
    public required Guid QuestionId { get; init; }

    /// <summary>1, 2, 3 …</summary>
    public required int Number { get; init; }

    public required string Name { get; init; }

    /// <summary>By <see cref="BodyJson"/>.</summary>
    public required string Body { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Guid AuthorId { get; init; }

    public required string Author { get; init; }

    /// <summary>What was changed, in the author's words.</summary>
    public string? Reason { get; init; }
}

internal sealed class QuestionTag
{
    public required Guid QuestionId { get; init; }

    public required string Tag { get; init; }

    /// <summary>Folded: two ways to write a tag are one.</summary>
    public required string Key { get; init; }
}

internal sealed class QuestionTechnique
{
    public required Guid QuestionId { get; init; }

    public required Guid TechniqueId { get; init; }
}

/// <summary>Authors see the questions of their hospitals and those that belong to everybody.</summary>
internal sealed class BankQuestionConfiguration : IScoped<BankQuestion>
{
    public Expression<Func<BankQuestion, Viewer, bool>> VisibleTo(TrainingDbContext db) => (q, viewer) =>
        viewer.Everywhere(Permissions.Author)
        || (viewer.Can(Permissions.Author) && q.HospitalId == null)
        || (q.HospitalId != null && viewer.Hospitals(Permissions.Author).Contains(q.HospitalId.Value));

    public void Lock(RowLock<BankQuestion> row) => row.Hospital(q => q.HospitalId).EverybodyWithout(q => q.HospitalId);

    public void Configure(EntityTypeBuilder<BankQuestion> builder)
    {
        builder.ToTable("Questions_Questions");
        builder.ReferencesHospital(q => q.HospitalId);
        builder.HasIndex(q => new { q.HospitalId, q.ContentHash });
        builder.Property(q => q.Author).HasMaxLength(250);
        builder.Property(q => q.Name).HasMaxLength(FileLimits.NameLength);
        builder.Property(q => q.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(q => q.SearchText).HasMaxLength(SaveQuestion.SearchLength);
        builder.Property(q => q.ContentHash).HasMaxLength(64);
        builder.Property(q => q.RetiredBy).HasMaxLength(250);
        builder.Property(q => q.RetiredBecause).HasMaxLength(300);
    }
}

internal sealed class QuestionVersionConfiguration : IScoped<QuestionVersion>
{
    public Expression<Func<QuestionVersion, Viewer, bool>> VisibleTo(TrainingDbContext db) => (v, _) => db.Set<BankQuestion>().Any(q => q.Id == v.QuestionId);

    public void Lock(RowLock<QuestionVersion> row) => row.With<BankQuestion>(v => v.QuestionId);

    public void Configure(EntityTypeBuilder<QuestionVersion> builder)
    {
        builder.ToTable("Questions_Versions");
        builder.HasOne<BankQuestion>().WithMany().HasForeignKey(v => v.QuestionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(v => new { v.QuestionId, v.Number }).IsUnique();
        builder.Property(v => v.Name).HasMaxLength(FileLimits.NameLength);
        builder.Property(v => v.Author).HasMaxLength(250);
        builder.Property(v => v.Reason).HasMaxLength(300);
    }
}

internal sealed class QuestionTagConfiguration : IScoped<QuestionTag>, IScoped<QuestionTechnique>
{
    Expression<Func<QuestionTag, Viewer, bool>> IScoped<QuestionTag>.VisibleTo(TrainingDbContext db) => (t, _) => db.Set<BankQuestion>().Any(q => q.Id == t.QuestionId);

    Expression<Func<QuestionTechnique, Viewer, bool>> IScoped<QuestionTechnique>.VisibleTo(TrainingDbContext db) => (t, _) => db.Set<BankQuestion>().Any(q => q.Id == t.QuestionId);

    public void Lock(RowLock<QuestionTag> row) => row.With<BankQuestion>(t => t.QuestionId);

    public void Lock(RowLock<QuestionTechnique> row) => row.With<BankQuestion>(t => t.QuestionId);

    public void Configure(EntityTypeBuilder<QuestionTag> builder)
    {
        builder.ToTable("Questions_Tags").HasKey(t => new { t.QuestionId, t.Key });
        builder.HasOne<BankQuestion>().WithMany().HasForeignKey(t => t.QuestionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(t => t.Key);
        builder.Property(t => t.Tag).HasMaxLength(FileLimits.TagLength);
        builder.Property(t => t.Key).HasMaxLength(FileLimits.TagLength);
    }

    public void Configure(EntityTypeBuilder<QuestionTechnique> builder)
    {
        builder.ToTable("Questions_Techniques").HasKey(t => new { t.QuestionId, t.TechniqueId });
        builder.HasOne<BankQuestion>().WithMany().HasForeignKey(t => t.QuestionId).OnDelete(DeleteBehavior.Cascade);
        builder.ReferencesTechnique(t => t.TechniqueId);
    }
}

internal static class QuestionsDb
{
    extension(TrainingDbContext db)
    {
        public DbSet<BankQuestion> BankQuestions => db.Set<BankQuestion>();

        public DbSet<QuestionVersion> QuestionVersions => db.Set<QuestionVersion>();

        public DbSet<QuestionTag> QuestionTags => db.Set<QuestionTag>();
    }

    /// <summary>Those that the author may change; what belongs to everybody is changed by whoever reaches the country.</summary>
    public static IQueryable<BankQuestion> Mine(this IQueryable<BankQuestion> questions, ICurrentUser user)
    {
        if (user.ScopeOf(Permissions.Author).Country)
        {
            return questions;
        }

        var hospitals = user.HospitalsOf(Permissions.Author);
        return questions.Where(q => q.HospitalId != null && hospitals.Contains(q.HospitalId.Value));
    }
}
