using Microsoft.EntityFrameworkCore;
using Training.Courses.Catalogue;
using Training.Data;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Courses.Enrolments;

/// <summary>What an office may do with a course, and for which hospitals.</summary>
internal sealed class CourseOffice(TrainingDbContext db, ICurrentUser user, IOrganizations organizations, TimeProvider clock)
{
    /// <summary>The hospitals whose people whoever is signed in puts on courses, in Vietnamese order.</summary>
    public async Task<IReadOnlyList<HospitalInfo>> HospitalsAsync(CancellationToken ct)
        => [.. (await organizations.GetAsync(ct)).Within(user.ScopeOf(Permissions.Enrol)).Where(h => h.IsOpenOn(clock.Today()))];

    /// <summary>Of those the one with the key, the first where none is asked for; null where it is not theirs.</summary>
    public static HospitalInfo? Choose(IReadOnlyList<HospitalInfo> hospitals, string? key) => string.IsNullOrEmpty(key) ? (hospitals is [var first, ..] ? first : null) : hospitals.FirstOrDefault(h => h.Key == key);

    /// <summary>A published course.</summary>
    public Task<Course?> FindAsync(string code, CancellationToken ct) => db.PublishedCourses.AsNoTracking().SingleOrDefaultAsync(c => c.Code == code, ct);

    public bool EnrolsFor(Guid hospitalId) => user.ScopeOf(Permissions.Enrol).Country || user.HospitalsOf(Permissions.Enrol).Contains(hospitalId);

    public bool Enrols => user.Can(Permissions.Enrol);

    /// <summary>Whether whoever is signed in says how people come onto the course: its authors and the office of its hospital; for everybody's, who writes or enrols for the country.</summary>
    public bool MaySet(Course course) => Reaches(Permissions.Author, course.HospitalId) || Reaches(Permissions.Enrol, course.HospitalId);

    private bool Reaches(string permission, Guid? hospitalId) => user.ScopeOf(permission).Country || (hospitalId is { } id && user.HospitalsOf(permission).Contains(id));
}
