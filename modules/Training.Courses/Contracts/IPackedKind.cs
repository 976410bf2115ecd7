namespace Training.Courses.Contracts;

/// <summary>A file that a phone takes along with an item.</summary>
/// <param name="Address">Local and stable; what is there never changes.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Plays">A film or recording: large, and fetched only by who asks for it.</param>
public sealed record PackedFile(string Address, long Bytes, bool Plays);

/// <summary>What a phone takes along of an item.</summary>
/// <param name="Bytes">About how much, without its files.</param>
/// <param name="Files">Those that belong to it.</param>
public sealed record PackedContent(long Bytes, IReadOnlyList<PackedFile> Files);

/// <summary>Implemented beside <see cref="IItemKind"/> by a kind whose items work on a phone without network.</summary>
public interface IPackedKind
{
    /// <summary>Of the kind.</summary>
    string Key { get; }

    /// <summary>The screen of the phone's shell that shows such an item.</summary>
    string Screen { get; }

    /// <summary>Taking it along begins something that the site keeps, so the phone posts.</summary>
    bool Begins { get; }

    /// <summary>How much these contents are; one without an entry needs the network. The same number of statements for all.</summary>
    Task<IReadOnlyDictionary<Guid, PackedContent>> OfAsync(IReadOnlyCollection<Guid> contentIds, CancellationToken ct);

    /// <summary>Where the phone fetches an item.</summary>
    string PackAddress(string courseCode, Guid itemKey);
}
