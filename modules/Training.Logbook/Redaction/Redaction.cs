using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Entries;
using Training.Logbook.SignOff;
using Training.Modules;

namespace Training.Logbook.Redaction;

/// <summary>
/// That somebody asks to remove patient data from a case. From here on what it names is hidden; where it stands is read off the decision beside
/// it (src/docs/decisions/0024).
/// </summary>
internal sealed class RedactionRequest : Entity, IAppendOnly
{
    public const string Action = "Logbook.RedactionAsked";

    public required Guid EntryId { get; init; }

    public required Guid ReasonId { get; init; }

    /// <summary>In which words, without the patient's data.</summary>
    public string? Remark { get; init; }

    public required Guid AskedByUserId { get; init; }

    public required Guid AskedByPersonId { get; init; }

    public required string AskedBy { get; init; }

    public required DateTimeOffset AskedAt { get; init; }
}

/// <summary>One text or file that is to go.</summary>
internal sealed class RedactionTarget : IAppendOnly
{
    public required Guid RequestId { get; init; }

    /// <summary>Of the version, decision, approval or entry.</summary>
    public required Guid RecordId { get; init; }

    /// <summary>See <see cref="CaseField"/>.</summary>
    public required string Field { get; init; }

    /// <summary>The number of the version that it belongs to; 0 for the case itself.</summary>
    public required int Number { get; init; }

    /// <summary>The hash that stays under the signature: of the salted text, or of the file. Null for what nobody signed, and for texts of form 1.</summary>
    public string? KeptHash { get; init; }
}

/// <summary>How a second person decided.</summary>
internal enum RedactionOutcome
{
    /// <summary>It is removed for good.</summary>
    Confirmed,

    /// <summary>It stays, and is shown again.</summary>
    Declined,
}

/// <summary>What a second person decided, under their proof; once for each request, and never by who asked.</summary>
internal sealed class RedactionDecision : Entity, IAppendOnly, ISignedRecord
{
    public required Guid RequestId { get; init; }

    public required RedactionOutcome Outcome { get; init; }

    public string? Because { get; init; }

    public required Guid AskedByUserId { get; init; }

    public required Guid AskedByPersonId { get; init; }

    public required Guid ByUserId { get; init; }

    public required Guid ByPersonId { get; init; }

    public required string By { get; init; }

    public required string Position { get; init; }

    public required string Method { get; init; }

    public required Guid? ProofId { get; init; }

    /// <summary>What was signed, see <see cref="Of"/>.</summary>
    public required string Canonical { get; init; }

    public required string SignedHash { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    public string SigningAction => $"Logbook.Redaction{Outcome}";

    /// <summary>The action in the audit trail.</summary>
    public static string ActionOf(RedactionOutcome outcome) => outcome == RedactionOutcome.Confirmed ? "Logbook.RedactionConfirmed" : "Logbook.RedactionDeclined";

    /// <summary>What whoever decides puts their name to, as canonical JSON of the form <c>training.redaction/1</c>: who asked, and each thing with the hash that stays.</summary>
    public static string Of(RedactionRequest request, IEnumerable<RedactionTarget> targets, RedactionOutcome outcome, Guid by, string byName, string position, string? because)
        => CanonicalJson.Of(targets
            .OrderBy(t => t.Number).ThenBy(t => t.RecordId).ThenBy(t => t.Field, StringComparer.Ordinal).Index()
            .Select(t => new KeyValuePair<string, string?>(
                $"target.{(t.Index + 1).ToString("00", CultureInfo.InvariantCulture)}", $"{t.Item.RecordId:D} {t.Item.Field} {t.Item.KeptHash ?? "-"}"))
            .Concat(new Dictionary<string, string?>
            {
                ["askedBy"] = request.AskedByPersonId.ToString("D"),
                ["askedByName"] = request.AskedBy,
                ["because"] = because,
                ["by"] = by.ToString("D"),
                ["byName"] = byName,
                ["byPosition"] = position,
                ["entry"] = request.EntryId.ToString("D"),
                ["form"] = "training.redaction/1",
                ["outcome"] = outcome.ToString(),
                ["reason"] = request.ReasonId.ToString("D"),
                ["request"] = request.Id.ToString("D"),
            })
            .Where(member => member.Value is not null));
}

/// <summary>The bytes of what was removed are overwritten in the database.</summary>
internal sealed class RedactionOverwrite : Entity, IAppendOnly
{
    public required Guid RequestId { get; init; }

    public required DateTimeOffset DoneAt { get; init; }

    /// <summary>Until when backups from before have to be deleted.</summary>
    public required DateOnly BackupsUntil { get; init; }
}

/// <summary>An administrator says that no backup from before a time is left.</summary>
internal sealed class BackupsDeleted : Entity, IAppendOnly
{
    public const string Action = "Logbook.BackupsDeleted";

    /// <summary>What was overwritten until then.</summary>
    public required DateTimeOffset Before { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string By { get; init; }
}

/// <summary>A kind of reason, for whoever asks; never changed, only followed by others.</summary>
internal sealed class RedactionReason : Entity, IAppendOnly
{
    public required string Key { get; init; }

    public required int Position { get; init; }

    public required string NameVi { get; init; }

    public required string NameEn { get; init; }

    public string Display => Show.Name(NameVi, NameEn);
}

internal sealed class RedactionRequestConfiguration : IPart<RedactionRequest>
{
    public Expression<Func<RedactionRequest, Viewer, bool>> VisibleTo(TrainingDbContext db) => (r, _) => db.Set<LogbookEntry>().Any(e => e.Id == r.EntryId);

    public void Lock(RowLock<RedactionRequest> row) => row.With<LogbookEntry>(r => r.EntryId);

    public void Configure(EntityTypeBuilder<RedactionRequest> builder)
    {
        builder.ToTable("Logbook_Redactions");
        builder.HasOne<LogbookEntry>().WithMany().HasForeignKey(r => r.EntryId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<RedactionReason>().WithMany().HasForeignKey(r => r.ReasonId).OnDelete(DeleteBehavior.Restrict);
        builder.ReferencesPerson(r => r.AskedByPersonId, WhenMerged.Stays);
        builder.HasIndex(r => r.EntryId);
        builder.Property(r => r.Remark).HasMaxLength(300);
        builder.Property(r => r.AskedBy).HasMaxLength(250);
    }
}

internal sealed class RedactionTargetConfiguration : IPart<RedactionTarget>
{
    public Expression<Func<RedactionTarget, Viewer, bool>> VisibleTo(TrainingDbContext db) => (t, _) => db.Set<RedactionRequest>().Any(r => r.Id == t.RequestId);

    public void Lock(RowLock<RedactionTarget> row) => row.With<RedactionRequest>(t => t.RequestId);

    public void Configure(EntityTypeBuilder<RedactionTarget> builder)
    {
        builder.ToTable("Logbook_RedactionTargets").HasKey(t => new { t.RequestId, t.RecordId, t.Field });
        builder.HasOne<RedactionRequest>().WithMany().HasForeignKey(t => t.RequestId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(t => t.RecordId);
        builder.Property(t => t.Field).HasMaxLength(80);
        builder.Property(t => t.KeptHash).HasMaxLength(64);
    }
}

internal sealed class RedactionDecisionConfiguration : IPart<RedactionDecision>
{
    public Expression<Func<RedactionDecision, Viewer, bool>> VisibleTo(TrainingDbContext db) => (d, _) => db.Set<RedactionRequest>().Any(r => r.Id == d.RequestId);

    public void Lock(RowLock<RedactionDecision> row) => row.With<RedactionRequest>(d => d.RequestId);

    public void Configure(EntityTypeBuilder<RedactionDecision> builder)
    {
        builder.ToTable("Logbook_RedactionDecisions", table =>
        {
            table.HasCheckConstraint("CK_Logbook_RedactionDecisions_TwoPeople", """ "ByPersonId" <> "AskedByPersonId" """.Trim());
            table.HasCheckConstraint("CK_Logbook_RedactionDecisions_TwoAccounts", """ "ByUserId" <> "AskedByUserId" """.Trim());
        });
        builder.HasOne<RedactionRequest>().WithOne().HasForeignKey<RedactionDecision>(d => d.RequestId).OnDelete(DeleteBehavior.Restrict);
        builder.ReferencesPerson(d => d.AskedByPersonId, WhenMerged.Stays);
        builder.ReferencesPerson(d => d.ByPersonId, WhenMerged.Stays);
        builder.HasIndex(d => d.RequestId).IsUnique();
        builder.HasIndex(d => d.ProofId).IsUnique();
        builder.HasIndex(d => d.DecidedAt);
        builder.Property(d => d.Because).HasMaxLength(300);
        builder.Property(d => d.By).HasMaxLength(250);
        builder.Property(d => d.Position).HasMaxLength(500);
        builder.Property(d => d.Method).HasMaxLength(40);
        builder.Property(d => d.Canonical).HasMaxLength(16_000);
        builder.Property(d => d.SignedHash).HasMaxLength(64);
        builder.Ignore(d => d.SigningAction);
    }
}

/// <summary>Seen with the request.</summary>
internal sealed class RedactionOverwriteConfiguration : IScoped<RedactionOverwrite>
{
    public Expression<Func<RedactionOverwrite, Viewer, bool>> VisibleTo(TrainingDbContext db) => (o, _) => db.Set<RedactionRequest>().Any(r => r.Id == o.RequestId);

    public void Lock(RowLock<RedactionOverwrite> row) => row.With<RedactionRequest>(o => o.RequestId);

    public void Configure(EntityTypeBuilder<RedactionOverwrite> builder)
    {
        builder.ToTable("Logbook_RedactionOverwrites");
        builder.HasOne<RedactionRequest>().WithOne().HasForeignKey<RedactionOverwrite>(o => o.RequestId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(o => o.RequestId).IsUnique();
        builder.HasIndex(o => o.DoneAt);
    }
}

internal sealed class RedactionDataConfiguration : IEntityTypeConfiguration<RedactionReason>, IEntityTypeConfiguration<BackupsDeleted>
{
    public void Configure(EntityTypeBuilder<RedactionReason> builder)
    {
        builder.ToTable("Logbook_RedactionReasons");
        builder.HasIndex(r => r.Key).IsUnique();
        builder.Property(r => r.Key).HasMaxLength(40);
        builder.Property(r => r.NameVi).HasMaxLength(200);
        builder.Property(r => r.NameEn).HasMaxLength(200);
        builder.Ignore(r => r.Display);
    }

    public void Configure(EntityTypeBuilder<BackupsDeleted> builder)
    {
        builder.ToTable("Logbook_BackupsDeleted");
        builder.HasIndex(b => b.Before);
        builder.Property(b => b.By).HasMaxLength(250);
    }
}
