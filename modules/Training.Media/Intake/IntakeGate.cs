using Microsoft.Extensions.Options;
using Training.Modules;

namespace Training.Media.Intake;

/// <summary>Lets a few files in at once: each takes a core, and as much memory as its tool may have.</summary>
internal sealed class IntakeGate(IOptions<MediaOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _places = new(options.Value.AtOnce);

    /// <summary>How many are inside.</summary>
    public int Inside => options.Value.AtOnce - _places.CurrentCount;

    public async Task<IDisposable> EnterAsync(CancellationToken ct)
        => await _places.WaitAsync(TimeSpan.FromSeconds(options.Value.Seconds), ct) ? new Place(_places) : throw new RuleViolation("File.Busy") { Status = 503 };

    public void Dispose() => _places.Dispose();

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }
}
