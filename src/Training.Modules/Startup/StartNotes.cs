using System.Collections.Concurrent;

namespace Training.Modules;

/// <summary>Lines that the site prints on its console once it has started.</summary>
public sealed class StartNotes
{
    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>The lines so far.</summary>
    public IReadOnlyList<string> Lines => [.. _lines];

    /// <summary>Adds a line; call it before the site has started.</summary>
    public void Add(string line) => _lines.Enqueue(line);
}
