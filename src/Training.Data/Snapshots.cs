using Training.Modules;

namespace Training.Data;

/// <summary>Keeps one small directory that most pages read in memory for a while, for the whole process.</summary>
public sealed class SnapshotCache<T>(TimeProvider clock)
    where T : class
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private T? _kept;
    private DateTimeOffset _since;
    private int _generation;

    internal (T? Kept, int Generation) Look()
    {
        lock (_lock)
        {
            return (clock.GetUtcNow() - _since < Lifetime ? _kept : null, _generation);
        }
    }

    /// <summary>What was read while somebody committed a change may be old; it is not kept.</summary>
    internal void Keep(T read, int generation)
    {
        lock (_lock)
        {
            if (generation == _generation)
            {
                (_kept, _since) = (read, clock.GetUtcNow());
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

/// <summary>A directory as this request sees it: the kept one, or, once this request changed something, one that it reads itself.</summary>
public sealed class Snapshot<T>(IUnitOfWork work, SnapshotCache<T> cache)
    where T : class
{
    private bool _changedHere;
    private T? _own;

    /// <summary>The directory; <paramref name="read"/> is asked where none is kept.</summary>
    public async Task<T> GetAsync(Func<Task<T>> read)
    {
        if (_changedHere)
        {
            return _own ??= await read();
        }

        var (kept, generation) = cache.Look();
        if (kept is null)
        {
            kept = await read();
            cache.Keep(kept, generation);
        }

        return kept;
    }

    /// <summary>Call when the running write changed what the directory is made of.</summary>
    public void Changed()
    {
        (_changedHere, _own) = (true, null);
        work.AfterCommit(cache.Forget);
    }
}
