using Training.Modules;

namespace Training.Integrity;

internal sealed class Permissions : IPermissionProvider
{
    public const string Answer = "Integrity.Answer";
    public const string Review = "Integrity.Review";
    public const string ManageLimits = "Integrity.ManageLimits";

    private static readonly Permission AnswerPermission = new(Answer, "Answer questions about one's own figures");
    private static readonly Permission ReviewPermission = new(Review, "Read answered questions about figures at the hospitals in scope, and close them");
    private static readonly Permission ManageLimitsPermission = new(ManageLimits, "Say from which figures on the site asks, from which day on");

    public IReadOnlyList<Permission> GetPermissions() => [AnswerPermission, ReviewPermission, ManageLimitsPermission];

    /// <remarks>Nobody reads a question for having a permission alone: it is for the two people it asks, then for the office of the giving hospital.</remarks>
    public IReadOnlyList<PermissionStereotype> GetDefaultStereotypes() =>
    [
        new(Roles.Trainee, [AnswerPermission]),
        new(Roles.Mentor, [AnswerPermission]),
        new(Roles.TrainingOffice, [ReviewPermission]),
        new(Roles.Administrator, [ManageLimitsPermission]),
    ];
}
