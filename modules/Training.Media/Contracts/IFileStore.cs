namespace Training.Media.Contracts;

/// <summary>
/// Files by the SHA-256 of their content, in the folder <c>files</c> of the data folder, which all nodes share. The same bytes are stored once,
/// whoever sent them.
/// </summary>
public interface IFileStore
{
    /// <summary>
    /// Stores a file that the site itself made; files of people go through <see cref="IFileIntake"/>. Once it returns, the file survives a
    /// power cut. Call it before the write that stores the hash, not inside.
    /// </summary>
    /// <exception cref="Training.Modules.RuleViolation">The same bytes were removed for good before.</exception>
    /// <exception cref="InvalidOperationException">A write is running.</exception>
    Task<TakenFile> PutAsync(Stream content, FileKind kind, CancellationToken ct);

    /// <summary>
    /// Opens a file, after having compared all of it with its hash. Of a file of 4 MB and more each part is compared when it is read, and reading
    /// it fails where it was changed.
    /// </summary>
    /// <returns>Null where there is none, or none any more.</returns>
    /// <exception cref="FileDamagedException">The bytes were changed or are gone.</exception>
    Task<OpenedFile?> OpenAsync(string hash, CancellationToken ct);

    /// <summary>Says how a file is, for pages that show signed records.</summary>
    Task<FileState> VerifyAsync(string hash, CancellationToken ct);

    /// <summary>Sizes in bytes by hash, for those who are about to download; a hash that is not there is left out. One statement.</summary>
    Task<IReadOnlyDictionary<string, long>> SizesAsync(IReadOnlyCollection<string> hashes, CancellationToken ct);

    /// <summary>
    /// Removes the bytes for good, wherever they are referred to, with the running write where there is one. The same bytes are not taken in
    /// again. What refers to the hash keeps it as proof and says itself that the file was removed, by whom and why.
    /// </summary>
    /// <returns>False where there is no such file, or none any more.</returns>
    Task<bool> RemoveAsync(string hash, CancellationToken ct);
}

/// <summary>How a file is.</summary>
public enum FileState
{
    /// <summary>There and as it was.</summary>
    Intact,

    /// <summary>Changed on the disk, or gone from it.</summary>
    Damaged,

    /// <summary>Removed for good, on purpose.</summary>
    Removed,

    /// <summary>There never was one, or nobody referred to it.</summary>
    Unknown,
}

/// <summary>An open file; whoever opened it disposes of it.</summary>
/// <param name="Hash">Its SHA-256.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Content">Stands at its beginning and can seek.</param>
public sealed record OpenedFile(string Hash, FileKind Kind, long Size, Stream Content) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}

/// <summary>A stored file is not what was stored. It is never served.</summary>
public sealed class FileDamagedException(string hash)
    : IOException($"The stored file {hash} was changed or is gone. Restore it from a backup; `files verify` finds every such file.")
{
    /// <summary>Name of the file.</summary>
    public string Hash { get; } = hash;
}
