using Training.Courses.Contracts;

namespace Training.Courses.Outline;

/// <summary>The kinds of items that the modules of this site bring.</summary>
internal sealed class ItemKinds(IEnumerable<IItemKind> kinds)
{
    private readonly Dictionary<string, IItemKind> _kinds = kinds.ToDictionary(kind => kind.Key);

    public IEnumerable<IItemKind> All => _kinds.Values;

    /// <exception cref="InvalidOperationException">The module that brings it was taken out.</exception>
    public IItemKind Of(string key) => _kinds.GetValueOrDefault(key) ?? throw new InvalidOperationException($"No module brings items of the kind '{key}'.");

    /// <exception cref="InvalidOperationException">There is no such kind, or it can not be read from a file.</exception>
    public IItemKindInFiles InFiles(string key) => Of(key) as IItemKindInFiles ?? throw new InvalidOperationException($"Items of the kind '{key}' can not be read from a file.");

    public IItemKind? Find(string? key) => key is null ? null : _kinds.GetValueOrDefault(key);
}
