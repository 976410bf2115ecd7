using Training.Media.Contracts;
using Training.Media.Intake;

namespace Training.Media.Images;

/// <summary>Turns a photo of anybody into one of ours. One class to swap where a library takes the place of the tool.</summary>
internal interface IImageProcessor
{
    /// <summary>Decodes, turns upright, makes smaller where it is too large, and writes it anew without anything but its pixels.</summary>
    /// <returns>The new file, in the same work folder, and what it is.</returns>
    /// <exception cref="Training.Modules.RuleViolation">It can not.</exception>
    Task<(string Path, FileKind Kind)> CleanAsync(Sent sent, CancellationToken ct);
}
