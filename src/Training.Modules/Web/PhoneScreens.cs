using Microsoft.Extensions.Localization;

namespace Training.Modules;

/// <summary>
/// What a module adds to the shell of the phone, which works without network: screens, what it keeps there, and how that reaches the site. The shell is the
/// same for everybody, so nothing here may depend on who asks.
/// </summary>
public interface IPhoneScreens
{
    /// <summary>Folder of static files, without a slash at its end. Each script in it is kept on the phone; <c>screens.js</c> exports <c>begin(shell)</c>.</summary>
    string Folder { get; }

    /// <summary>Local addresses of stylesheets that its screens need besides those of the theme.</summary>
    IReadOnlyList<string> Styles => [];

    /// <summary>The kind of rows that are on the phone only until the site has them: who signs out is asked first.</summary>
    string Unsent { get; }

    /// <summary>The words of its scripts in the language of the request, by key.</summary>
    IReadOnlyDictionary<string, string> Words { get; }

    /// <summary>Whether whoever is signed in has use for them.</summary>
    bool MayUse(ICurrentUser user);
}

/// <summary>Words for the phone.</summary>
public static class PhoneTexts
{
    private const string Prefix = "Phone.";

    /// <summary>Keys of the texts of a module that begin with <c>Phone.</c>, without that.</summary>
    public static IEnumerable<string> PhoneKeys(this IStringLocalizer texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return texts.GetAllStrings(includeParentCultures: true)
            .Where(text => text.Name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(text => text.Name[Prefix.Length..])
            .Order(StringComparer.Ordinal);
    }
}
