using Training.Modules;

namespace Training.Organizations.Contracts;

/// <summary>A province or hospital was added or edited.</summary>
public sealed record OrganizationChanged(Guid Id) : IDomainEvent;
