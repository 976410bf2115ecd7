using Training.Modules;

namespace Training.Workflows;

internal sealed class Permissions : IPermissionProvider
{
    public const string DoTasks = "Workflows.DoTasks";
    public const string ViewProcesses = "Workflows.ViewProcesses";
    public const string ManageProcesses = "Workflows.ManageProcesses";

    private static readonly Permission DoTasksPermission = new(DoTasks, "See and do one's own tasks");
    private static readonly Permission ViewProcessesPermission = new(ViewProcesses, "See how the processes stand that concern oneself or the hospitals in scope");

    /// <summary>They look and never decide, so no process gives them anything to do.</summary>
    private static readonly string[] Onlookers = [Roles.Ministry, Roles.Insurer, Roles.Auditor];

    /// <summary>Whoever waits for a process, watches one or answers for it may see how it stands; a scope says which ones.</summary>
    private static readonly string[] Viewers =
        [Roles.Trainee, Roles.Mentor, Roles.TrainingOffice, Roles.Coordinator, Roles.TechnicalHead, Roles.Director, Roles.HealthDepartment, Roles.Ministry, Roles.Auditor];

    public IReadOnlyList<Permission> GetPermissions() => [DoTasksPermission, ViewProcessesPermission, new(ManageProcesses, "Draw, publish and repair processes")];

    public IReadOnlyList<PermissionStereotype> GetDefaultStereotypes() =>
    [
        new(Roles.Administrator, GetPermissions()),
        .. Roles.All.Except([Roles.Administrator, .. Onlookers]).Select(role => new PermissionStereotype(role, [DoTasksPermission])),
        .. Viewers.Select(role => new PermissionStereotype(role, [ViewProcessesPermission])),
    ];
}
