using Microsoft.EntityFrameworkCore;
using Training.Certification.Issuing;
using Training.Data;
using Training.Modules;

namespace Training.Certification.Register;

/// <summary>A certificate as lists show it.</summary>
internal sealed record CertificateRow(
    Guid Id, string Number, string HolderName, string HolderHospital, string HolderHospitalEn, string PackageVi, string PackageEn, DateTimeOffset IssuedAt, bool Revoked)
{
    public string Package => Show.Name(PackageVi, PackageEn);

    public string Hospital => Show.Name(HolderHospital, HolderHospitalEn);
}

internal static class CertificateRows
{
    public static IQueryable<CertificateRow> ToRows(this IQueryable<Certificate> certificates, TrainingDbContext db) => certificates.Select(c => new CertificateRow(
        c.Id, c.Number, c.HolderName, c.HolderHospital, c.HolderHospitalEn, c.PackageVi, c.PackageEn, c.IssuedAt, db.Set<Revocation>().Any(r => r.CertificateId == c.Id)));
}
