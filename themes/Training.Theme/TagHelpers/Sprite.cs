using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Training.Theme;

internal static class Sprite
{
    /// <summary>The address of one drawing, with the file's version so that it may be cached for good.</summary>
    public static string AddressOf(string name, HttpRequest request, IFileVersionProvider versions)
        => $"{versions.AddFileVersionToPath(request.PathBase, request.PathBase + "/_content/Training.Theme/icons.svg")}#{name}";
}
