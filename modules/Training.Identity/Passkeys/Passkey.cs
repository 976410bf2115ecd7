using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Training.Identity.Users;

namespace Training.Identity.Passkeys;

/// <summary>The framework's own entity; its details are one JSON column.</summary>
internal sealed class PasskeyConfiguration : IEntityTypeConfiguration<IdentityUserPasskey<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserPasskey<Guid>> builder)
    {
        builder.ToTable("Identity_Passkeys").HasKey(p => p.CredentialId);
        builder.HasOne<User>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(p => p.CredentialId).HasMaxLength(1024);
        builder.ComplexProperty(p => p.Data, data => data.ToJson());
    }
}

/// <summary>
/// What a passkey has to be: kept on the device under the person's account, opened with a finger, a face or a PIN, with one of the two kinds
/// of key that every authenticator has, and made for this site's own address.
/// </summary>
internal sealed class PasskeyRules(IConfiguration configuration) : IConfigureOptions<IdentityPasskeyOptions>
{
    private const int Es256 = -7;
    private const int Rs256 = -257;

    public void Configure(IdentityPasskeyOptions options)
    {
        options.UserVerificationRequirement = "required";
        options.ResidentKeyRequirement = "required";
        options.AttestationConveyancePreference = "none";
        options.IsAllowedAlgorithm = algorithm => algorithm is Es256 or Rs256;
        var site = configuration["Site:BaseAddress"] is { Length: > 0 } address ? new Uri(address) : null;
        options.ServerDomain = site?.Host;
        options.ValidateOrigin = context =>
        {
            var request = context.HttpContext.Request;
            var allowed = site?.GetLeftPart(UriPartial.Authority) ?? $"{request.Scheme}://{request.Host}";
            return ValueTask.FromResult(!context.CrossOrigin && context.TopOrigin is null && string.Equals(context.Origin, allowed, StringComparison.OrdinalIgnoreCase));
        };
    }
}
