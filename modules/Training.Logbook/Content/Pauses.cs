using Training.Logbook.Contracts;

namespace Training.Logbook.Content;

/// <summary>Pauses of independent status.</summary>
internal static class Pauses
{
    /// <summary>Techniques for which one person is paused on that day, with the first day of the pause; whoever knows of pauses is asked.</summary>
    public static async Task<IReadOnlyDictionary<Guid, DateOnly>> PausesOfAsync(this IEnumerable<IIndependence> modules, Guid personId, DateOnly day, CancellationToken ct)
    {
        var pauses = new Dictionary<Guid, DateOnly>();
        foreach (var module in modules)
        {
            foreach (var pause in await module.PausesAsync([personId], day, ct))
            {
                pauses[pause.TechniqueId] = pause.From;
            }
        }

        return pauses;
    }
}
