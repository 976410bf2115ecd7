using Microsoft.AspNetCore.Mvc;
using Training.Data;
using Training.Modules;

namespace Training.LearningCurves.Settings;

/// <summary>What the curves of techniques without settings of their own are measured by.</summary>
[HasPermission(Permissions.Configure)]
internal sealed class SetCommonModel(SettingTools tools) : SetPage(tools)
{
    public override async Task<bool> LoadAsync(CancellationToken ct)
    {
        History = (await Tools.Settings.GetAsync(ct)).History(null, null);
        return Tools.Scope.Everything;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct) => await BeforeAsync(ct) ?? await this.RedirectAfterAsync(Tools.Db, StoreAsync, ct);
}
