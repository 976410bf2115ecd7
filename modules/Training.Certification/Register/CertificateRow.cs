using Microsoft.EntityFrameworkCore;
using Training.Certification.Cme;
using Training.Certification.Issuing;
using Training.Data;
using Training.Modules;

namespace Training.Certification.Register;

/// <summary>A certificate as lists show it; what it is about is a package or, for a CME certificate, a course.</summary>
internal sealed record CertificateRow(
    Guid Id, bool IsCme, string Number, string HolderName, string HolderHospital, string HolderHospitalEn, string AboutVi, string AboutEn, DateTimeOffset IssuedAt, bool Revoked)
{
    public string About => Show.Name(AboutVi, AboutEn);

    public string Address => IsCme ? $"/certificates/cme/{Id}" : $"/certificates/{Id}";

    public string Hospital => Show.Name(HolderHospital, HolderHospitalEn);
}

internal static class CertificateRows
{
    public static IQueryable<CertificateRow> ToRows(this IQueryable<Certificate> certificates, TrainingDbContext db) => certificates.Select(c => new CertificateRow(
        c.Id, false, c.Number, c.HolderName, c.HolderHospital, c.HolderHospitalEn, c.PackageVi, c.PackageEn, c.IssuedAt, db.Set<Revocation>().Any(r => r.CertificateId == c.Id)));

    public static IQueryable<CertificateRow> ToRows(this IQueryable<CmeCertificate> certificates) => certificates.Select(c => new CertificateRow(
        c.Id, true, c.Number, c.HolderName, c.HolderHospital, c.HolderHospitalEn, c.CourseVi, c.CourseEn, c.IssuedAt, false));

    /// <summary>The newest of both kinds; two statements.</summary>
    public static async Task<List<CertificateRow>> NewestAsync(this TrainingDbContext db, Guid? personId, int count, CancellationToken ct)
    {
        var techniques = await db.Certificates.Where(c => personId == null || c.PersonId == personId).OrderByDescending(c => c.IssuedAt).Take(count).ToRows(db).ToListAsync(ct);
        var cme = await db.CmeCertificates.Where(c => personId == null || c.PersonId == personId).OrderByDescending(c => c.IssuedAt).Take(count).ToRows().ToListAsync(ct);
        return [.. techniques.Concat(cme).OrderByDescending(row => row.IssuedAt).Take(count)];
    }
}
