using Training.Media.Contracts;
using Training.Media.Intake;
using Training.Media.Storing;

namespace Training.Media.Images;

/// <summary>Turns a photo of anybody into one of ours. One class to swap where a library takes the place of the tool.</summary>
internal interface IImageProcessor
{
    /// <summary>Decodes, turns upright, makes smaller where it is too large, and writes it anew without anything but its pixels.</summary>
    /// <returns>The new file, in the same work folder, and what it is.</returns>
    /// <exception cref="Training.Modules.RuleViolation">It can not.</exception>
    Task<(string Path, FileKind Kind)> CleanAsync(Sent sent, CancellationToken ct);

    /// <summary>Makes a smaller copy of a picture that was cleaned.</summary>
    /// <param name="work">Where the picture is.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="kind">What it is; the copy is the same.</param>
    /// <param name="width">Of the copy, in pixels.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The new file, in the same work folder.</returns>
    /// <exception cref="Training.Modules.RuleViolation">It can not.</exception>
    Task<string> ShrinkAsync(WorkFolder work, string name, FileKind kind, int width, CancellationToken ct);
}
