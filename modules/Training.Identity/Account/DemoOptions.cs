namespace Training.Identity.Account;

/// <summary>Section <c>Demo</c>.</summary>
internal sealed class DemoOptions
{
    /// <summary>Demo accounts with a known password. Refused in Production.</summary>
    public bool Enabled { get; set; }
}

/// <summary>The accounts of the demo recipe, as the sign-in page and the console list them.</summary>
internal static class DemoAccounts
{
    public const string Password = "Demo-training-2026";

    public static readonly IReadOnlyList<(string Email, string Role)> All =
    [
        ("hocvien@demo.local", "Demo.Trainee"),
        ("bsnoi@demo.local", "Demo.Trainee2"),
        ("huongdan@demo.local", "Demo.Mentor"),
        ("giaovu@demo.local", "Demo.TrainingOffice"),
        ("khth@demo.local", "Demo.Coordinator"),
        ("giamdoc@demo.local", "Demo.Director"),
        ("soyte@demo.local", "Demo.HealthDepartment"),
        ("boyte@demo.local", "Demo.Ministry"),
        ("quantri@demo.local", "Demo.Administrator"),
    ];
}
