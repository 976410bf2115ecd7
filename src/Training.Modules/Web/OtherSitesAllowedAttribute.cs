namespace Training.Modules;

/// <summary>
/// The endpoint takes changing requests that a browser sends from another site. It must not act for whoever is signed in.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class OtherSitesAllowedAttribute : Attribute;
