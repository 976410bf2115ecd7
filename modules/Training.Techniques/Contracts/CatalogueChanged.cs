using Training.Modules;

namespace Training.Techniques.Contracts;

/// <summary>A technique was added or edited, or a package version published.</summary>
/// <param name="Id">Of the technique or the package.</param>
public sealed record CatalogueChanged(Guid Id) : IDomainEvent;
