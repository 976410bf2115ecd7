namespace Training.Tests.ContractsOfOthers;

/// <summary>A bad sample for <see cref="Architecture.ModuleRules.OnlyContractsArePublic"/>: its namespace only begins like one of contracts.</summary>
public sealed record Leak;
