using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Identity.Contracts;
using Training.Identity.Sessions;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Phones;

/// <summary>The public half of a key that lives in one browser and can not leave it. It says which account's phone wrote something, nothing more.</summary>
internal sealed class DeviceKey : Entity
{
    public required Guid UserId { get; init; }

    /// <summary>SubjectPublicKeyInfo.</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>Browser and system: <c>Chrome, Android</c>.</summary>
    public required string Device { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }

    public static bool Verify(byte[] publicKey, string text, byte[] signature)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(publicKey, out _);
            return key.VerifyData(Encoding.UTF8.GetBytes(text), signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}

internal sealed class DeviceKeyConfiguration : IEntityTypeConfiguration<DeviceKey>
{
    public void Configure(EntityTypeBuilder<DeviceKey> builder)
    {
        builder.ToTable("Identity_DeviceKeys");
        builder.HasOne<User>().WithMany().HasForeignKey(k => k.UserId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(k => k.PublicKey).IsUnique();
        builder.HasIndex(k => k.UserId);
        builder.Property(k => k.PublicKey).HasMaxLength(200);
        builder.Property(k => k.Device).HasMaxLength(60);
    }
}

internal sealed class DeviceKeys(TrainingDbContext db, ICurrentUser current, Microsoft.AspNetCore.Http.IHttpContextAccessor accessor, IAuditTrail audit, TimeProvider clock) : IDeviceKeys
{
    // A browser that is emptied makes a new one; the oldest can be revoked.
    private const int Most = 20;

    private const string P256 = "1.2.840.10045.3.1.7";

    public async Task<Guid> RegisterAsync(string publicKey, CancellationToken ct)
    {
        var key = Read(publicKey) ?? throw new RuleViolation("DeviceKey.Unfit");
        if (await db.Set<DeviceKey>().AsNoTracking().SingleOrDefaultAsync(k => k.PublicKey == key, ct) is { } known)
        {
            return known.UserId == current.UserId && known.RevokedAt is null ? known.Id : throw new RuleViolation("DeviceKey.Revoked");
        }

        var userId = current.UserId;
        if (current.PersonId is null || await db.Set<DeviceKey>().CountAsync(k => k.UserId == userId && k.RevokedAt == null, ct) >= Most)
        {
            throw new RuleViolation("DeviceKey.TooMany", Most);
        }

        var row = new DeviceKey
        {
            UserId = userId,
            PublicKey = key,
            Device = DeviceName.Of(accessor.HttpContext!.Request.Headers.UserAgent),
            RegisteredAt = clock.GetUtcNow(),
        };
        db.Add(row);
        audit.Add(new AuditEvent("Identity.DeviceKeyRegistered", "DeviceKey", row.Id) { Facts = new Dictionary<string, string?> { ["device"] = row.Device } });
        return row.Id;
    }

    public Task<DeviceKeyInfo?> FindAsync(Guid id, CancellationToken ct) => (
        from key in db.Set<DeviceKey>()
        where key.Id == id
        join user in db.Set<User>() on key.UserId equals user.Id
        where user.PersonId != null
        select new DeviceKeyInfo(key.Id, key.UserId, user.PersonId!.Value, key.PublicKey, key.RevokedAt)).SingleOrDefaultAsync(ct);

    public async Task<IReadOnlyList<DeviceKeyInfo>> OfPeopleAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct) => await (
        from key in db.Set<DeviceKey>()
        where key.RevokedAt == null
        join user in db.Set<User>() on key.UserId equals user.Id
        where user.PersonId != null && personIds.Contains(user.PersonId.Value)
        select new DeviceKeyInfo(key.Id, key.UserId, user.PersonId!.Value, key.PublicKey, key.RevokedAt)).ToListAsync(ct);

    // Only a point of the one curve, written in its one form.
    private static byte[]? Read(string text)
    {
        try
        {
            var bytes = Base64Url.DecodeFromChars(text);
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(bytes, out _);
            return key.ExportParameters(false).Curve.Oid.Value == P256 && key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(bytes) ? bytes : null;
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
