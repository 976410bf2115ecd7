using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Data;

namespace Training.Scorm.Running;

/// <summary>What of a launch its files need.</summary>
internal sealed record LaunchedPackage(Guid PackageId, string Site, DateTimeOffset ExpiresAt);

/// <summary>Launches by id, remembered: a package asks for hundreds of files, and what is asked about here never changes.</summary>
internal sealed class Launches(TimeProvider clock)
{
    private const int Most = 2000;

    private readonly ConcurrentDictionary<Guid, LaunchedPackage> _known = new();

    /// <summary>Null where there is none, or it is over.</summary>
    public async Task<LaunchedPackage?> FindAsync(IServiceProvider services, Guid id, CancellationToken ct)
    {
        if (!_known.TryGetValue(id, out var launch))
        {
            launch = await services.GetRequiredService<TrainingDbContext>().ScormLaunches.Where(l => l.Id == id).Select(l => new LaunchedPackage(l.PackageId, l.Site, l.ExpiresAt)).SingleOrDefaultAsync(ct);
            if (launch is null)
            {
                return null;
            }

            if (_known.Count >= Most)
            {
                _known.Clear();
            }

            _known[id] = launch;
        }

        return launch.ExpiresAt > clock.GetUtcNow() ? launch : null;
    }
}
