namespace Training.Modules;

/// <summary>The page may ask its reader for the camera, to scan a code; no other page can.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UsesCameraAttribute : Attribute;
