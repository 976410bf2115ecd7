using Training.Modules;

namespace Training.Activities;

/// <summary>Opens the pages; which items somebody may learn or write is decided by the course.</summary>
internal sealed class Permissions : IPermissionProvider
{
    public const string Learn = "Activities.Learn";

    public const string Author = "Activities.Author";

    public const string Mark = "Activities.Mark";

    public const string Hold = "Activities.Hold";

    private static readonly Permission[] Learner = [new(Learn, "Hand in assignments, sign up for live sessions, answer surveys, open files and links of courses")];

    private static readonly Permission[] Staff =
    [
        new(Author, "Write assignments, live sessions, files, links and surveys of courses of one's hospital, and read the results of surveys"),
        new(Mark, "Mark what was handed in to one's hospital"),
        new(Hold, "Announce and change dates of live sessions for one's hospital, and say who was there"),
    ];

    public IReadOnlyList<Permission> GetPermissions() => [.. Learner, .. Staff];

    public IReadOnlyList<PermissionStereotype> GetDefaultStereotypes() =>
    [
        .. Roles.All.Select(role => new PermissionStereotype(role, Learner)),
        .. new[] { Roles.Mentor, Roles.TrainingOffice, Roles.Administrator }.Select(role => new PermissionStereotype(role, Staff)),
    ];
}
