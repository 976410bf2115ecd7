using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Training.Workflows.Bpmn;

namespace Training.Workflows.Definitions;

/// <summary>A document that somebody sends: as a file, or as text.</summary>
internal partial class DocumentInput
{
    /// <summary>A document in characters that a form writes with several bytes each.</summary>
    public const int RequestBytes = 4 * Limits.Bytes;

    public const int FieldBytes = 2 * Limits.Bytes;

    public const int Fields = 64;

    [Display(Name = "Document.File")]
    public IFormFile? File { get; set; }

    [Display(Name = "Document.Text")]
    public string? Document { get; set; }

    /// <summary>The document; of a file and a text, the file. Empty where neither was given.</summary>
    /// <exception cref="DocumentRefused">The file is nothing that a parser should be given.</exception>
    public async Task<string> ReadAsync(CancellationToken ct)
    {
        if (File is not { Length: > 0 })
        {
            // Forms send line ends that the document did not have; the same document has to stay the same.
            return (Document ?? "").ReplaceLineEndings("\n");
        }

        if (File.Length > Limits.Bytes)
        {
            throw DocumentText.TooLong();
        }

        var bytes = new byte[File.Length];
        await using var stream = File.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, ct);
        var (text, encoding) = DocumentText.Decode(bytes);

        // From here on it is a text, which is stored and sent in UTF-8.
        return (encoding == "UTF-8" ? text : Declared().Replace(text, "$1UTF-8$2", 1)).ReplaceLineEndings("\n");
    }

    [GeneratedRegex("""^(\s*<\?xml[^>]*encoding\s*=\s*["'])[^"']*(["'])""")]
    private static partial Regex Declared();
}
