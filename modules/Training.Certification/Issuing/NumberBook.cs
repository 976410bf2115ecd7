using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Certification.Issuing;

/// <summary>The register of one issuer and year: the next free number. Locked by the update until the transaction ends, so no number is used twice and none is lost.</summary>
[NotAudited("a counter; the number it gave stands on the certificate")]
internal sealed class NumberBook
{
    public required Guid IssuerHospitalId { get; init; }

    public required int Year { get; init; }

    public int Last { get; set; }
}

/// <summary>How often the targets of a member were compared with what was done. Writing it makes two comparisons of one member wait for each other.</summary>
[NotAudited("a lock; what came of it is the certificate")]
internal sealed class Evaluation
{
    public required Guid ParticipantId { get; init; }

    public int Times { get; set; }
}

internal sealed class NumberBookConfiguration : IEntityTypeConfiguration<NumberBook>, IEntityTypeConfiguration<Evaluation>
{
    public void Configure(EntityTypeBuilder<NumberBook> builder)
    {
        builder.ToTable("Certification_NumberBooks").HasKey(b => new { b.IssuerHospitalId, b.Year });
        builder.ReferencesHospital(b => b.IssuerHospitalId);
    }

    public void Configure(EntityTypeBuilder<Evaluation> builder)
    {
        builder.ToTable("Certification_Evaluations").HasKey(e => e.ParticipantId);
    }
}

internal static class NumberBooks
{
    /// <summary>Takes the next number; must run inside a write.</summary>
    public static async Task<int> TakeNumberAsync(this TrainingDbContext db, Guid issuerId, int year, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Certification_NumberBooks" ("IssuerHospitalId", "Year", "Last") VALUES ({issuerId}, {year}, 1)
            ON CONFLICT ("IssuerHospitalId", "Year") DO UPDATE SET "Last" = "Certification_NumberBooks"."Last" + 1
            """,
            ct);
        return await db.Set<NumberBook>().AsNoTracking().Where(b => b.IssuerHospitalId == issuerId && b.Year == year).Select(b => b.Last).SingleAsync(ct);
    }

    /// <summary>From here to the end of the transaction nobody else evaluates this member.</summary>
    public static Task<int> BeginEvaluationAsync(this TrainingDbContext db, Guid participantId, CancellationToken ct) => db.Database.ExecuteSqlAsync(
        $"""
        INSERT INTO "Certification_Evaluations" ("ParticipantId", "Times") VALUES ({participantId}, 1)
        ON CONFLICT ("ParticipantId") DO UPDATE SET "Times" = "Certification_Evaluations"."Times" + 1
        """,
        ct);
}
