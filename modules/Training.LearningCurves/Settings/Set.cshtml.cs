using Microsoft.AspNetCore.Mvc;
using Training.Data;
using Training.Modules;

namespace Training.LearningCurves.Settings;

/// <summary>What the curves of one technique in one package version are measured by.</summary>
[HasPermission(Permissions.Configure)]
internal sealed class SetModel(SettingTools tools) : SetPage(tools)
{
    /// <summary>Code of the package.</summary>
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    /// <summary>Number of its version.</summary>
    [FromRoute, BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    /// <summary>Key of the technique.</summary>
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Technique { get; set; } = "";

    public override async Task<bool> LoadAsync(CancellationToken ct)
    {
        Package = (await Tools.Scope.PackagesAsync(ct)).FirstOrDefault(package => package.Code == Code && package.Number == Number);
        Subject = (await Tools.Techniques.GetAsync(ct)).FindTechnique(Technique);
        if (Package is null || Subject is null || !Package.TechniqueIds.Contains(Subject.Id))
        {
            return false;
        }

        History = (await Tools.Settings.GetAsync(ct)).History(Package.Id, Subject.Id);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct) => await BeforeAsync(ct) ?? await this.RedirectAfterAsync(Tools.Db, StoreAsync, ct);
}
