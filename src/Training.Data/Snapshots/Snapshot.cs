using Training.Modules;

namespace Training.Data;

/// <summary>Keeps one small directory that most pages read in memory for a while, for the whole process.</summary>
public sealed class SnapshotCache<T>(TimeProvider clock)
    where T : class
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private T? _kept;
    private long _version;
    private DateTimeOffset _since;
    private int _generation;

    /// <summary>What is kept, unless it is older than the version that the database has.</summary>
    internal (T? Kept, int Generation) Look(long version)
    {
        lock (_lock)
        {
            return (_version == version && clock.GetUtcNow() - _since < Lifetime ? _kept : null, _generation);
        }
    }

    /// <summary>What was read while somebody committed a change may be old; it is not kept.</summary>
    internal void Keep(T read, long version, int generation)
    {
        lock (_lock)
        {
            if (generation == _generation)
            {
                (_kept, _version, _since) = (read, version, clock.GetUtcNow());
            }
        }
    }

    internal void Forget()
    {
        lock (_lock)
        {
            (_kept, _generation) = (null, _generation + 1);
        }
    }
}

/// <summary>
/// A directory as this request sees it: the kept one if no node changed it since, or, once this request changed something, one that it
/// reads itself.
/// </summary>
public sealed class Snapshot<T>(IUnitOfWork work, SnapshotCache<T> cache, SnapshotVersions versions)
    where T : class
{
    private readonly string _name = typeof(T).Name;
    private bool _changedHere;
    private T? _own;

    /// <summary>The directory; <paramref name="read"/> is asked where none is kept.</summary>
    public async Task<T> GetAsync(Func<Task<T>> read, CancellationToken ct)
    {
        if (_changedHere)
        {
            return _own ??= await read();
        }

        // The version is read before the rows: a change that slips in between makes the next request read again, never too late.
        var version = await versions.CurrentAsync(ct);
        var (kept, generation) = cache.Look(version);
        if (kept is null)
        {
            kept = await read();
            cache.Keep(kept, version, generation);
        }

        return kept;
    }

    /// <summary>Call inside the write that changed what the directory is made of: every node reads it again at its next request.</summary>
    public async Task ChangedAsync(CancellationToken ct)
    {
        (_changedHere, _own) = (true, null);
        work.AfterCommit(cache.Forget);
        await versions.RaiseAsync(_name, ct);
    }
}
