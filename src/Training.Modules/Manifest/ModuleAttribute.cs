namespace Training.Modules;

/// <summary>Says that an assembly is a module. Stands in the module's <c>Manifest.cs</c>.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public class ModuleAttribute : Attribute
{
    /// <summary>The short English name, for documents and logs.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence on what the module is for.</summary>
    public string Description { get; init; } = "";

    /// <summary>Assembly names of the modules it uses; a test holds this equal to the references really used.</summary>
    public string[] Dependencies { get; init; } = [];
}

/// <summary>Says that an assembly is a theme: a module that any other may use for its looks without naming it as a dependency.</summary>
public sealed class ThemeAttribute : ModuleAttribute;
