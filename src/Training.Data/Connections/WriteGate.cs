namespace Training.Data;

/// <summary>
/// One writer at a time on SQLite. SQLite before 3.51.3 can lose committed pages when two connections write or checkpoint at the same
/// instant (sqlite.org/wal.html#walresetbug), and the newest library we can ship is older; so this process never does that. PostgreSQL
/// needs no gate.
/// </summary>
internal sealed class WriteGate : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    public void Dispose() => _gate.Dispose();

    public async Task<IDisposable> EnterAsync(CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        return new Exit(_gate);
    }

    private sealed class Exit(SemaphoreSlim gate) : IDisposable
    {
        private SemaphoreSlim? _gate = gate;

        public void Dispose() => Interlocked.Exchange(ref _gate, null)?.Release();
    }
}
