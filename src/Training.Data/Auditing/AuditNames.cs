using System.Text.RegularExpressions;

namespace Training.Data;

/// <summary>Names in the trail are stable identifiers: nothing that somebody typed can get into a leaf by way of them.</summary>
internal static partial class AuditNames
{
    public const int MaxLength = 80;

    /// <exception cref="ArgumentException">It is none.</exception>
    public static void Check(string name)
    {
        if (name.Length > MaxLength || !Name().IsMatch(name))
        {
            throw new ArgumentException("A name in the trail is made of letters, digits and dots, such as Logbook.CaseSigned.", nameof(name));
        }
    }

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9]*(\.[A-Za-z][A-Za-z0-9]*)*\z")]
    private static partial Regex Name();
}
