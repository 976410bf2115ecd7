using Training.Logbook.Content;
using Training.Transfers.Contracts;

namespace Training.Logbook.SignOff;

internal static class Rights
{
    /// <summary>Whether somebody who has these rights in a transfer may supervise all that was done, on the day.</summary>
    public static bool CoverAll(this IReadOnlyCollection<SupervisionInfo> rights, IEnumerable<Done> all, DateOnly day)
        => all.All(done => rights.Any(right => right.Covers(done.TechniqueId, day)));
}
