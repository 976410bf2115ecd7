using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Identity.People;
using Training.Identity.Users;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.Grants;

/// <summary>A role in a hospital, a province or the country, from – to. Never deleted: it is also the history of who could do what.</summary>
internal sealed class RoleGrant : Entity, IVersioned
{
    public required Guid UserId { get; init; }

    public required string Role { get; init; }

    public required ScopeKind Kind { get; init; }

    public Guid? HospitalId { get; init; }

    public Guid? ProvinceId { get; init; }

    public required DateOnly From { get; init; }

    /// <summary>The last day it counts; the day before the end where it was ended at once.</summary>
    public DateOnly? To { get; set; }

    /// <summary>Who granted it: an account's name, or the recipe.</summary>
    public required string GrantedBy { get; init; }

    /// <summary>The account that granted it; null for a recipe.</summary>
    public Guid? GrantedByUserId { get; init; }

    /// <summary>When; null for a recipe.</summary>
    public DateTimeOffset? GrantedAt { get; init; }

    public required string Reason { get; init; }

    /// <summary>When somebody set its end; null while its first end stands.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public Guid? EndedByUserId { get; set; }

    public string? EndReason { get; set; }

    public int Version { get; set; }

    public bool CountsOn(DateOnly day) => From <= day && (To is null || To >= day);
}

internal sealed class RoleGrantConfiguration : IEntityTypeConfiguration<RoleGrant>
{
    public void Configure(EntityTypeBuilder<RoleGrant> builder)
    {
        builder.ToTable("Identity_RoleGrants", table =>
        {
            table.HasCheckConstraint(
                "CK_Identity_RoleGrants_Scope",
                """("Kind" = 'Hospital') = ("HospitalId" IS NOT NULL) AND ("Kind" = 'Province') = ("ProvinceId" IS NOT NULL)""");
            table.HasCheckConstraint(
                "CK_Identity_RoleGrants_Ended",
                """("EndedAt" IS NULL) = ("EndedByUserId" IS NULL) AND ("EndedAt" IS NULL) = ("EndReason" IS NULL) AND ("EndedAt" IS NULL OR "To" IS NOT NULL)""");
        });
        builder.HasOne<User>().WithMany().HasForeignKey(g => g.UserId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<User>().WithMany().HasForeignKey(g => g.GrantedByUserId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<User>().WithMany().HasForeignKey(g => g.EndedByUserId).OnDelete(DeleteBehavior.Restrict);
        builder.ReferencesHospital(g => g.HospitalId);
        builder.ReferencesProvince(g => g.ProvinceId);
        builder.HasIndex(g => g.UserId);
        builder.HasIndex(g => g.Role);
        builder.Property(g => g.Role).HasMaxLength(40);
        builder.Property(g => g.GrantedBy).HasMaxLength(200);
        builder.Property(g => g.Reason).HasMaxLength(400);
        builder.Property(g => g.EndReason).HasMaxLength(400);
    }
}

internal static class RoleGrants
{
    /// <summary>The grants that count on the day; <see cref="RoleGrant.CountsOn"/> as a query.</summary>
    public static IQueryable<RoleGrant> CountingOn(this IQueryable<RoleGrant> grants, DateOnly day)
        => grants.Where(g => g.From <= day && (g.To == null || g.To >= day));
}

internal static class IdentityDb
{
    extension(TrainingDbContext db)
    {
        public DbSet<Person> People => db.Set<Person>();

        public DbSet<Appointment> Appointments => db.Set<Appointment>();

        public DbSet<User> Users => db.Set<User>();

        public DbSet<RoleGrant> RoleGrants => db.Set<RoleGrant>();
    }
}
