namespace Training.Courses.Discussion;

/// <summary>What stands under an item.</summary>
/// <param name="Address">Of the page with all of it.</param>
/// <param name="Threads">The newest.</param>
/// <param name="HasMore">There are others.</param>
internal sealed record UnderItem(string Address, IReadOnlyList<Thread> Threads, bool HasMore);
