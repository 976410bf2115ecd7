using Training.Modules;

namespace Training.LearningCurves;

internal sealed class Permissions : IPermissionProvider
{
    public const string ViewOwn = "LearningCurves.ViewOwn";
    public const string View = "LearningCurves.View";
    public const string Decide = "LearningCurves.Decide";
    public const string Configure = "LearningCurves.Configure";

    private static readonly Permission ViewOwnPermission = new(ViewOwn, "See one's own learning curves");
    private static readonly Permission ViewPermission = new(View, "See the learning curves of the people whose cases one may see");
    private static readonly Permission DecidePermission = new(Decide, "See the learning curves of one's hospital, and decide whether a relapse pauses the independent status");
    private static readonly Permission ConfigurePermission = new(Configure, "Set the limits of learning curves: for every package, or for those that one's hospital gives");

    public IReadOnlyList<Permission> GetPermissions() => [ViewOwnPermission, ViewPermission, DecidePermission, ConfigurePermission];

    /// <remarks>Having <see cref="Decide"/> is not enough: whoever decides is the technical head of the hospital where the person works in the transfer.</remarks>
    public IReadOnlyList<PermissionStereotype> GetDefaultStereotypes() =>
    [
        new(Roles.Trainee, [ViewOwnPermission]),
        new(Roles.Mentor, [ViewPermission]),
        new(Roles.TrainingOffice, [ViewPermission, ConfigurePermission]),
        new(Roles.TechnicalHead, [ViewPermission, DecidePermission]),
        new(Roles.Administrator, [ConfigurePermission]),
        .. new[] { Roles.Coordinator, Roles.Director, Roles.HealthDepartment, Roles.Ministry }.Select(role => new PermissionStereotype(role, [ViewPermission])),
    ];
}
