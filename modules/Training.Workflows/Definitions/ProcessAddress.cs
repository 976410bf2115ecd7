namespace Training.Workflows.Definitions;

/// <summary>Where the pages of a process are. A key may have letters that an address has to write another way.</summary>
internal static class ProcessAddress
{
    public const string List = "/admin/processes";

    public static string Of(string key) => $"{List}/{Uri.EscapeDataString(key)}";

    public static string Draft(string key) => Of(key) + "/draft";

    public static string Publish(string key) => Of(key) + "/publish";

    public static string Migrate(string key) => Of(key) + "/migrate";

    /// <summary>The document of a version.</summary>
    public static string Document(string key, int number) => $"{Of(key)}?handler=Document&number={number}";
}
