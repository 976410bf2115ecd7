using System.Collections.Frozen;

namespace Training.Modules;

/// <summary>A named right to do something. Where it may be used is the scope of the grant that carries it.</summary>
/// <param name="Name">Stable, for example <c>Logbook.Sign</c>.</param>
/// <param name="Description">English, for the documentation of rights.</param>
public sealed record Permission(string Name, string Description);

/// <summary>The permissions that a role has when nothing else is configured.</summary>
public sealed record PermissionStereotype(string Role, IReadOnlyList<Permission> Permissions);

/// <summary>Lists a module's permissions and the roles that have them by default.</summary>
public interface IPermissionProvider
{
    /// <summary>Every permission of the module.</summary>
    IReadOnlyList<Permission> GetPermissions();

    /// <summary>Default rights of the roles.</summary>
    IReadOnlyList<PermissionStereotype> GetDefaultStereotypes();
}

/// <summary>What a role has to be signed in with before it gives any right; demo mode asks for nothing more than a password.</summary>
public enum SignInNeed
{
    /// <summary>The password is enough.</summary>
    Password,

    /// <summary>Any second factor.</summary>
    SecondFactor,

    /// <summary>A passkey: no copy of the site can lure it away.</summary>
    Passkey,
}

/// <summary>The roles of the trade. A grant gives a person one of them in a hospital, a province or the country.</summary>
public static class Roles
{
    /// <summary>Học viên.</summary>
    public const string Trainee = "Trainee";

    /// <summary>Người hướng dẫn.</summary>
    public const string Mentor = "Mentor";

    /// <summary>Trung tâm Đào tạo và Chỉ đạo tuyến of the giving hospital.</summary>
    public const string TrainingOffice = "TrainingOffice";

    /// <summary>Phòng Kế hoạch tổng hợp of the receiving hospital.</summary>
    public const string Coordinator = "Coordinator";

    /// <summary>Trưởng khoa.</summary>
    public const string DepartmentHead = "DepartmentHead";

    /// <summary>Người chịu trách nhiệm chuyên môn kỹ thuật of the receiving hospital.</summary>
    public const string TechnicalHead = "TechnicalHead";

    /// <summary>Văn thư.</summary>
    public const string Clerk = "Clerk";

    /// <summary>Thành viên hội đồng nghiệm thu.</summary>
    public const string AcceptanceCouncil = "AcceptanceCouncil";

    /// <summary>Giám đốc.</summary>
    public const string Director = "Director";

    /// <summary>Sở Y tế.</summary>
    public const string HealthDepartment = "HealthDepartment";

    /// <summary>Bộ Y tế.</summary>
    public const string Ministry = "Ministry";

    /// <summary>Bảo hiểm xã hội.</summary>
    public const string Insurer = "Insurer";

    /// <summary>Thanh tra, kiểm toán.</summary>
    public const string Auditor = "Auditor";

    /// <summary>Quản trị hệ thống.</summary>
    public const string Administrator = "Administrator";

    /// <summary>Every role.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Trainee, Mentor, DepartmentHead, TrainingOffice, Coordinator, TechnicalHead, Director, Clerk, AcceptanceCouncil, HealthDepartment, Ministry, Insurer, Auditor, Administrator];

    /// <summary>
    /// Whoever signs, issues, approves, exports or administers needs a second factor; those who see the whole country or change everybody's
    /// rights need a passkey (src/docs/decisions/0012). A role without a line here would need one too.
    /// </summary>
    public static IReadOnlyDictionary<string, SignInNeed> Needs { get; } = new Dictionary<string, SignInNeed>
    {
        [Trainee] = SignInNeed.Password,
        [Mentor] = SignInNeed.SecondFactor,
        [DepartmentHead] = SignInNeed.SecondFactor,
        [TrainingOffice] = SignInNeed.SecondFactor,
        [Coordinator] = SignInNeed.SecondFactor,
        [TechnicalHead] = SignInNeed.SecondFactor,
        [Director] = SignInNeed.SecondFactor,
        [Clerk] = SignInNeed.SecondFactor,
        [AcceptanceCouncil] = SignInNeed.SecondFactor,
        [HealthDepartment] = SignInNeed.SecondFactor,
        [Ministry] = SignInNeed.Passkey,
        [Insurer] = SignInNeed.SecondFactor,
        [Auditor] = SignInNeed.SecondFactor,
        [Administrator] = SignInNeed.Passkey,
    }.ToFrozenDictionary();
}
