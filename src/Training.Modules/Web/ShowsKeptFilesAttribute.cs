namespace Training.Modules;

/// <summary>On a page that shows pictures and films out of the browser's own storage; no other page may.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ShowsKeptFilesAttribute : Attribute;
