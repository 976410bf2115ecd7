using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Training.Media.Intake;
using Training.Modules;

namespace Training.Media.Films;

/// <summary>Films and long recordings of the library, in MP4 or WebM: not decoded, not made smaller, freed of what describes them, in place.</summary>
internal sealed class FilmCleaner(IOptions<MediaOptions> options, ILogger<FilmCleaner> log)
{
    /// <summary>Cleans the file itself.</summary>
    /// <exception cref="RuleViolation">It is broken, too long, or nothing that browsers play.</exception>
    public Task<FilmFacts> CleanAsync(Sent sent, CancellationToken ct) => Task.Run(
        () =>
        {
            try
            {
                using var file = new FilmFile(new FileStream(sent.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1));
                var facts = sent.Format == Format.Mp4 ? Mp4Film.Clean(file) : WebMFilm.Clean(file);
                return facts.Duration <= TimeSpan.FromMinutes(options.Value.LectureMinutes)
                    ? facts
                    : throw new RuleViolation("Video.TooLong", options.Value.LectureMinutes);
            }
            catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or ArgumentException or IndexOutOfRangeException or OverflowException)
            {
                // Whatever a length in the file points to that is not there.
                log.LogInformation(exception, "A film was refused as broken.");
                throw new RuleViolation("File.Broken");
            }
        },
        ct);
}
