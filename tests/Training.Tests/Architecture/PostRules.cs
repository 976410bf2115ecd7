using System.Text.RegularExpressions;

namespace Training.Tests.Architecture;

/// <summary>A form that is sent twice has its effect once: every post goes through <c>RedirectAfterAsync</c>.</summary>
internal static partial class PostRules
{
    /// <summary>Every posting form stands on a page whose model stores the form's key, or on the reviewed list.</summary>
    /// <param name="files">Markup and code.</param>
    /// <param name="reviewed">Path of the page → reason.</param>
    public static IReadOnlyList<string> FormsStoreTheirKey(IReadOnlyList<SourceFile> files, IReadOnlyDictionary<string, string> reviewed)
    {
        var code = files.Where(file => file.Extension == ".cs").ToDictionary(file => file.Path, CSharpText.WithoutComments);
        var without = files.Where(file => file.Extension == ".cshtml" && PostingForm().IsMatch(CSharpText.WithoutComments(file)))
            .Select(file => file.Path)
            .Concat(code.Where(file => file.Key.EndsWith(".cshtml.cs", StringComparison.Ordinal) && PostHandler().IsMatch(file.Value)).Select(file => file.Key[..^".cs".Length]))
            .Distinct()
            .Where(page => !code.GetValueOrDefault(page + ".cs", "").Contains("RedirectAfterAsync(", StringComparison.Ordinal))
            .ToArray();
        return [.. without.Except(reviewed.Keys).Select(page => $"{page} posts without RedirectAfterAsync and is not on the list"),
            .. reviewed.Keys.Where(page => page.EndsWith(".cshtml", StringComparison.Ordinal)).Except(without).Select(page => $"{page} is on the list and need not be"),
            .. reviewed.Where(page => page.Value.Length == 0).Select(page => $"{page.Key} is on the list without a reason")];
    }

    [GeneratedRegex("""<form\b[^>]*\bmethod\s*=\s*["']?post""", RegexOptions.IgnoreCase)]
    private static partial Regex PostingForm();

    [GeneratedRegex(@"\bOnPost\w*\s*\(")]
    private static partial Regex PostHandler();
}
