using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Logbook.Batch;

/// <summary>
/// The list of decisions that a mentor signed with one proof: what was signed is the list of their hashes, as canonical JSON of the form
/// <c>training.batch/1</c>. Each decision names its batch and stands in it by its own hash.
/// </summary>
internal sealed class SignedBatch : Entity, IAppendOnly
{
    /// <summary>More than this is signing without looking.</summary>
    public const int Most = 20;

    /// <summary>The action that the proof was made for.</summary>
    public const string Action = "Logbook.Batch";

    public required Guid MentorPersonId { get; init; }

    public required Guid ProofId { get; init; }

    public required string Canonical { get; init; }

    public required DateTimeOffset SignedAt { get; init; }

    /// <summary>The decision with this hash is one of the list.</summary>
    public bool Holds(string signedHash) => Canonical.Contains($"\":\"{signedHash}\"", StringComparison.Ordinal);

    /// <param name="hashes">Of the decisions, in the order in which they were shown.</param>
    public static string CanonicalOf(IEnumerable<string> hashes) => CanonicalJson.Of(
        hashes.Index().Select(item => new KeyValuePair<string, string?>($"decision.{(item.Index + 1).ToString("00", CultureInfo.InvariantCulture)}", item.Item)).Append(new("form", "training.batch/1")));
}

internal sealed class SignedBatchConfiguration : IScoped<SignedBatch>
{
    // What is in it is shown with each decision, to whoever sees that one.
    public Expression<Func<SignedBatch, Viewer, bool>> VisibleTo(TrainingDbContext db) => (b, viewer) => b.MentorPersonId == viewer.PersonId;

    public void Lock(RowLock<SignedBatch> row) => row.Person(b => b.MentorPersonId);

    public void Configure(EntityTypeBuilder<SignedBatch> builder)
    {
        builder.ToTable("Logbook_Batches");
        builder.ReferencesPerson(b => b.MentorPersonId, WhenMerged.Stays);
        builder.HasIndex(b => b.ProofId).IsUnique();
        builder.Property(b => b.Canonical).HasMaxLength(3000);
    }
}
