namespace Training.Media.Contracts;

/// <summary>A place where an item of the library is used.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Title">What the place is called, for an author.</param>
/// <param name="Address">Local address of the place; null where there is none that an author could open.</param>
public sealed record MediaUse(Guid ItemId, string Title, string? Address);

/// <summary>
/// Where a module uses items of the library, and who may see them there. Every module that stores the id of an item plugs one in, and declares the
/// foreign key with <see cref="MediaModel.ReferencesMediaItem{T}"/>: an item that is used somewhere is not removed.
/// </summary>
public interface IMediaUse
{
    /// <summary>Where the module uses these items, drafts and old versions too; one statement, past any scope.</summary>
    /// <param name="itemIds">At most 500.</param>
    /// <param name="ct">Cancels.</param>
    Task<IReadOnlyList<MediaUse>> OfAsync(IReadOnlyCollection<Guid> itemIds, CancellationToken ct);

    /// <summary>
    /// Whether whoever is signed in may see something of the module that shows the item; one statement. Asked each time that a file of the item is asked
    /// for, unless the library itself is theirs, so a right that ends is gone at the next request.
    /// </summary>
    Task<bool> MayOpenAsync(Guid itemId, CancellationToken ct);
}
