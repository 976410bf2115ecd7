using Microsoft.EntityFrameworkCore;
using Training.Certification.Issuing;
using Training.Data;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Certification.Register;

/// <summary>A certificate as lists show it.</summary>
internal sealed record CertificateRow(
    Guid Id, string Number, string HolderName, string HolderHospital, string HolderHospitalEn, string PackageVi, string PackageEn, DateTimeOffset IssuedAt, bool Revoked)
{
    public string Package => Show.Name(PackageVi, PackageEn);

    public string Hospital => Show.Name(HolderHospital, HolderHospitalEn);
}

internal static class CertificateScope
{
    /// <summary>One's own, and those that a hospital in scope issued or that are held at one.</summary>
    public static IQueryable<Certificate> VisibleTo(this IQueryable<Certificate> certificates, ICurrentUser user, OrganizationDirectory directory)
    {
        var scope = user.ScopeOf(Permissions.View);
        if (scope.Country)
        {
            return certificates;
        }

        Guid[] hospitals = [.. directory.Within(scope).Select(h => h.Id)];
        var me = user.PersonId ?? Guid.Empty;
        return certificates.Where(c => c.PersonId == me || hospitals.Contains(c.IssuerHospitalId) || hospitals.Contains(c.HolderHospitalId));
    }

    public static IQueryable<CertificateRow> ToRows(this IQueryable<Certificate> certificates, TrainingDbContext db) => certificates.Select(c => new CertificateRow(
        c.Id, c.Number, c.HolderName, c.HolderHospital, c.HolderHospitalEn, c.PackageVi, c.PackageEn, c.IssuedAt, db.Set<Revocation>().Any(r => r.CertificateId == c.Id)));
}
