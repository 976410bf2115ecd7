using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.FileProviders;
using Training.Modules;

namespace Training.Logbook.Phone;

/// <summary>The files of the phone's shell, and the service worker that keeps them: its version is the hash of everything the shell is made of.</summary>
internal sealed class PhoneFiles(IWebHostEnvironment environment, PhoneWords words, IEnumerable<IPhoneScreens> modules)
{
    /// <summary>The header by which the shell says which files it goes with.</summary>
    public const string VersionHeader = "Phone-Version";

    public const string Shell = "/phone";

    private const string Own = "/_content/Training.Logbook/phone";
    private const string Theme = "/_content/Training.Theme";

    private static readonly string[] FromTheme = [$"{Theme}/theme.css", $"{Theme}/icons.svg", $"{Theme}/favicon.svg"];

    private readonly Lazy<(string Version, string Worker)> _built = new(() => Build(environment.WebRootFileProvider, words, modules));

    public string Version => _built.Value.Version;

    /// <summary>The text of the service worker.</summary>
    public string Worker => _built.Value.Worker;

    /// <summary>What the shell loads first of each module.</summary>
    public static IEnumerable<string> ScreensOf(IEnumerable<IPhoneScreens> modules) => modules.Select(module => $"{module.Folder}/screens.js");

    /// <summary>What the service worker keeps beside the shell.</summary>
    public static IReadOnlyList<string> Addresses(IFileProvider files, IEnumerable<IPhoneScreens> modules) =>
    [
        .. FromTheme,
        .. Below(files, $"{Theme}/fonts").Where(path => path.EndsWith(".woff2", StringComparison.Ordinal)),

        // The browser fetches icons by itself when the shell is put on the home screen; guard.js belongs to the other pages.
        .. Below(files, Own).Where(path => path is not ($"{Own}/worker.js" or $"{Own}/guard.js") && Path.GetExtension(path) is ".js" or ".css"),
        .. modules.SelectMany(module => Below(files, module.Folder).Where(path => Path.GetExtension(path) == ".js").Concat(module.Styles)),
    ];

    private static (string Version, string Worker) Build(IFileProvider files, PhoneWords words, IEnumerable<IPhoneScreens> modules)
    {
        var addresses = Addresses(files, modules);
        var code = Read(files, $"{Own}/worker.js");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var address in addresses.Append($"{Own}/worker.js"))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(address));
            hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(Read(files, address))));
        }

        foreach (var language in LocalizationExtensions.Languages)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(words.JsonIn(CultureInfo.GetCultureInfo(language))));
        }

        hash.AppendData(typeof(PhoneFiles).Module.ModuleVersionId.ToByteArray()); // the shell's markup
        var version = Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
        return (version, $"const BUILD = {JsonSerializer.Serialize(new { version, files = addresses.Prepend(Shell) }, JsonSerializerOptions.Web)};\n{code}");
    }

    private static IEnumerable<string> Below(IFileProvider files, string folder)
    {
        foreach (var entry in files.GetDirectoryContents(folder).OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            var path = $"{folder}/{entry.Name}";
            foreach (var found in entry.IsDirectory ? Below(files, path) : [path])
            {
                yield return found;
            }
        }
    }

    private static string Read(IFileProvider files, string address)
    {
        using var reader = new StreamReader(files.GetFileInfo(address).CreateReadStream(), Encoding.Latin1);
        return reader.ReadToEnd();
    }
}
