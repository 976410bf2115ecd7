namespace Training.Modules;

/// <summary>One transaction around one action.</summary>
public interface IUnitOfWork
{
    /// <summary>
    /// Runs the work in one write transaction, saves what it changed and commits; rolls everything back if it throws. Inside a running
    /// one it joins it.
    /// </summary>
    Task WriteAsync(Func<CancellationToken, Task> work, CancellationToken ct);

    /// <summary>Runs the action once the running transaction is committed, never if it is rolled back; for caches.</summary>
    void AfterCommit(Action action);
}
