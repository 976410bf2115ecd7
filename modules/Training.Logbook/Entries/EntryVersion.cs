using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Content;
using Training.Logbook.Contracts;
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

    public required CaseSetting? Setting { get; init; }

    public required CaseRole Role { get; init; }

    public required AgeBand? AgeBand { get; init; }

    public required Sex? Sex { get; init; }

    public required Complexity? Complexity { get; init; }

    public required Outcome? Outcome { get; init; }

    public string? Note { get; init; }

    /// <summary>Which form of <see cref="ContentHash"/> the version has: 1 for what was logged before supervision was asked for, else 2.</summary>
    public int Form { get; init; } = Entries.ContentHash.CurrentForm;

    public int DayNumber { get; init; } = 1;

    public Supervision? Supervision { get; init; }

    public SupervisionEvidence Evidence { get; init; } = SupervisionEvidence.None;

    public Guid? MentorPersonId { get; init; }

    public IList<FurtherTechnique> Further { get; } = [];

    /// <summary>Names of <see cref="Complication"/>, separated by commas.</summary>
    public string Complications { get; init; } = "";

    public bool? ComplicationManaged { get; init; }

    public string? ConvertedTo { get; init; }

    /// <summary>Content addresses of the files, separated by commas.</summary>
    public string Attachments { get; init; } = "";

    public SealedTexts Sealed { get; init; } = SealedTexts.None;

    public string? CorrectionReason { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>SHA-256 of the canonical content (<see cref="ContentHash"/>), lower-case hex.</summary>
    public string ContentHash { get; private set; } = "";

    public CaseContent Content => new(TechniqueId, Stage, PerformedOn, PlaceHospitalId, Setting, Role, AgeBand, Sex, Complexity, Outcome, Note)
    {
        DayNumber = DayNumber,
        Supervision = Supervision,
        Evidence = Evidence,
        MentorPersonId = MentorPersonId,
        Further = [.. Further.OrderBy(f => f.Position).Select(f => new Done(f.TechniqueId, f.Stage))],
        Complications = [.. Parts(Complications).Select(Enum.Parse<Complication>)],
        ComplicationManaged = ComplicationManaged,
        ConvertedTo = ConvertedTo,
        Attachments = Parts(Attachments),
    };

    /// <summary>Everything that was done, the main technique first.</summary>
    public IReadOnlyList<Done> All => Content.All;

    /// <summary>There is something to rate: whoever only observed did nothing.</summary>
    public bool AsksRating => Stage != Stage.O || Further.Any(f => f.Stage != Stage.O);

    /// <summary>The free texts, by the name under which they are sealed.</summary>
    public IReadOnlyDictionary<string, string?> Texts => new Dictionary<string, string?>(Content.Texts) { ["correctionReason"] = CorrectionReason };

    /// <summary>Says that a person logged or corrected the case; a recipe does not.</summary>
    public void Logged(LogbookEntry entry)
        => Raise(new CaseLogged(entry.Id, Id, entry.ParticipantId, entry.TransferId, entry.PersonId, TechniqueId, PerformedOn, PlaceHospitalId, SubmittedAt, Number == 1));

    /// <param name="entry">The entry, which counts its versions.</param>
    /// <param name="content">What is said.</param>
    /// <param name="correctionReason">Why it is another version.</param>
    /// <param name="now">When.</param>
    /// <param name="device">What a device without network has made already; null where it is made here.</param>
    public static EntryVersion Of(LogbookEntry entry, CaseContent content, string? correctionReason, DateTimeOffset now, DeviceMade? device = null)
    {
        var version = new EntryVersion
        {
            Id = device?.VersionId ?? Guid.CreateVersion7(now),
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
            DayNumber = content.DayNumber,
            Supervision = content.Supervision,
            Evidence = content.Evidence,
            MentorPersonId = content.MentorPersonId,
            Complications = string.Join(',', content.Complications.Distinct().Order()),
            ComplicationManaged = content.ComplicationManaged,
            ConvertedTo = content.ConvertedTo,
            Attachments = string.Join(',', content.Attachments),
            CorrectionReason = correctionReason,
            Sealed = SealedTexts.Of(content.Texts.Append(new("correctionReason", correctionReason)), device?.Salts),
            SubmittedAt = now,
        };
        foreach (var (index, done) in content.Further.Index())
        {
            version.Further.Add(new FurtherTechnique { EntryVersionId = version.Id, Position = index + 1, TechniqueId = done.TechniqueId, Stage = done.Stage });
        }

        version.ContentHash = Entries.ContentHash.Of(version);
        return version;
    }

    /// <summary>Says that the case, which counted, does so no more until this version is signed.</summary>
    public void Supersedes(LogbookEntry entry, EntryVersion before) => Raise(new CaseSuperseded(entry.Id, entry.ParticipantId, entry.PersonId, before.TechniqueId));

    private static string[] Parts(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Names and salts that a device without network has given to a version, since they are part of what was signed beside it.</summary>
/// <param name="VersionId">Of the version.</param>
/// <param name="Salts">By field, see <see cref="SealedTexts"/>.</param>
internal sealed record DeviceMade(Guid VersionId, IReadOnlyDictionary<string, string> Salts);

internal sealed class EntryVersionConfiguration : IPart<EntryVersion>
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
        builder.ReferencesPerson(v => v.MentorPersonId, WhenMerged.Stays);
        builder.HasMany(v => v.Further).WithOne().HasForeignKey(f => f.EntryVersionId).OnDelete(DeleteBehavior.Restrict);
        builder.Navigation(v => v.Further).AutoInclude();
        builder.Property(v => v.Form).HasDefaultValue(1).ValueGeneratedNever();
        builder.Property(v => v.DayNumber).HasDefaultValue(1).ValueGeneratedNever();
        builder.Property(v => v.Evidence).HasConversion(e => e.ToJson(), json => SupervisionEvidence.Parse(json)).HasMaxLength(1000);
        builder.Property(v => v.Sealed).HasConversion(s => s.ToJson(), json => SealedTexts.Parse(json)).HasMaxLength(1000);
        builder.Property(v => v.Complications).HasMaxLength(200);
        builder.Property(v => v.ConvertedTo).HasMaxLength(120);
        builder.Property(v => v.Attachments).HasMaxLength(700);
        builder.Ignore(v => v.Content);
        builder.Ignore(v => v.All);
        builder.Ignore(v => v.AsksRating);
        builder.Ignore(v => v.Texts);
        builder.HasIndex(v => new { v.EntryId, v.Number }).IsUnique();
        builder.Property(v => v.Note).HasMaxLength(500);
        builder.Property(v => v.CorrectionReason).HasMaxLength(300);
        builder.Property(v => v.ContentHash).HasMaxLength(64);
    }
}
