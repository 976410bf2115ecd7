using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Grants;

/// <summary>
/// One row. Whoever changes a grant or disables an account writes it first, so that such changes wait for each other: two administrators
/// that remove each other at the same moment are judged one after the other.
/// </summary>
internal sealed class GrantLock
{
    public required int Id { get; init; }

    public int Times { get; set; }
}

internal sealed class GrantLockConfiguration : IEntityTypeConfiguration<GrantLock>
{
    public void Configure(EntityTypeBuilder<GrantLock> builder)
    {
        builder.ToTable("Identity_GrantLocks").HasKey(l => l.Id);
        builder.Property(l => l.Id).ValueGeneratedNever();
    }
}

internal static class GrantLocks
{
    /// <summary>From here to the end of the transaction nobody else changes a grant. What was read before may be old.</summary>
    public static Task<int> LockGrantsAsync(this TrainingDbContext db, CancellationToken ct) => db.Database.ExecuteSqlAsync(
        $"""
        INSERT INTO "Identity_GrantLocks" ("Id", "Times") VALUES (1, 1)
        ON CONFLICT ("Id") DO UPDATE SET "Times" = "Identity_GrantLocks"."Times" + 1
        """,
        ct);

    /// <summary>
    /// Whether an administrator would stay whose right has begun and has no end, on an account that is not disabled, if this grant and this
    /// account were gone. Ask under the lock.
    /// </summary>
    public static Task<bool> AdministratorStaysAsync(this TrainingDbContext db, DateOnly today, Guid? withoutGrant, Guid? withoutUser, CancellationToken ct)
        => db.RoleGrants.AnyAsync(
            g => g.Role == Roles.Administrator && g.From <= today && g.To == null && g.Id != withoutGrant && g.UserId != withoutUser
                && db.Set<User>().Any(u => u.Id == g.UserId && u.DisabledAt == null),
            ct);
}
