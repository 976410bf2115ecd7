using System.Text;

namespace Training.Scorm.Manifests;

/// <summary>Puts a file of a package and the parameters of an item together (SCORM 2004 CAM 3.4.1.14; the same in 1.2).</summary>
/// <param name="File">Name in the package, decoded.</param>
/// <param name="Rest">Query and fragment, as they are; may be empty.</param>
internal sealed record LaunchAddress(string File, string Rest)
{
    /// <summary>Null where it leads out of the package.</summary>
    public static LaunchAddress? Of(string reference, string? parameters)
    {
        var root = new Uri("http://package/");
        if (reference.Contains('\\', StringComparison.Ordinal) || !Uri.TryCreate(root, reference, out var address) || address.Authority != root.Authority || address.Scheme != root.Scheme
            || reference.StartsWith("//", StringComparison.Ordinal) || reference.StartsWith("http:", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var file = Uri.UnescapeDataString(address.AbsolutePath[1..]).Normalize(NormalizationForm.FormC);
        return file.Length == 0 ? null : new LaunchAddress(file, Join(address.Query, address.Fragment, (parameters ?? "").Trim().TrimStart('&')));
    }

    private static string Join(string query, string fragment, string parameters)
    {
        if (parameters.StartsWith('#'))
        {
            return query + (fragment.Length > 0 ? fragment : parameters);
        }

        parameters = parameters.TrimStart('?', '&');
        return parameters.Length == 0 ? query + fragment : $"{(query.Length > 1 ? query + "&" : "?")}{parameters}{fragment}";
    }
}
