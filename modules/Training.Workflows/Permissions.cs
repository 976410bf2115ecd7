using Training.Modules;

namespace Training.Workflows;

internal sealed class Permissions : IPermissionProvider
{
    public const string DoTasks = "Workflows.DoTasks";
    public const string ViewProcesses = "Workflows.ViewProcesses";
    public const string ManageProcesses = "Workflows.ManageProcesses";

    public IReadOnlyList<Permission> GetPermissions() =>
        [
            new(DoTasks, "See and do one's own tasks"),
            new(ViewProcesses, "See how processes of the own hospitals stand"),
            new(ManageProcesses, "Draw, publish and repair processes"),
        ];

    public IReadOnlyList<PermissionStereotype> GetDefaultStereotypes() => [new(Roles.Administrator, GetPermissions())];
}
