namespace Training.Identity.Passwords;

/// <summary>
/// Hashing a password keeps a core busy for about 0.2 s on purpose. Only so many run at once that a core is left for all other pages; the
/// rest wait two seconds at most, and who signs in once more before that.
/// </summary>
internal sealed class HashingQueue(TimeSpan patience, int atOnce) : IDisposable
{
    private const int WaitingForEachPlace = 4;

    private readonly SemaphoreSlim _places = new(atOnce, atOnce);
    private readonly SemaphoreSlim _lobby = new(atOnce * WaitingForEachPlace, atOnce * WaitingForEachPlace);

    public HashingQueue()
        : this(TimeSpan.FromSeconds(2), Math.Max(1, Environment.ProcessorCount - 1))
    {
    }

    /// <summary>
    /// Lets in a few for each place, and makes the others wait before they ask the database anything: of two hundred who sign in at once, each
    /// counts its attempt in the same row, and together they would take every connection from those who only read a page.
    /// </summary>
    /// <returns>Leaves when it is disposed of.</returns>
    /// <exception cref="SiteBusyException">Nobody left in time.</exception>
    public async Task<IDisposable> EnterAsync(CancellationToken ct)
        => await TakeAsync(_lobby, ct);

    /// <summary>Runs the work when it is its turn.</summary>
    /// <exception cref="SiteBusyException">Its turn did not come in time.</exception>
    public async Task<T> RunAsync<T>(Func<T> work, CancellationToken ct)
    {
        using var place = await TakeAsync(_places, ct);
        return await Task.Run(work, ct);
    }

    public void Dispose()
    {
        _places.Dispose();
        _lobby.Dispose();
    }

    private async Task<Leave> TakeAsync(SemaphoreSlim seats, CancellationToken ct)
        => await seats.WaitAsync(patience, ct) ? new Leave(seats) : throw new SiteBusyException();

    private sealed class Leave(SemaphoreSlim seats) : IDisposable
    {
        public void Dispose() => seats.Release();
    }
}

/// <summary>Too many passwords at the same moment: answered with 503 and when to come back.</summary>
internal sealed class SiteBusyException() : Exception("Too many passwords are being checked.")
{
    public const int RetryAfterSeconds = 5;
}
