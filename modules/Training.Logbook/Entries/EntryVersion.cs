using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;

namespace Training.Logbook.Entries;

/// <summary>What was said about a case at one time. Never changes; a correction is the next version, with a reason.</summary>
internal sealed class EntryVersion : Entity, IAppendOnly
{
    public required Guid EntryId { get; init; }

    public required int Number { get; init; }

    public required Guid TechniqueId { get; init; }

    public required Stage Stage { get; init; }

    public required DateOnly PerformedOn { get; init; }

    public required Guid PlaceHospitalId { get; init; }

    public required CaseSetting Setting { get; init; }

    public required CaseRole Role { get; init; }

    public required AgeBand AgeBand { get; init; }

    public required Sex Sex { get; init; }

    public required Complexity Complexity { get; init; }

    public required Outcome Outcome { get; init; }

    public string? Note { get; init; }

    public string? CorrectionReason { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>SHA-256 of the canonical content (<see cref="ContentHash"/>), lower-case hex.</summary>
    public string ContentHash { get; private set; } = "";

    public CaseContent Content => new(TechniqueId, Stage, PerformedOn, PlaceHospitalId, Setting, Role, AgeBand, Sex, Complexity, Outcome, Note);

    public static EntryVersion Of(LogbookEntry entry, CaseContent content, string? correctionReason, DateTimeOffset now)
    {
        var version = new EntryVersion
        {
            EntryId = entry.Id,
            Number = entry.CurrentNumber,
            TechniqueId = content.TechniqueId,
            Stage = content.Stage,
            PerformedOn = content.PerformedOn,
            PlaceHospitalId = content.PlaceHospitalId,
            Setting = content.Setting,
            Role = content.Role,
            AgeBand = content.AgeBand,
            Sex = content.Sex,
            Complexity = content.Complexity,
            Outcome = content.Outcome,
            Note = content.Note,
            CorrectionReason = correctionReason,
            SubmittedAt = now,
        };
        version.ContentHash = Entries.ContentHash.Of(version);
        return version;
    }
}

internal sealed class EntryVersionConfiguration : IScoped<EntryVersion>
{
    public Expression<Func<EntryVersion, Viewer, bool>> VisibleTo(TrainingDbContext db)
        => (v, _) => db.Set<LogbookEntry>().Any(e => e.Id == v.EntryId);

    public void Lock(RowLock<EntryVersion> row) => row.With<LogbookEntry>(v => v.EntryId);

    public void Configure(EntityTypeBuilder<EntryVersion> builder)
    {
        builder.ToTable("Logbook_EntryVersions");
        builder.HasOne<LogbookEntry>().WithMany().HasForeignKey(v => v.EntryId).OnDelete(DeleteBehavior.Restrict);
        builder.ReferencesTechnique(v => v.TechniqueId);
        builder.ReferencesHospital(v => v.PlaceHospitalId);
        builder.HasIndex(v => new { v.EntryId, v.Number }).IsUnique();
        builder.Property(v => v.Note).HasMaxLength(500);
        builder.Property(v => v.CorrectionReason).HasMaxLength(300);
        builder.Property(v => v.ContentHash).HasMaxLength(64);
    }
}
