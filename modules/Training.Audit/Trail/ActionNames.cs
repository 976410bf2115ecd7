using Microsoft.Extensions.Localization;
using Training.Modules;

namespace Training.Audit.Trail;

/// <summary>What happened, in words; the module that tells of it has them under the name of the action.</summary>
internal sealed class ActionNames(ModuleCatalog catalog, IStringLocalizerFactory texts)
{
    public string Of(string action)
    {
        var module = $"Training.{action.Split('.')[0]}";
        return texts.OfModule(catalog.Modules.Any(m => m.Id == module) ? module : typeof(Texts).Assembly.GetName().Name!)[action];
    }
}
