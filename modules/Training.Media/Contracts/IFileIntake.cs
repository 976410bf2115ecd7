using Microsoft.AspNetCore.Http;
using Training.Modules;

namespace Training.Media.Contracts;

/// <summary>
/// A file that was taken in. Whoever stores the hash says so by <see cref="IFileReferences"/>; what nobody refers to is gone after a day.
/// </summary>
/// <param name="Hash">SHA-256 of the stored bytes, 64 lower-case hexadecimal digits. It is no right: never take one from a form.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Size">Of the stored file, in bytes.</param>
public sealed record TakenFile(string Hash, FileKind Kind, long Size)
{
    /// <summary>What it is served as.</summary>
    public string ContentType => Kind.ContentType();
}

/// <summary>
/// Takes in files of strangers: decides by their content what they are, takes out everything but pictures, pages and sound, and stores that.
/// The file as it was sent, its name and the type that the browser gave are not kept.
/// </summary>
public interface IFileIntake
{
    /// <summary>
    /// Takes a file in. Call it before the write that stores the hash, not inside: it takes up to some seconds. The name of the field goes
    /// into the refusal, so that the form shows it there.
    /// </summary>
    /// <param name="content">Read once, from where it stands; not disposed of.</param>
    /// <param name="allowed">What the form takes.</param>
    /// <param name="field">Name of the form field, such as <c>Input.Photo</c>; null where there is none.</param>
    /// <param name="ct">Cancels; nothing stays behind.</param>
    /// <exception cref="RuleViolation">
    /// The file is empty, too large, of no allowed kind, DICOM, encrypted, broken, has too many pixels, is too long, took too long or was
    /// removed for good before; the tool that cleans it is missing; too many files arrive at once (status 503).
    /// </exception>
    /// <exception cref="InvalidOperationException">A write is running.</exception>
    Task<TakenFile> TakeAsync(Stream content, FileKinds allowed, string? field, CancellationToken ct);
}

/// <summary>For forms.</summary>
public static class FileIntakeExtensions
{
    /// <summary>
    /// The longest request that a page with one file field needs: <c>[RequestSizeLimit(FileIntakeExtensions.RequestBytes)]</c> and
    /// <c>[RequestFormLimits(MultipartBodyLengthLimit = FileIntakeExtensions.RequestBytes)]</c>. In bytes.
    /// </summary>
    public const int RequestBytes = (MostMegabytes + 1) * 1024 * 1024;

    /// <summary>No limit of the settings may be larger.</summary>
    internal const int MostMegabytes = 16;

    /// <summary>Takes in what a form sent, with refusals beside its field.</summary>
    public static async Task<TakenFile> TakeAsync(this IFileIntake intake, IFormFile file, FileKinds allowed, CancellationToken ct)
    {
        await using var content = file.OpenReadStream();
        return await intake.TakeAsync(content, allowed, file.Name, ct);
    }
}
