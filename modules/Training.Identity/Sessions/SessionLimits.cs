using Training.Modules;

namespace Training.Identity.Sessions;

/// <summary>How long a session lasts. NIST SP 800-63B-4, 2.2.3 allows an hour and a day; a ward's computer and an officer's reach ask for less.</summary>
internal static class SessionLimits
{
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan ShortIdle = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);
    private static readonly TimeSpan AdministratorsLifetime = TimeSpan.FromHours(8);

    // Those who see a province, the country or everybody's rights.
    private static readonly HashSet<string> Officers = [Roles.HealthDepartment, Roles.Ministry, Roles.Insurer, Roles.Auditor, Roles.Administrator];

    public static TimeSpan IdleOf(bool sharedPc, IEnumerable<Grant> grants) => sharedPc || grants.Any(g => Officers.Contains(g.Role)) ? ShortIdle : Idle;

    public static TimeSpan LifetimeOf(IEnumerable<Grant> grants) => grants.Any(g => g.Role == Roles.Administrator) ? AdministratorsLifetime : Lifetime;

    /// <summary>Those that would still be let in, for an account with these grants.</summary>
    public static IQueryable<Session> RunningAt(this IQueryable<Session> sessions, DateTimeOffset now, IReadOnlyList<Grant> grants)
    {
        var (born, own, shared) = (now - LifetimeOf(grants), now - IdleOf(sharedPc: false, grants), now - IdleOf(sharedPc: true, grants));
        return sessions.Where(s => s.EndedAt == null && s.CreatedAt > born && s.LastSeenAt >= own && (!s.SharedPc || s.LastSeenAt >= shared));
    }
}
