using Training.Modules;

namespace Training.Courses;

internal sealed class Permissions : IPermissionProvider
{
    public const string Learn = "Courses.Learn";

    public IReadOnlyList<Permission> GetPermissions() => [new(Learn, "Read courses and take their quizzes")];

    public IReadOnlyList<PermissionStereotype> GetDefaultStereotypes() => [.. Roles.All.Select(role => new PermissionStereotype(role, GetPermissions()))];
}
