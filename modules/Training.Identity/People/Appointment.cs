using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.People;

/// <summary>Vị trí công tác: a person at a hospital, from – to. A move ends one and begins another; nothing is overwritten.</summary>
internal sealed class Appointment : Entity, IVersioned
{
    public required Guid PersonId { get; init; }

    public required Guid HospitalId { get; init; }

    public required string Department { get; init; }

    public required string Position { get; init; }

    public required DateOnly From { get; init; }

    /// <summary>The last day; null while it goes on.</summary>
    public DateOnly? To { get; set; }

    public int Version { get; set; }
}

internal sealed class AppointmentConfiguration : IEntityTypeConfiguration<Appointment>
{
    public void Configure(EntityTypeBuilder<Appointment> builder)
    {
        builder.ToTable("Identity_Appointments");
        builder.ReferencesPerson(a => a.PersonId, WhenMerged.MovesUnlessThere);
        builder.ReferencesHospital(a => a.HospitalId);
        builder.HasIndex(a => new { a.PersonId, a.HospitalId, a.Department, a.From }).IsUnique();
        builder.HasIndex(a => new { a.HospitalId, a.PersonId });
        builder.Property(a => a.Department).HasMaxLength(150);
        builder.Property(a => a.Position).HasMaxLength(150);
    }
}
