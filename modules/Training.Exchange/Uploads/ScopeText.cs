using Training.Modules;

namespace Training.Exchange.Uploads;

/// <summary>A scope as a line of text, always the same for the same scope.</summary>
internal static class ScopeText
{
    public static string Write(Scope scope)
        => $"{(scope.Country ? "country" : "")};{string.Join(',', scope.Provinces.Order())};{string.Join(',', scope.Hospitals.Order())}";

    public static Scope Read(string text)
    {
        var parts = text.Split(';');
        return new Scope(parts[0].Length > 0, Ids(parts[1]), Ids(parts[2]));
    }

    private static HashSet<Guid> Ids(string text) => [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse)];
}
