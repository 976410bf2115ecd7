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

    /// <summary>The newest of both kinds, of one person or of all in sight; one statement.</summary>
    public static async Task<List<CertificateRow>> NewestAsync(this TrainingDbContext db, Guid? personId, int count, CancellationToken ct)
    {
        var techniques = db.Certificates.Where(c => personId == null || c.PersonId == personId).Select(c => new
        {
            c.Id,
            IsCme = false,
            c.Number,
            c.HolderName,
            c.HolderHospital,
            c.HolderHospitalEn,
            AboutVi = c.PackageVi,
            AboutEn = c.PackageEn,
            c.IssuedAt,
        });
        var cme = db.CmeCertificates.Where(c => personId == null || c.PersonId == personId).Select(c => new
        {
            c.Id,
            IsCme = true,
            c.Number,
            c.HolderName,
            c.HolderHospital,
            c.HolderHospitalEn,
            AboutVi = c.CourseVi,
            AboutEn = c.CourseEn,
            c.IssuedAt,
        });
        var rows = await techniques.Concat(cme).OrderByDescending(c => c.IssuedAt).Take(count)
            .Select(c => new { Row = c, Revoked = db.Set<Revocation>().Any(r => r.CertificateId == c.Id) })
            .ToListAsync(ct);
        return [.. rows.Select(r => new CertificateRow(
            r.Row.Id, r.Row.IsCme, r.Row.Number, r.Row.HolderName, r.Row.HolderHospital, r.Row.HolderHospitalEn, r.Row.AboutVi, r.Row.AboutEn, r.Row.IssuedAt, r.Revoked))];
    }
}
