using System.Linq.Expressions;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Courses.SelfEnrolment;

/// <summary>Lets whoever has it onto a course, so many people, until a day. Only its hash is kept: the code itself is shown once.</summary>
internal sealed class EnrolmentCode : Entity
{
    public const string MadeAction = "Courses.CodeMade";
    public const string EndedAction = "Courses.CodeEnded";
    public const string UsedAction = "Courses.CodeUsed";

    /// <summary>Without letters and digits that are taken for each other.</summary>
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    private const int Length = 10;

    public required Guid CourseId { get; init; }

    /// <summary>Whose office made it. Where the course is not theirs it works for their own people only.</summary>
    public required Guid HospitalId { get; init; }

    public required string Hash { get; init; }

    public required DateOnly LastDay { get; init; }

    public required int MostUses { get; init; }

    [NotAudited("each use is an event of its own")]
    public int Uses { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required string MadeBy { get; init; }

    /// <summary>When the office ended it before its last day.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>49 bits, in two groups: K7QF2-9XWDT. Guessing is throttled.</summary>
    public static string New() => string.Create(Length + 1, 0, static (text, _) =>
    {
        for (var at = 0; at < text.Length; at++)
        {
            text[at] = at == Length / 2 ? '-' : Alphabet[RandomNumberGenerator.GetInt32(Alphabet.Length)];
        }
    });

    /// <summary>However it was typed: the code as it was made, without what separates; null where it can be none.</summary>
    public static string? Read(string? typed)
    {
        var letters = string.Concat((typed ?? "").ToUpperInvariant().Where(char.IsAsciiLetterOrDigit));
        return letters.Length == Length && letters.All(Alphabet.Contains) ? letters : null;
    }

    public static string HashOf(LookupHash hashes, string letters) => hashes.Of("Courses.EnrolmentCode", letters);
}

/// <summary>Those of the hospitals that whoever asks enrols for.</summary>
internal sealed class EnrolmentCodeConfiguration : IScoped<EnrolmentCode>
{
    public Expression<Func<EnrolmentCode, Viewer, bool>> VisibleTo(TrainingDbContext db)
        => (c, viewer) => viewer.Everywhere(Permissions.Enrol) || viewer.Hospitals(Permissions.Enrol).Contains(c.HospitalId);

    public void Lock(RowLock<EnrolmentCode> row) => row.Hospital(c => c.HospitalId);

    public void Configure(EntityTypeBuilder<EnrolmentCode> builder)
    {
        builder.ToTable("Courses_EnrolmentCodes", table => table.HasCheckConstraint("CK_Courses_EnrolmentCodes_Uses", "\"Uses\" >= 0 AND \"Uses\" <= \"MostUses\""));
        builder.ReferencesCourse(c => c.CourseId);
        builder.ReferencesHospital(c => c.HospitalId);
        builder.HasIndex(c => c.Hash).IsUnique();
        builder.HasIndex(c => new { c.CourseId, c.HospitalId });
        builder.Property(c => c.Hash).HasMaxLength(64);
        builder.Property(c => c.MadeBy).HasMaxLength(250);
    }
}
