namespace Training.Media.Contracts;

/// <summary>
/// Which files a module refers to. Every module that stores hashes plugs one in: a file that nobody names is deleted a day after it was last
/// taken in. A hash counts from the commit that stores it to the commit that drops it, so a file must be stored within a day after it was taken in,
/// and a new reference to a file that nobody refers to any more needs a new intake. A file removed for good may be named or not.
/// </summary>
public interface IFileReferences
{
    /// <summary>Which of these the module refers to; one statement, past any scope.</summary>
    /// <param name="hashes">At most 500.</param>
    /// <param name="ct">Cancels.</param>
    Task<IReadOnlyCollection<string>> InUseAsync(IReadOnlyCollection<string> hashes, CancellationToken ct);
}
